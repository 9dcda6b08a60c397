"""What is old leaves the store, a little with each run. Never snapshots, corrections or marks: they are not in it.

An article that a saved snapshot cites stays, so that `verify` still finds its words, and so does what stories are made
of. What a run costs grows with what it drops, not with what is kept: articles are gone through once, in the order in
which they were first seen.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from briefing.store.database import to_moment, to_text

#: Rows of a table that are dropped in one transaction.
PIECE = 200
#: Pages of the file that are given back to the disk after a run, some megabytes.
PAGES = 2000

Stamp = tuple[int, int]

_SIZES = ("page_count", "freelist_count", "page_size")
_HAS_OLDER = """
SELECT EXISTS (
    SELECT 1 FROM article, swept WHERE article.seen <= ?1 AND article.seen >= swept.seen
    AND (article.seen, article.number) > (swept.seen, swept.number)
) OR EXISTS (SELECT 1 FROM entry WHERE seen <= ?1 AND published IS NOT NULL)
OR EXISTS (SELECT 1 FROM page WHERE asked <= ?1)
"""
_NEXT_ARTICLES = """
SELECT seen, number, id, EXISTS (SELECT 1 FROM cited WHERE cited.article = id),
coalesce(published, seen) BETWEEN ?2 AND ?3 FROM article
WHERE seen <= ?1 AND seen >= ?4 AND (seen, number) > (?4, ?5) ORDER BY seen, number LIMIT ?6
"""
_DROP_ENTRIES = """
DELETE FROM entry WHERE (source, id) IN (
    SELECT source, id FROM entry WHERE seen <= ? AND published IS NOT NULL AND published NOT BETWEEN ? AND ?
    ORDER BY seen LIMIT ?
)
"""
_DROP_PAGES = """
DELETE FROM page WHERE url IN (
    SELECT url FROM page WHERE asked <= ?
    AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.url = page.url AND teases) ORDER BY asked LIMIT ?
)
"""


def newest_date(connection: sqlite3.Connection, *, before: datetime) -> datetime | None:
    """The newest date that a source itself gave an entry, not after `before`: it depends on no clock of ours."""
    row = connection.execute(
        "SELECT published FROM entry WHERE coalesce(published, seen) <= ? AND published IS NOT NULL "
        "ORDER BY coalesce(published, seen) DESC LIMIT 1",
        (to_text(before),),
    ).fetchone()
    return to_moment(row[0]) if row else None


def size(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    pages, free, bytes_ = (connection.execute(f"PRAGMA {n}").fetchone()[0] for n in _SIZES)
    return int((pages - free) * bytes_)


def noted(connection: sqlite3.Connection) -> dict[str, Stamp]:
    """The snapshots whose citations are known, each with the stamp of its file."""
    return {name: (size_, changed) for name, size_, changed in connection.execute("SELECT * FROM noted")}


def note(connection: sqlite3.Connection, name: str, stamp: Stamp, articles: Iterable[str]) -> None:
    """Remember which articles a snapshot cites."""
    with connection:
        connection.execute("DELETE FROM cited WHERE snapshot = ?", (name,))
        connection.executemany("INSERT OR IGNORE INTO cited VALUES (?, ?)", ((id_, name) for id_ in articles))
        connection.execute("INSERT OR REPLACE INTO noted VALUES (?, ?, ?)", (name, *stamp))


def forget(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Snapshots are gone: what only they cited may go, so all is gone through again."""
    gone = [(name,) for name in names]
    if gone:
        with connection:
            connection.executemany("DELETE FROM cited WHERE snapshot = ?", gone)
            connection.executemany("DELETE FROM noted WHERE snapshot = ?", gone)
            connection.execute("UPDATE swept SET seen = '', number = 0")


def has_older(connection: sqlite3.Connection, before: datetime) -> bool:
    """Whether there is something first seen at or before `before` that was not gone through yet."""
    (found,) = connection.execute(_HAS_OLDER, (to_text(before),)).fetchone()
    return bool(found)


def drop_piece(connection: sqlite3.Connection, before: datetime, *, since: datetime, until: datetime) -> int:
    """Drop the oldest of what was first seen at or before `before`, a piece of each table. How many rows were seen to.

    What is dated from `since` to `until` stays: stories are made of it. So do entries without a date: while their feed
    holds them they would come back as news. They go when it holds them no more (`undated`, `drop_entries`).
    """
    window = to_text(before), to_text(since), to_text(until)
    with connection:
        articles = _articles(connection, window)
        entries = connection.execute(_DROP_ENTRIES, (*window, PIECE)).rowcount
        pages = connection.execute(_DROP_PAGES, (window[0], PIECE)).rowcount
    return articles + entries + pages


def undated(connection: sqlite3.Connection, before: datetime) -> dict[str, set[str]]:
    """The entries without a date that were first seen at or before `before`, by source: few, where runs clean up."""
    rows = connection.execute(
        "SELECT source, id FROM entry WHERE coalesce(published, seen) <= ? AND published IS NULL", (to_text(before),)
    )
    found: dict[str, set[str]] = {}
    for source, id_ in rows:
        found.setdefault(source, set()).add(id_)
    return found


def drop_entries(connection: sqlite3.Connection, source: str, ids: Iterable[str]) -> None:
    """Drop entries of a source, in the transaction that is open."""
    connection.executemany("DELETE FROM entry WHERE source = ? AND id = ?", ((source, id_) for id_ in ids))


def _articles(connection: sqlite3.Connection, window: tuple[str | None, ...]) -> int:
    """Go on through the articles; those that are cited lose only what stories would be made with."""
    last: tuple[str, int] = connection.execute("SELECT seen, number FROM swept").fetchone()
    rows = connection.execute(_NEXT_ARTICLES, (*window, *last, PIECE)).fetchall()
    done = 0
    for seen, number, id_, is_cited, is_wanted in rows:
        if is_wanted:
            break
        connection.execute("DELETE FROM analysis WHERE article = ?", (id_,))
        connection.execute("DELETE FROM story WHERE article = ?", (id_,))
        if not is_cited:
            connection.execute("DELETE FROM superseded WHERE id = ?", (id_,))
            connection.execute("DELETE FROM article WHERE number = ?", (number,))
        last, done = (seen, number), done + 1
    connection.execute("UPDATE swept SET seen = ?, number = ?", last)
    return done


def give_back(connection: sqlite3.Connection) -> None:
    """Give some of what is free in the file back to the disk, if it was made so that it can."""
    # of a statement without columns `execute` takes one step, which frees one page
    connection.executescript(f"PRAGMA incremental_vacuum({PAGES})")
