"""Is a SQLite file sound? Looked through as a whole: its pages, its indexes, its full-text index. Changes nothing."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.store.sqlite import TIMEOUT, SchemaError, connect_reading, is_damaged

#: Of a file: all is well, older than this program (the next run renews it), newer, out of reach, damaged.
Health = Literal["ok", "missing", "older", "newer", "unreachable", "damaged", "words"]


@dataclass(frozen=True, slots=True)
class Report:
    """How a file is; `told` says more. With "words", only the index of words doesn't fit what it indexes."""

    health: Health
    told: str = ""


def examine_file(path: Path, migrations: Sequence[str], *, words: str = "") -> Report:
    """How the database at `path` is; `words` is the name of its full-text index."""
    try:
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            return Report("missing")
        with closing(connect_reading(path, migrations)) as connection:
            trouble = _unsound(connection)
        unfit = _words_trouble(path, words) if words and not trouble and os.access(path, os.W_OK) else ""
        size = f"{path.stat().st_size / 2**20:.1f} MB"
    except SchemaError as error:
        return Report("older" if "older" in str(error) else "newer", str(error))
    except sqlite3.Error as error:
        return Report("damaged" if is_damaged(error) else "unreachable", str(error))
    except OSError as error:
        return Report("unreachable", error.strerror or str(error))
    return Report("damaged" if trouble else "words" if unfit else "ok", trouble or unfit or size)


def renew_words(path: Path, words: str) -> None:
    """Make the full-text index anew from what it indexes.

    Raises:
        sqlite3.Error: that failed; all is as it was.
    """
    with closing(sqlite3.connect(path, timeout=TIMEOUT)) as connection, connection:
        connection.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")  # noqa: S608 (a constant)


def full_text_trouble() -> str:
    """Why this Python's SQLite can't be used; "" if it can."""
    if sqlite3.sqlite_version_info < (3, 37):
        return f"SQLite {sqlite3.sqlite_version} is too old: 3.37 is needed"
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a, tokenize = 'unicode61 remove_diacritics 2')")
        except sqlite3.Error as error:
            return f"SQLite {sqlite3.sqlite_version} has no full-text search: {error}"
    return ""


def _unsound(connection: sqlite3.Connection) -> str:
    """The first thing that is wrong in the file; "" if nothing is."""
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if found == "ok" else str(found).replace("\n", " ")[:200]


def _words_trouble(path: Path, words: str) -> str:
    with closing(sqlite3.connect(path, timeout=TIMEOUT)) as connection:
        try:
            # SQLite asks for it as an insertion, which inserts nothing
            connection.execute(f"INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except sqlite3.DatabaseError as error:
            return f"its index of words does not fit ({error})" if is_damaged(error) else ""
        finally:
            with suppress(sqlite3.Error):
                connection.rollback()
    return ""
