"""What a killed program left lying about: files that were being written, and never took their place."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefing.store.atomic import ABANDONED, abandoned
from briefing.store.snapshots import KEPT
from briefing.store.workspace import Workspace


def leftovers(workspace: Workspace, *, alone: bool = False) -> Iterator[Path]:
    """The files that nobody will finish; with `alone`, no refresh is at work, so nobody writes snapshots."""
    yield from abandoned(workspace.snapshots, suffix=".toml", age=0.0 if alone else ABANDONED)
    for folder in dict.fromkeys((workspace.snapshots / KEPT, workspace.cache, workspace.sources.parent)):
        yield from abandoned(folder, suffix=".toml")


def tidy(workspace: Workspace) -> None:
    """Remove what a killed program left, as far as that is possible. Only for whoever is alone in the workspace."""
    for path in leftovers(workspace, alone=True):
        with suppress(OSError):
            path.unlink()
