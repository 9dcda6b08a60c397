"""What the reader did: read, pinned, chose. It can't be made anew, so it is never evicted, and trouble never ends it.

A file that can't be used is left as it is: what the reader does then is remembered while the program runs.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from briefing.store.database import to_exact, to_moment
from briefing.store.sqlite import SchemaError, connect, connect_memory, connect_reading

T = TypeVar("T")

MIGRATIONS = (
    """
CREATE TABLE mark (
    story TEXT PRIMARY KEY, read TEXT, snapshot TEXT NOT NULL, articles INTEGER NOT NULL, newest TEXT,
    pinned INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
""",
)
#: Seconds to wait for another process: a key press waits with it.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the reader did with a story.

    `read` is when it was marked read, `snapshot` in which snapshot; `articles` and `newest` are how many articles it
    had then and the date of the newest.
    """

    story: str
    read: datetime | None = None
    snapshot: str = ""
    articles: int = 0
    newest: datetime | None = None
    pinned: bool = False


@contextmanager
def open_reader(path: Path) -> Iterator["Reader"]:
    """What is known of the reader, kept in the file at `path`; for one thread, while the block runs."""
    reader = Reader(path)
    try:
        yield reader
    finally:
        reader.close()


class Reader:
    """Marks by story, and values by key. `kept` tells whether they stay on disk; if not, `trouble` says why."""

    def __init__(self, path: Path) -> None:
        self.kept = True
        self.trouble = ""
        self._path = path
        self._connection = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def marks(self) -> dict[str, Mark]:
        """All marks, by story id."""
        rows = self._run(lambda c: c.execute("SELECT * FROM mark").fetchall())
        return {
            story: Mark(
                story=story,
                read=to_moment(read),
                snapshot=snapshot,
                articles=articles,
                newest=to_moment(newest),
                pinned=bool(pinned),
            )
            for story, read, snapshot, articles, newest, pinned in rows
        }

    def save(self, *marks: Mark) -> None:
        """Keep `marks` in place of those before; a mark that is neither read nor pinned is forgotten."""
        empty = [(mark.story,) for mark in marks if not mark.read and not mark.pinned]
        rows = [
            (mark.story, to_exact(mark.read), mark.snapshot, mark.articles, to_exact(mark.newest), mark.pinned)
            for mark in marks
            if mark.read or mark.pinned
        ]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("DELETE FROM mark WHERE story = ?", empty)
                connection.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?, ?, ?)", rows)

        self._run(write)

    def get(self, key: str) -> Any:  # noqa: ANN401 (whatever JSON can hold)
        """The value that was put under `key`; None if there is none."""
        row = self._run(lambda c: c.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone())
        return json.loads(row[0]) if row else None

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401
        """Keep a JSON `value` under `key`."""
        text = json.dumps(value)

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, text))

        self._run(write)

    def _open(self) -> sqlite3.Connection:
        try:
            connection = connect(self._path, MIGRATIONS, timeout=PATIENCE)
            # the log is folded in, and the disk waited for, when the file is closed: no key press waits for it
            connection.execute("PRAGMA wal_autocheckpoint = 0")
        except (SchemaError, OSError, sqlite3.Error) as error:
            return self._in_memory(error)
        try:
            _check(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            return self._in_memory(error)
        return connection

    def _run(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """What `act` gives; in memory, once the file fails."""
        try:
            return act(self._connection)
        except sqlite3.DatabaseError as error:
            if not self.kept or isinstance(error, sqlite3.ProgrammingError):
                raise
            self._connection.close()
            self._connection = self._in_memory(error)
            return act(self._connection)

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        """A place in memory, with what can still be read of the file."""
        self.kept = False
        reason = getattr(error, "strerror", None) or error
        self.trouble = f"{self._path}: can't be used: {reason}; what you read now is forgotten when you leave"
        memory = connect_memory(MIGRATIONS)
        with (
            suppress(SchemaError, OSError, sqlite3.Error),
            closing(connect_reading(self._path, MIGRATIONS)) as file,
            memory,
        ):
            for table, values in (("mark", "?, ?, ?, ?, ?, ?"), ("kept", "?, ?")):
                rows = file.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 (a constant)
                memory.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608
        return memory


def _check(connection: sqlite3.Connection) -> None:
    """Look through the whole file, which is small: a few milliseconds."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError("database disk image is malformed")
