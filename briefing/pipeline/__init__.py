"""The stages, in order: gather, examine, group, rank, compose, save. One file a stage; each can be called alone.

    gather    feeds, then pages, into the store
    examine   articles -> analyses and vectors, in worker processes
    edition   stories -> briefings
    refresh   all of it, over a workspace, ending in a saved snapshot
    brief     the same for documents given by hand, nothing saved

The one path for the command line and the app: neither grows its own copy.
"""
