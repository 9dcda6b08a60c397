"""`briefing snapshots`: what was saved."""

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """The names of all saved snapshots, newest first, then of those kept under a name."""
    from briefing.cli.output import write_lines
    from briefing.store.snapshots import kept_names, snapshot_names
    from briefing.store.workspace import find_workspace

    folder = find_workspace(options.workspace).snapshots
    write_lines((*snapshot_names(folder), *kept_names(folder)))
    return 0
