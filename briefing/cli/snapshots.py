"""`briefing snapshots`: what was saved."""

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """The names of all saved snapshots, newest first."""
    from briefing.cli.output import write_lines
    from briefing.store.snapshots import snapshot_names
    from briefing.store.workspace import find_workspace

    write_lines(snapshot_names(find_workspace(options.workspace).snapshots))
    return 0
