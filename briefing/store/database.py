"""The SQLite file of everything that was fetched and worked out. Write-ahead logging: readers never wait.

The schema's version is SQLite's `user_version`; a file of a newer version is refused, not touched.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import StoreError

VERSION = 1
SCHEMA = """
CREATE TABLE feed (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT, last_modified TEXT,
    asked TEXT NOT NULL, read TEXT, failure TEXT, retry_after TEXT
) STRICT;
CREATE TABLE entry (
    source TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    content TEXT NOT NULL, published TEXT, byline TEXT NOT NULL, language TEXT NOT NULL,
    teases INTEGER NOT NULL, seen TEXT NOT NULL, article TEXT, PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_page ON entry (url) WHERE teases;
CREATE INDEX entry_time ON entry (coalesce(published, seen));
CREATE TABLE page (
    url TEXT PRIMARY KEY, asked TEXT NOT NULL, failure TEXT, text TEXT NOT NULL, title TEXT NOT NULL,
    byline TEXT NOT NULL, published TEXT, language TEXT NOT NULL, site TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, url TEXT NOT NULL, byline TEXT NOT NULL,
    seen TEXT NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_time ON article (coalesce(published, seen));
CREATE TABLE superseded (
    id TEXT NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE analysis (
    article TEXT PRIMARY KEY, hash TEXT NOT NULL, version TEXT NOT NULL, vector BLOB NOT NULL, sentences TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE story (article TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """The database at `path`, made if it is not there; open while the block runs, committed by each writer.

    Raises:
        StoreError: the file can't be opened or written, is damaged, or was written by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: can't be opened: {getattr(error, 'strerror', None) or error}") from None
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _migrate(connection, path)
        yield connection
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {error}") from None
    finally:
        connection.close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(
            f"{path}: was written by a newer version of briefing (schema {version}, this one reads {VERSION})"
        )
    if version == VERSION:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")  # another process may be making the file too: look again
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def to_text(moment: datetime | None) -> str | None:
    """`moment` as sortable text in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def to_moment(text: str | None) -> datetime | None:
    """What `to_text` wrote."""
    return datetime.fromisoformat(text) if text else None
