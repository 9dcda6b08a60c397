"""Saved snapshots: one TOML file each, named by the moment it was taken. Never deleted with the rest of the cache.

Where the newest is meant, those of moments that are still to come are not: a clock that was wrong for a day must not
hide what is made after it.
"""

import os
import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from briefing.errors import InputError, StoreError
from briefing.model import Snapshot
from briefing.store.atomic import write_atomically

Load = Callable[[str], Snapshot]
#: The folder, within that of the snapshots, of those that the reader keeps under a name.
KEPT = "kept"
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T|$)")


def snapshot_name(taken: datetime) -> str:
    """The name of a snapshot taken at `taken`: sortable, safe in a file name."""
    return taken.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def free_name(folder: Path, snapshot: Snapshot, *, dump: Callable[[Snapshot], str]) -> str:
    """A name for `snapshot` that no other one in `folder` has: of two in one second, the second is `…Z-2`.

    The same snapshot made again has its name already.
    """
    taken = snapshot_name(snapshot.taken)
    names = (f"{taken}-{n}" if n > 1 else taken for n in count(1))
    return next(name for name in names if _would_hold(folder / f"{name}.toml", dump(replace(snapshot, name=name))))


def _would_hold(path: Path, text: str) -> bool:
    """Whether `text` can be written to `path` and nothing else is lost."""
    try:
        return path.read_text("utf-8") == text
    except (OSError, ValueError):
        # where the folder itself can't be looked into, no other name would do better: writing tells why
        return not os.path.lexists(path)


def save_snapshot(folder: Path, snapshot: Snapshot, *, dump: Callable[[Snapshot], str]) -> Path:
    """Write `snapshot` to `folder` under its name, in the words of `dump`; the file is whole or absent."""
    path = folder / f"{snapshot.name or snapshot_name(snapshot.taken)}.toml"
    write_atomically(path, dump(snapshot))
    return path


def age_order(now: datetime | None = None) -> Callable[[str], tuple[bool, str]]:
    """What names of snapshots are sorted by, the oldest first.

    Those of moments after `now`, and files whose names tell no moment, come before all others.
    """
    last = f"{snapshot_name(now)}-~" if now else "~"
    return lambda name: (name <= last, name)


def snapshot_names(folder: Path, *, now: datetime | None = None) -> list[str]:
    """Names of the saved snapshots, newest first; those of moments after `now` come last."""
    try:
        with os.scandir(folder) as files:
            names = [file.name for file in files]
    except OSError:
        return []
    found = (name.removesuffix(".toml") for name in names if name.endswith(".toml") and name[0] != ".")
    return sorted(found, key=age_order(now), reverse=True)


def keep_snapshot(folder: Path, name: str, snapshot: Snapshot, *, dump: Callable[[Snapshot], str]) -> Path:
    """Write `snapshot` under a name that the reader chose; it is no newer edition, so it stands apart from them.

    Raises:
        InputError: there is one of this name.
    """
    path = folder / KEPT / f"{name}.toml"
    if path.exists():
        raise InputError(f"{name}: there is already a snapshot of this name")
    write_atomically(path, dump(snapshot))
    return path


def kept_names(folder: Path) -> list[str]:
    """Names of the snapshots that the reader kept, by name."""
    return sorted(path.stem for path in (folder / KEPT).glob("*.toml") if not path.name.startswith("."))


def find_snapshot(folder: Path, name: str, *, load: Load) -> Snapshot:
    """The snapshot that was kept under `name`, else the newest whose name begins with it.

    Raises:
        InputError: there is none, or it is damaged.
    """
    return read_snapshot(snapshot_path(folder, name), load=load)


def snapshot_path(folder: Path, name: str) -> Path:
    """The file of the snapshot that was kept under `name`, else of the newest whose name begins with it.

    So a day ("2026-11-20") names its last snapshot, an hour ("2026-11-20T08:00") the one taken then.

    Raises:
        InputError: there is none; the error names the nearest in time.
    """
    wanted = name.removesuffix(".toml")
    if wanted in kept_names(folder):
        return folder / KEPT / f"{wanted}.toml"
    names = snapshot_names(folder)
    wanted = wanted.replace(":", "")
    for known in (wanted, *names) if wanted in names else names:
        if wanted and known.startswith(wanted):
            return folder / f"{known}.toml"
    near = ", ".join(_nearest(names, wanted))
    hint = f"the nearest: {near}" if near else "`briefing snapshots list` shows them"
    raise InputError(f"{name}: there is no snapshot of this name ({hint})")


def _nearest(names: Sequence[str], wanted: str) -> list[str]:
    """The last of `names` before the day or moment `wanted` and the first after it, if it is one."""
    if not _DAY.match(wanted):
        return []
    before = [known for known in names if known < wanted]
    after = [known for known in names if known > wanted]
    return [*before[:1], *after[-1:]]


def remove_snapshot(path: Path) -> None:
    """Delete one saved snapshot.

    Raises:
        StoreError: it can't be.
    """
    try:
        path.unlink()
    except OSError as error:
        raise StoreError(f"{path}: can't be removed: {error.strerror or error}") from None


def newest_snapshot(
    folder: Path,
    *,
    load: Load,
    now: datetime | None = None,
    before: datetime | None = None,
    passed: Callable[[InputError], object] = bool,
) -> Snapshot | None:
    """The newest snapshot that can be read (and was taken before `before`), by the name of its file.

    None if none was ever saved. Snapshots from after `now` come last; damaged ones that are newer are told to `passed`.

    Raises:
        InputError: there are snapshots, but all are damaged.
    """
    damage: list[InputError] = []
    for known in snapshot_names(folder, now=now):
        if before and known >= snapshot_name(before):
            continue
        try:
            found = read_snapshot(folder / f"{known}.toml", load=load)
        except InputError as error:
            damage.append(error)
        else:
            for newer in damage:
                passed(newer)
            return replace(found, name=known)
    if damage:
        raise damage[0]
    return None


def read_snapshot(path: Path, *, load: Load) -> Snapshot:
    """The snapshot in the file at `path`.

    Raises:
        InputError: the file can't be read, or is no snapshot that this version knows.
    """
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: is no file")  # a pipe would be waited for
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text") from None
    try:
        return load(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
