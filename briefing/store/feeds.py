"""What is known of each feed: validators for the next conditional request, its last answer, its entries."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Entry
from briefing.store.database import to_moment, to_text

COLUMNS = "source, url, etag, last_modified, asked, read, failure, retry_after, entries, not_modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as last asked.

    `read` is when it last gave entries, `entries` how many, `not_modified` when it last said that nothing changed.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    asked: datetime | None = None
    read: datetime | None = None
    failure: str = ""
    retry_after: datetime | None = None
    entries: int = 0
    not_modified: datetime | None = None


def feed_states(connection: sqlite3.Connection) -> dict[str, FeedState]:
    """All feeds ever asked, by source id."""
    rows = connection.execute(f"SELECT {COLUMNS} FROM feed")  # noqa: S608 (a constant)
    return {
        source: FeedState(
            url=url,
            etag=etag or "",
            last_modified=modified or "",
            asked=to_moment(asked),
            read=to_moment(read),
            failure=failure or "",
            retry_after=to_moment(retry),
            entries=entries,
            not_modified=to_moment(same),
        )
        for source, url, etag, modified, asked, read, failure, retry, entries, same in rows
    }


def save_feed(connection: sqlite3.Connection, source: str, state: FeedState) -> None:
    """Remember the answer of one feed."""
    connection.execute(
        f"INSERT OR REPLACE INTO feed ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (
            source,
            state.url,
            state.etag,
            state.last_modified,
            to_text(state.asked),
            to_text(state.read),
            state.failure,
            to_text(state.retry_after),
            state.entries,
            to_text(state.not_modified),
        ),
    )


def save_entries(connection: sqlite3.Connection, entries: Iterable[tuple[Entry, bool]], *, seen: datetime) -> None:
    """Keep new entries and the new wording of known ones, each with whether it only teases.

    An entry that did not change costs no write.

    A changed entry loses its article, which is then made anew.
    """
    connection.executemany(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT (source, id) DO UPDATE SET "
        "url = excluded.url, title = excluded.title, summary = excluded.summary, content = excluded.content, "
        "published = excluded.published, byline = excluded.byline, teases = excluded.teases, article = NULL "
        "WHERE (title, summary, content, url, published, teases) IS NOT "
        "(excluded.title, excluded.summary, excluded.content, excluded.url, excluded.published, excluded.teases)",
        (
            (
                entry.source,
                entry.id,
                entry.url,
                entry.title,
                entry.summary,
                entry.content,
                to_text(entry.published),
                entry.byline,
                entry.language,
                teases,
                to_text(seen),
            )
            for entry, teases in entries
        ),
    )


def new_entries(connection: sqlite3.Connection, *, since: datetime) -> list[Entry]:
    """Entries dated (or, undated, first seen) at or after `since` of which there is no article yet."""
    rows = connection.execute(
        "SELECT source, id, url, title, summary, content, published, byline, language FROM entry "
        "WHERE article IS NULL AND coalesce(published, seen) >= ? ORDER BY source, id",
        (to_text(since),),
    )
    return [
        Entry(
            source=source,
            id=id_,
            url=url,
            title=title,
            summary=summary,
            content=content,
            published=to_moment(published),
            byline=byline,
            language=language,
        )
        for source, id_, url, title, summary, content, published, byline, language in rows
    ]


def newest_entry(connection: sqlite3.Connection, *, before: datetime) -> datetime | None:
    """The date of the newest entry that is not dated after `before`."""
    (newest,) = connection.execute(
        "SELECT max(coalesce(published, seen)) FROM entry WHERE coalesce(published, seen) <= ?", (to_text(before),)
    ).fetchone()
    return to_moment(newest)


def newest_by_source(connection: sqlite3.Connection) -> dict[str, datetime]:
    """The date of each source's newest entry."""
    rows = connection.execute("SELECT source, max(coalesce(published, seen)) FROM entry GROUP BY source")
    return {source: moment for source, text in rows if (moment := to_moment(text))}
