"""The SQLite file of everything that was fetched and worked out. Write-ahead logging: readers never wait.

Its schema is the sum of its migrations; a file of a newer version is refused, not touched.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import StoreError
from briefing.store.schema import MIGRATIONS
from briefing.store.sqlite import SchemaError, connect, connect_reading, is_damaged


@contextmanager
def open_database(path: Path, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    """The database at `path`, made if it is not there; open while the block runs, committed by each writer.

    With `read_only`, nothing is made, changed or brought to the newest schema.

    Raises:
        StoreError: the file can't be opened or written, is damaged, or was written by a newer version; with
            `read_only` also: it is missing, or of an older schema.
    """
    try:
        if read_only and not path.exists():
            raise StoreError(f"{path}: there is no such file: nothing was fetched yet")
        connection = (connect_reading if read_only else connect)(path, MIGRATIONS)
    except SchemaError as error:
        raise StoreError(f"{path}: {error}") from None
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(f"{path}: can't be opened: {reason}{_remedy(error)}") from None
    try:
        yield connection
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {error}{_remedy(error)}") from None
    finally:
        connection.close()


def _remedy(error: Exception) -> str:
    return " (`briefing doctor --repair` saves what can be read of it)" if is_damaged(error) else ""


def to_text(moment: datetime | None) -> str | None:
    """`moment` as sortable text in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def to_exact(moment: datetime | None) -> str | None:
    """`moment` as text in UTC, whole."""
    return moment.astimezone(UTC).isoformat() if moment else None


def to_moment(text: str | None) -> datetime | None:
    """What `to_text` or `to_exact` wrote."""
    return datetime.fromisoformat(text) if text else None
