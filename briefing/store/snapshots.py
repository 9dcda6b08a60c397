"""Saved snapshots: one TOML file each, named by the moment it was taken. Never deleted with the rest of the cache."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import InputError
from briefing.model import Snapshot
from briefing.store.atomic import write_atomically

Load = Callable[[str], Snapshot]
#: The folder, within that of the snapshots, of those that the reader keeps under a name.
KEPT = "kept"


def snapshot_name(taken: datetime) -> str:
    """The name of a snapshot taken at `taken`: sortable, safe in a file name."""
    return taken.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def save_snapshot(folder: Path, snapshot: Snapshot, *, dump: Callable[[Snapshot], str]) -> Path:
    """Write `snapshot` to `folder` in the words of `dump`; the file is whole or absent."""
    path = folder / f"{snapshot_name(snapshot.taken)}.toml"
    write_atomically(path, dump(snapshot))
    return path


def snapshot_names(folder: Path) -> list[str]:
    """Names of the saved snapshots, newest first."""
    try:
        with os.scandir(folder) as files:
            names = [file.name for file in files]
    except OSError:
        return []
    return sorted((n.removesuffix(".toml") for n in names if n.endswith(".toml") and n[0] != "."), reverse=True)


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
    wanted = name.removesuffix(".toml")
    if wanted in kept_names(folder):
        return read_snapshot(folder / KEPT / f"{wanted}.toml", load=load)
    for known in snapshot_names(folder):
        if known.startswith(wanted):
            return read_snapshot(folder / f"{known}.toml", load=load)
    raise InputError(f"{name}: there is no snapshot of this name (`briefing snapshots list` shows them)")


def newest_snapshot(folder: Path, *, load: Load, before: datetime | None = None) -> Snapshot | None:
    """The newest snapshot that can be read (and was taken before `before`); None if none was ever saved.

    Raises:
        InputError: there are snapshots, but all are damaged.
    """
    damage: InputError | None = None
    for known in snapshot_names(folder):
        if before and known >= snapshot_name(before):
            continue
        try:
            return read_snapshot(folder / f"{known}.toml", load=load)
        except InputError as error:
            damage = damage or error
    if damage:
        raise damage
    return None


def read_snapshot(path: Path, *, load: Load) -> Snapshot:
    """The snapshot in the file at `path`.

    Raises:
        InputError: the file can't be read, or is no snapshot that this version knows.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8 text") from None
    try:
        return load(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
