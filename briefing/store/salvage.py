"""A damaged SQLite file set aside, never deleted, and a new one with all that can still be read of it in its place.

SQLite's own `.recover` belongs to its shell, which need not be here: rows are read table by table, from both ends, and
around what can't be read.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from briefing.store.sqlite import connect, remove

#: Rows that are read at once: so many at most go with one that can't be read.
PIECE = 50
#: No file that was cut off is filled up to more bytes.
LARGEST = 2**36
_DECODED = "utf-8", "replace"


def salvage(path: Path, migrations: Sequence[str], *, stamp: str) -> tuple[Path, dict[str, int]]:
    """Make a new file of what can be read of the damaged one at `path`; the old one becomes `….damaged-<stamp>`.

    Where that is, and how many rows of each table were saved. Killed in the middle, it can be begun again.

    Raises:
        OSError, sqlite3.Error: the new file can't be written; the damaged one is still in its place.
    """
    made = path.with_name(f"{path.name}.mended")
    remove(made)
    with closing(connect(made, migrations)) as new:
        with _whole(path) as old:
            saved = _copied(old, new)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    aside = _free(path.with_name(f"{path.name}.damaged-{stamp}"))
    os.link(path, aside)
    # its log must not be taken for the new one's
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        log.replace(aside.with_name(f"{aside.name}-wal"))
    log.unlink(missing_ok=True)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    made.replace(path)
    remove(made)
    return aside, saved


def set_aside(path: Path, *, stamp: str) -> Path:
    """Move what is at `path` beside itself, under a name that says so."""
    aside = _free(path.with_name(f"{path.name}.damaged-{stamp}"))
    path.replace(aside)
    return aside


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """The file, or a copy of it as long as it once was: SQLite reads nothing of one that was cut off."""
    with path.open("rb") as file:
        header = file.read(32)
    page = int.from_bytes(header[16:18], "big")
    size = int.from_bytes(header[28:32], "big") * (2**16 if page == 1 else page)
    if not path.stat().st_size < size <= LARGEST:
        yield path
        return
    copy = path.with_name(f"{path.name}.filled")
    try:
        shutil.copyfile(path, copy)
        os.truncate(copy, size)
        yield copy
    finally:
        remove(copy)


def _free(path: Path) -> Path:
    n, free = 1, path
    while free.exists():
        n, free = n + 1, path.with_name(f"{path.name}-{n}")
    return free


def _copied(path: Path, new: sqlite3.Connection) -> dict[str, int]:
    saved: dict[str, int] = {}
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as old:
        old.text_factory = lambda data: data.decode(*_DECODED)
        for table in _tables(new):
            saved[table] = 0
            columns = [name for name in _columns(old, table) if name in _columns(new, table)]
            if not columns:
                continue
            named, marks = ", ".join(columns), ", ".join("?" * len(columns))
            insert = f"INSERT OR IGNORE INTO {table} ({named}) VALUES ({marks})"  # noqa: S608 (names of the schema)
            for piece in _pieces(old, table, named):
                with new:
                    for row in piece:
                        with suppress(sqlite3.Error):  # a value that no longer fits its column
                            saved[table] += new.execute(insert, row).rowcount
    return saved


def _tables(new: sqlite3.Connection) -> list[str]:
    """The tables that hold rows of their own, in the order in which they were made."""
    listed = new.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    return sorted(name for (name,) in listed if not name.startswith("sqlite_"))


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    except sqlite3.DatabaseError:
        return []


def _pieces(old: sqlite3.Connection, table: str, named: str) -> Iterator[list[tuple[object, ...]]]:
    """The rows of a table that can be read."""
    try:
        old.execute(f"SELECT rowid FROM {table} LIMIT 0")  # noqa: S608
    except sqlite3.DatabaseError:
        key = ", ".join(_keys(old, table))
        for order in (key, f"{key.replace(',', ' DESC,')} DESC"):
            yield from _until_damage(old, f"SELECT {named} FROM {table} ORDER BY {order}")  # noqa: S608
    else:
        yield from _around_damage(old, table, named)


def _keys(old: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in old.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))]


def _until_damage(old: sqlite3.Connection, query: str) -> Iterator[list[tuple[object, ...]]]:
    with suppress(sqlite3.DatabaseError):
        rows = old.execute(query)
        while piece := _some(rows):
            yield piece


def _some(rows: sqlite3.Cursor) -> list[tuple[object, ...]]:
    """The next rows; those before damage, if it comes among them."""
    piece: list[tuple[object, ...]] = []
    with suppress(sqlite3.DatabaseError):
        while len(piece) < PIECE and (row := rows.fetchone()):
            piece.append(row)
    return piece


def _around_damage(old: sqlite3.Connection, table: str, named: str) -> Iterator[list[tuple[object, ...]]]:
    """Rows by number; over what can't be read ever longer steps are taken."""
    last = max((_end(old, table, order) for order in ("DESC", "ASC")), default=0)
    at, step = 0, 1
    while at <= last:
        query = f"SELECT rowid, {named} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"  # noqa: S608
        piece = []
        with suppress(sqlite3.DatabaseError):
            piece = _some(old.execute(query, (at,)))
        if piece:
            yield [row[1:] for row in piece]
            at, step = int(str(piece[-1][0])), 1
        elif step == 1 and not _broken(old, query, at):
            return
        else:
            at, step = at + step, step * 2


def _end(old: sqlite3.Connection, table: str, order: str) -> int:
    with suppress(sqlite3.DatabaseError):
        found = old.execute(f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid {order} LIMIT 1").fetchone()  # noqa: S608
        return int(found[0]) if found else 0
    return 2**31  # it can't be read from there: look far


def _broken(old: sqlite3.Connection, query: str, at: int) -> bool:
    try:
        old.execute(query, (at,)).fetchone()
    except sqlite3.DatabaseError:
        return True
    return False
