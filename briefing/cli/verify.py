"""`briefing verify`: whether every statement of a snapshot is a verbatim span of the stored article it cites."""

from pathlib import Path

from briefing.cli.arguments import Options


def run(options: Options) -> int:
    """List what does not stand in its source; exit code 1 if there is any."""
    from briefing.cli.output import write_lines
    from briefing.cli.progress import tell

    if options.demo:
        from briefing.cli.demo import verified

        checked, wrong = verified(options)
    else:
        checked, wrong = _saved(options)
    write_lines(wrong)
    tell(f"{checked} statements checked, {len(wrong)} not in their source")
    return 1 if wrong else 0


def _saved(options: Options) -> tuple[int, list[str]]:
    from briefing.errors import InputError
    from briefing.pipeline.verify import verify
    from briefing.render.toml import load
    from briefing.store.snapshots import find_snapshot, newest_snapshot, read_snapshot
    from briefing.store.workspace import find_workspace

    workspace = find_workspace(options.workspace)
    if options.snapshot and Path(options.snapshot).is_file():
        snapshot = read_snapshot(Path(options.snapshot), load=load)
    elif options.snapshot:
        snapshot = find_snapshot(workspace.snapshots, options.snapshot, load=load)
    else:
        newest = newest_snapshot(workspace.snapshots, load=load)
        if newest is None:
            raise InputError(f"{workspace.snapshots}: there is no snapshot yet (`briefing refresh` makes one)")
        snapshot = newest
    return verify(snapshot, workspace.database)
