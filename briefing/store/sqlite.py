"""How every SQLite file here is opened: write-ahead logging, so that readers never wait, and schemas that move up.

The version of a file's schema is SQLite's `user_version`: how many of its migrations were run. A migration is SQL
whose statements are parted by blank lines.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds to wait for another process that writes.
TIMEOUT = 30.0

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PLACE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class SchemaError(Exception):
    """The file is of another version of briefing: the text says which."""


def connect(path: Path, migrations: Sequence[str], *, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A connection that reads and writes the file at `path`, which is made if it is missing, with its newest schema.

    Raises:
        OSError: the folder can't be made, or the file not be written.
        sqlite3.Error: it is damaged, no database, or locked for `timeout` seconds.
        SchemaError: it is of a newer version; nothing in it was changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _refuse_others(path)
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    connection = sqlite3.connect(path, timeout=timeout)
    with _closing_on_trouble(connection):
        if connection.execute("PRAGMA page_count").fetchone() == (0,):
            # of a new file: what is dropped can be given back; on an older one the mere wish is a write
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _migrate(connection, migrations)
    return connection


def connect_reading(path: Path, migrations: Sequence[str], *, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """A connection that can't write; in a folder that can't be written either, one that overlooks other processes.

    Raises:
        sqlite3.Error: it is missing, damaged or no database.
        OSError: it is no file.
        SchemaError: it is of another version.
    """
    _refuse_others(path)
    try:
        return _reading(path, "mode=ro", migrations, timeout)
    except sqlite3.OperationalError as error:
        if _code(error) not in _PLACE or not path.is_file():
            raise
        return _reading(path, "mode=ro&immutable=1", migrations, timeout)


def _refuse_others(path: Path) -> None:
    """Raise OSError for a folder, and for a pipe, which would be waited for."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file")


def connect_memory(migrations: Sequence[str]) -> sqlite3.Connection:
    """A connection to nothing but memory."""
    connection = sqlite3.connect(":memory:")
    _migrate(connection, migrations)
    return connection


def _reading(path: Path, options: str, migrations: Sequence[str], timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, timeout=timeout)
    with _closing_on_trouble(connection):
        if _version(connection, migrations) < len(migrations):
            raise SchemaError("is of an older version of briefing: the next refresh renews it")
    return connection


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Run those of `migrations` that the file lacks: all or none."""
    if _version(connection, migrations) == len(migrations):
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")  # another process may have been at it: look again
        for migration in migrations[_version(connection, migrations) :]:
            for statement in migration.split("\n\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _version(connection: sqlite3.Connection, migrations: Sequence[str]) -> int:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > len(migrations):
        raise SchemaError(
            f"was written by a newer version of briefing (schema {found}, this one reads {len(migrations)})"
        )
    return int(found)


@contextmanager
def _closing_on_trouble(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def is_damaged(error: Exception) -> bool:
    """Whether `error` says that a file is broken or no database, and not merely out of reach."""
    return _code(error) in _DAMAGE


def remove(path: Path) -> None:
    """Delete a database and its log, as far as that is possible."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _code(error: Exception) -> int:
    """SQLite's primary result code; 0 for any other trouble."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
