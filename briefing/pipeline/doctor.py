"""Is the workspace well? Every file looked at, each trouble told with its remedy, and mended where that loses nothing.

A check that stumbles is itself told and ends no other one. What can't be used is set aside, never deleted; what is
well is not touched. Nothing heavy is imported: a damaged installation must still be told.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from briefing.errors import BriefingError, InputError
from briefing.language.clean import clean
from briefing.store import reader, schema, shelf
from briefing.store.corrections import read_corrections
from briefing.store.lock import holder
from briefing.store.salvage import salvage, set_aside
from briefing.store.snapshots import KEPT, age_order, kept_names, read_snapshot, snapshot_names
from briefing.store.soundness import Report, examine_file, full_text_trouble, renew_words
from briefing.store.sources import read_sources
from briefing.store.sqlite import remove
from briefing.store.stream import damaged
from briefing.store.tidy import leftovers
from briefing.store.workspace import Workspace

#: "note" is worth knowing and no trouble, "mended" was just repaired, "repair" can be, "trouble" needs the reader.
State = Literal["ok", "note", "mended", "repair", "trouble"]
#: Less room than this on the disk is told.
LITTLE = 100 * 2**20
_ENCODER = """
from briefing.analyse.meaning import encode_articles, encoder_name
from briefing.model import Article
encode_articles([Article(id="", title="Rain fell.", text="Rain fell.")])
print(encoder_name())
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and one line about it."""

    about: str
    state: State
    told: str


def examine(workspace: Workspace, *, now: datetime, repair: bool = False) -> Iterator[Finding]:
    """One finding or more for each thing that can go wrong. With `repair`, nobody else may refresh meanwhile."""
    stamp = f"{now:%Y-%m-%dT%H%M%SZ}"
    mending = stamp if repair else ""
    checks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("workspace", partial(_folders, workspace)),
        ("sources.toml", partial(_sources, workspace)),
        ("corrections.toml", partial(_corrections, workspace)),
        ("articles.sqlite", partial(_store, workspace.database, schema.MIGRATIONS, mending)),
        ("reader.sqlite", partial(_reader, workspace.reader, mending)),
        ("archive.sqlite", partial(_archive, workspace.archive, mending)),
        ("stream", partial(_stream, workspace.stream)),
        ("snapshots", partial(_snapshots, workspace.snapshots, mending)),
        ("clock", partial(_clock, workspace.snapshots, now)),
        ("left behind", partial(_leftovers, workspace, mending)),
        ("lock", partial(_lock, workspace, repair=repair)),
        ("SQLite", _sqlite),
        ("encoder", _encoder),
    )
    for about, check in checks:
        try:
            yield from check()
        except BriefingError as error:
            yield Finding(about, "trouble", str(error))
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            yield Finding(about, "trouble", f"can't be looked at: {getattr(error, 'filename', None) or ''} {reason}")


def _folders(workspace: Workspace) -> Iterator[Finding]:
    for folder in dict.fromkeys((workspace.sources.parent, workspace.cache, workspace.snapshots)):
        if not folder.exists():
            yield Finding("workspace", "note", f"{folder}: is not there yet")
        elif not folder.is_dir():
            yield Finding("workspace", "trouble", f"{folder}: is no folder: move it away")
        elif not os.access(folder, os.W_OK | os.X_OK):
            yield Finding(
                "workspace", "trouble", f"{folder}: can't be written by you: reading works, refreshing doesn't"
            )
        else:
            yield Finding("workspace", "ok", f"{folder}")
    free = shutil.disk_usage(next(f for f in (workspace.cache, *workspace.cache.parents) if f.exists())).free
    told = f"{free / 2**20:.0f} MB free"
    yield Finding("disk", "ok" if free > LITTLE else "trouble", told if free > LITTLE else f"only {told}: make room")


def _sources(workspace: Workspace) -> Iterator[Finding]:
    if not workspace.sources.exists():
        yield Finding("sources.toml", "trouble", f"{workspace.sources}: there is no such file")
        return
    _, sources = read_sources(workspace.sources)
    yield Finding("sources.toml", "ok", f"{len(sources)} sources")


def _corrections(workspace: Workspace) -> Iterator[Finding]:
    yield Finding("corrections.toml", "ok", f"{len(read_corrections(workspace.corrections))} corrections")


def _file(path: Path, report: Report, *, remedy: str) -> Iterator[Finding]:
    """What is told of a file that is as `report` says; `remedy` is what a repair does about damage."""
    if report.health in ("damaged", "words"):
        yield Finding(path.name, "repair", f"{path}: is damaged: {report.told}: `--repair` {remedy}")
    elif report.health == "newer":
        yield Finding(path.name, "trouble", f"{path}: {report.told}: renew the program, or move the file away")
    elif report.health == "unreachable":
        yield Finding(path.name, "trouble", f"{path}: can't be opened: {report.told}")
    elif report.health == "older":
        yield Finding(path.name, "note", f"{path}: {report.told}")
    else:
        yield Finding(path.name, "ok", report.told or "is not there yet")


def _store(path: Path, migrations: Sequence[str], mending: str) -> Iterator[Finding]:
    report = examine_file(path, migrations, words="article_words")
    if mending and report.health == "words":
        renew_words(path, "article_words")
        yield Finding(path.name, "mended", f"{path}: its index of words was made anew; no article was touched")
    elif mending and report.health == "damaged":
        yield from _salvaged(path, migrations, mending, report)
        with sqlite3.connect(path) as connection:
            # what is lost is asked for and made again
            connection.execute("UPDATE entry SET article = NULL WHERE article NOT IN (SELECT id FROM article)")
            connection.execute("UPDATE feed SET etag = NULL, last_modified = NULL, digest = ''")
        connection.close()
    else:
        yield from _file(path, report, remedy="saves what can be read of it in a new one and sets it aside")


def _reader(path: Path, mending: str) -> Iterator[Finding]:
    report = examine_file(path, reader.MIGRATIONS)
    if mending and report.health == "damaged":
        yield from _salvaged(path, reader.MIGRATIONS, mending, report)
    else:
        yield from _file(path, report, remedy="saves what can be read of it in a new one and sets it aside")


def _salvaged(path: Path, migrations: Sequence[str], mending: str, report: Report) -> Iterator[Finding]:
    aside, saved = salvage(path, migrations, stamp=mending)
    rows = ", ".join(f"{count} {table}" for table, count in saved.items() if count and "_" not in table)
    told = f"{path}: was damaged ({report.told}): saved {rows or 'nothing: no row of it can be read'}"
    yield Finding(path.name, "mended", f"{told}; the damaged one is {aside.name}")


def _archive(path: Path, mending: str) -> Iterator[Finding]:
    report = examine_file(path, shelf.MIGRATIONS, words="story_words")
    if mending and report.health in ("damaged", "words"):
        remove(path)
        yield Finding(path.name, "mended", f"{path}: was damaged; it is made anew from the snapshots when it is used")
    else:
        yield from _file(path, report, remedy="removes it: it is made anew from the snapshots")


def _snapshots(folder: Path, mending: str) -> Iterator[Finding]:
    from briefing.render.toml import load

    sound = 0
    files = [folder / f"{name}.toml" for name in snapshot_names(folder)]
    for path in (*files, *(folder / KEPT / f"{name}.toml" for name in kept_names(folder))):
        try:
            read_snapshot(path, load=load)
        except InputError as error:
            yield _unreadable(path, str(error), mending)
        else:
            sound += 1
    yield Finding("snapshots", "ok", f"{sound} can be read")


def _unreadable(path: Path, told: str, mending: str) -> Finding:
    if "not known to this version" in told:
        return Finding("snapshots", "trouble", f"{told}: renew the program, or move the file away")
    if not path.is_file() or not os.access(path, os.R_OK):
        return Finding("snapshots", "trouble", told)
    if not mending:
        return Finding("snapshots", "repair", f"{told}: `--repair` sets it aside")
    return Finding("snapshots", "mended", f"{told}: set aside as {set_aside(path, stamp=mending).name}")


def _clock(folder: Path, now: datetime) -> Iterator[Finding]:
    order = age_order(now)
    future = [name for name in snapshot_names(folder) if not order(name)[0] and name[:1].isdigit()]
    told = f"{now:%Y-%m-%d %H:%M} UTC"
    if future:
        more = f" and {len(future) - 1} more" if len(future) > 1 else ""
        told += (
            f", but a snapshot says {future[0]}{more}: the clock is or was wrong; what is made now is taken as newer"
        )
    yield Finding("clock", "note" if future else "ok", told)


def _stream(folder: Path) -> Iterator[Finding]:
    """What grouping remembers; it needs no mending."""
    wrong, count = damaged(folder)
    if wrong:
        told = f"{folder / wrong[0]}: is damaged: the next refresh groups all articles anew, and nothing is lost"
        yield Finding("stream", "note", told)
    else:
        yield Finding("stream", "ok", f"{count} files of what grouping remembers" if count else "nothing yet")


def _leftovers(workspace: Workspace, mending: str) -> Iterator[Finding]:
    found = list(leftovers(workspace, alone=bool(mending)))
    for path in found if mending else ():
        with suppress(FileNotFoundError):
            path.unlink()
    names = ", ".join(clean(path.name, keep_newlines=False) for path in found[:3])
    if not found:
        yield Finding("left behind", "ok", "nothing")
    elif mending:
        yield Finding("left behind", "mended", f"{len(found)} unfinished files removed ({names})")
    else:
        yield Finding("left behind", "repair", f"{len(found)} unfinished files ({names}): `--repair` removes them")


def _lock(workspace: Workspace, *, repair: bool) -> Iterator[Finding]:
    busy = "" if repair else holder(workspace.refreshing)
    yield Finding("lock", "note" if busy else "ok", f"{busy} is at work" if busy else "no refresh is at work")


def _sqlite() -> Iterator[Finding]:
    trouble = full_text_trouble()
    yield Finding("SQLite", "trouble" if trouble else "ok", trouble or f"{sqlite3.sqlite_version}, full-text search")


def _encoder() -> Iterator[Finding]:
    """In a process of its own: whatever is wrong with it must not end this one."""
    command = [sys.executable, "-P", "-c", _ENCODER]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=120)  # noqa: S603
    last = clean((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1], keep_newlines=False)
    if done.returncode:
        yield Finding("encoder", "trouble", f"can't be loaded: {last}: install the program again")
    elif done.stdout.strip() == "one":
        yield Finding("encoder", "note", "works, not that of headlines: stories across languages come out less well")
    else:
        yield Finding("encoder", "ok", "works")
