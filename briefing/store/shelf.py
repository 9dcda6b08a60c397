"""One SQLite file, or a piece of memory, of indexed snapshots: what the archive puts away and finds again.

It knows nothing of the folder of snapshots: whoever asks says which of them still hold.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Briefing, Reference
from briefing.store.words import Query, Words

#: One more entry, that drops the tables and makes them anew, when what is kept of a snapshot changes.
MIGRATIONS = (
    """
CREATE TABLE snapshot (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, changed INTEGER NOT NULL,
    taken TEXT NOT NULL, head TEXT NOT NULL, outlines TEXT NOT NULL
) STRICT

CREATE TABLE story (
    number INTEGER PRIMARY KEY, snapshot INTEGER NOT NULL, id TEXT NOT NULL, headline TEXT NOT NULL,
    body TEXT NOT NULL, whole BLOB NOT NULL
) STRICT

CREATE INDEX story_place ON story (snapshot, id)

CREATE VIRTUAL TABLE story_words USING fts5 (
    headline, body, content = 'story', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
)

CREATE TRIGGER story_added AFTER INSERT ON story BEGIN
    INSERT INTO story_words (rowid, headline, body) VALUES (new.number, new.headline, new.body);
END

CREATE TRIGGER story_removed AFTER DELETE ON story BEGIN
    INSERT INTO story_words (story_words, rowid, headline, body)
    VALUES ('delete', old.number, old.headline, old.body);
END
""",
    """
DELETE FROM story

DELETE FROM snapshot

ALTER TABLE story ADD COLUMN told TEXT NOT NULL DEFAULT '[]'
""",
)
_WORDS = Words("story", ("headline", "body"))

#: Size in bytes and time of the last change in nanoseconds: a file with the same two was not changed.
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A snapshot as it is put away. `head` is the TOML of it without its stories, `outlines` are packed."""

    name: str
    stamp: Stamp
    taken: str
    head: str
    outlines: str
    stories: list[tuple[str, str, str, bytes, str]]


def story_row(story: Briefing, text: str) -> tuple[str, str, str, bytes, str]:
    """A story as a row: its id, headline, words to search, `text`, which is all of it, and who tells it."""
    lines = [*(part for s in story.statements for part in (s.text, s.speaker, *s.names))]
    lines += [part for reference in story.articles for part in (reference.title, reference.outlet)]
    body = "\n".join(filter(None, dict.fromkeys(lines)))
    told = [
        (r.n, r.id, r.outlet, r.title, r.language, r.published.isoformat() if r.published else "")
        for r in story.articles
    ]
    return story.id, story.headline, body, zlib.compress(text.encode(), 1), json.dumps(told, ensure_ascii=False)


class Shelf:
    """What a connection holds. Everything here may raise sqlite3.DatabaseError."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def stamps(self) -> dict[str, Stamp]:
        """The snapshots here, each with the stamp of the file it was read from."""
        rows = self._connection.execute("SELECT name, size, changed FROM snapshot")
        return {name: (size, changed) for name, size, changed in rows}

    def holds(self, name: str, stamp: Stamp) -> bool:
        """Whether the snapshot `name` is here as it was when its file had this `stamp`."""
        row = self._connection.execute("SELECT size, changed FROM snapshot WHERE name = ?", (name,)).fetchone()
        return bool(row == stamp)

    def put(self, row: Row) -> None:
        """Put a snapshot away, in place of what was here of it."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._remove((row.name,))
            number = self._connection.execute(
                "INSERT INTO snapshot (name, size, changed, taken, head, outlines) VALUES (?, ?, ?, ?, ?, ?)",
                (row.name, *row.stamp, row.taken, row.head, row.outlines),
            ).lastrowid
            self._connection.executemany(
                "INSERT INTO story (snapshot, id, headline, body, whole, told) VALUES (?, ?, ?, ?, ?, ?)",
                ((number, *story) for story in row.stories),
            )

    def remove(self, names: Iterable[str]) -> None:
        """Forget these snapshots."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._remove(names)

    def _remove(self, names: Iterable[str]) -> None:
        for name in names:
            self._connection.execute(
                "DELETE FROM story WHERE snapshot = (SELECT number FROM snapshot WHERE name = ?)", (name,)
            )
            self._connection.execute("DELETE FROM snapshot WHERE name = ?", (name,))

    def edition(self, name: str) -> tuple[str, str] | None:
        """The head and the packed outlines of a snapshot."""
        row = self._connection.execute("SELECT head, outlines FROM snapshot WHERE name = ?", (name,)).fetchone()
        return row and (row[0], row[1])

    def story(self, name: str, id_: str) -> str | None:
        """All of one story, as it was given to `story_row`."""
        row = self._connection.execute(
            "SELECT whole FROM story WHERE id = ? AND snapshot = (SELECT number FROM snapshot WHERE name = ?)",
            (id_, name),
        ).fetchone()
        return zlib.decompress(row[0]).decode() if row else None

    def words(self, number: int) -> str:
        """All that is said in a story, a line each; the headline is the first."""
        row = self._connection.execute("SELECT headline, body FROM story WHERE number = ?", (number,)).fetchone()
        return "\n".join(row) if row else ""

    def told(self, name: str) -> Iterator[tuple[str, tuple[Reference, ...]]]:
        """The articles of each story of a snapshot, without their addresses."""
        rows = self._connection.execute(
            "SELECT id, told FROM story WHERE snapshot = (SELECT number FROM snapshot WHERE name = ?)", (name,)
        )
        for id_, text in rows:
            yield (
                id_,
                tuple(
                    Reference(
                        n=n,
                        id=article,
                        outlet=outlet,
                        title=title,
                        language=language,
                        published=datetime.fromisoformat(when) if when else None,
                    )
                    for n, article, outlet, title, language, when in json.loads(text)
                ),
            )

    def search(self, query: Query | None, *, within: str = "") -> Iterator[tuple[str, str, int]]:
        """What matches: name of the snapshot, id and number of the story; newest snapshot first, the best in it first.

        Words in a headline count ten times. Without a query it is all stories, as they are ranked.
        """
        rows, values = _WORDS.where(query) if query else ("FROM story WHERE 1", [])
        order = "bm25(story_words, 10.0, 1.0)" if query and query.match else "story.number"
        rows = rows.replace(" WHERE ", " JOIN snapshot ON snapshot.number = story.snapshot WHERE ", 1)
        only = "AND snapshot.name = ?" if within else ""
        sql = f"SELECT snapshot.name, story.id, story.number {rows} {only} ORDER BY snapshot.name DESC, {order}"
        return self._connection.execute(sql, (*values, within) if within else values)

    def found(self, query: Query | None, number: int) -> tuple[str, str, str] | None:
        """When the snapshot of a found story was taken, its headline, and the words around the match.

        None if another process removed it since.
        """
        row = self._connection.execute(
            "SELECT taken, headline FROM story JOIN snapshot ON snapshot.number = snapshot WHERE story.number = ?",
            (number,),
        ).fetchone()
        excerpt = _WORDS.excerpt(self._connection, query, number) if query else ""
        return row and (*row, excerpt or row[1])
