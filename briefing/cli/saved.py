"""The newest snapshot that can be read; those that can't are told."""

from briefing.errors import InputError
from briefing.model import Snapshot
from briefing.store.workspace import Workspace


def newest(workspace: Workspace) -> Snapshot | None:
    """The newest snapshot of `workspace`; None if none was ever saved.

    Raises:
        InputError: there are snapshots, but all are damaged.
    """
    from briefing.cli.clock import now
    from briefing.cli.progress import tell
    from briefing.language.clean import clean
    from briefing.render.toml import load
    from briefing.store.snapshots import newest_snapshot

    def passed(error: InputError) -> None:
        line = clean(f"{error}", keep_newlines=False)
        tell(f"briefing: {line}: an older snapshot is taken instead (`briefing doctor` tells more)")

    return newest_snapshot(workspace.snapshots, load=load, now=now(), passed=passed)


def newest_of(workspace: Workspace) -> Snapshot:
    """The same where there must be one.

    Raises:
        InputError: there is none, or all are damaged.
    """
    found = newest(workspace)
    if found is None:
        raise InputError(f"{workspace.snapshots}: there is no snapshot yet (`briefing refresh` makes one)")
    return found
