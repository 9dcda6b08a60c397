"""After a refresh: what the reader's settings no longer keep leaves the store, but for what a snapshot cites."""

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from briefing.errors import InputError
from briefing.pipeline.run import Run, Window
from briefing.render.toml import load
from briefing.store.retention import (
    drop_piece,
    forget,
    give_back,
    has_older,
    newest_date,
    note,
    noted,
    size,
)
from briefing.store.snapshots import KEPT, kept_names, read_snapshot, snapshot_names

#: Pieces that one run drops at most, and snapshots of which it reads what they cite: what is left waits for the next.
PIECES = 10
READ = 50


def retain(connection: sqlite3.Connection, run: Run, window: Window) -> int:
    """Drop what is too old or too much; how many rows were seen to.

    Age is counted from the newest date that a source gave, so that a clock that jumps ahead drops nothing.
    """
    settings = run.settings
    newest = newest_date(connection, before=run.now) or run.now
    before = min(newest - timedelta(days=settings.keep_days), window.since)
    most = settings.keep_mb * 2**20
    files = _snapshots(connection, run.workspace.snapshots)
    too_much = bool(most) and size(connection) > most
    if not (too_much or has_older(connection, before)) or not _know_citations(connection, files):
        return 0
    total = 0
    for _ in range(PIECES):
        too_much = bool(most) and size(connection) > most
        bound = window.since if too_much else before
        seen_to = drop_piece(connection, bound, since=window.since, until=window.until)
        total += seen_to
        if not seen_to:
            break
    give_back(connection)
    return total


def _snapshots(connection: sqlite3.Connection, folder: Path) -> dict[str, Path]:
    """The files of all saved snapshots, by name; what those cited that are gone is forgotten."""
    files = {name: folder / f"{name}.toml" for name in snapshot_names(folder)}
    files |= {f"{KEPT}/{name}": folder / KEPT / f"{name}.toml" for name in kept_names(folder)}
    forget(connection, noted(connection).keys() - files.keys())
    return files


def _know_citations(connection: sqlite3.Connection, files: Mapping[str, Path]) -> bool:
    """Note what each saved snapshot cites, some at a time; whether all are noted."""
    known = noted(connection)
    left = READ
    for name, path in files.items():
        try:
            stamp = path.stat().st_size, path.stat().st_mtime_ns
        except OSError:  # just removed: the next run forgets it
            continue
        if known.get(name) == stamp:
            continue
        if not left:
            return False
        left -= 1
        try:
            snapshot = read_snapshot(path, load=load)
        except InputError:
            if name in known:  # what it cited before it was damaged stays
                continue
            note(connection, name, stamp, ())
        else:
            note(connection, name, stamp, {one.id for story in snapshot.stories for one in story.articles})
    return True
