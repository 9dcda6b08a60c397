"""What is known of each feed: validators for the next conditional request, its last answer, its entries."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from briefing.model import Entry
from briefing.store.database import to_moment, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as last asked, at `url` as sources.toml has it.

    `read` is when it last gave entries, `entries` how many, `not_modified` when it last said that nothing changed.
    `answered` is when its server last answered at all, be it with a failure. The validators are those of the address
    `validated`, `digest` is of the body they stand for; `sends_all` marks a server that sends everything each time.
    `moved` is the address to which it has moved for good, seen to work in two runs; it is asked there. `moving` was
    seen once. `gone` marks one that is never coming back (410). Since `failing` it can't be read, at `failures` tries.
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
    answered: datetime | None = None
    validated: str = ""
    digest: str = ""
    sends_all: bool = False
    moving: str = ""
    moved: str = ""
    gone: bool = False
    failing: datetime | None = None
    failures: int = 0


_FIELDS = tuple(field.name for field in fields(FeedState))
_COLUMNS = ", ".join(("source", *_FIELDS))
_MOMENTS = frozenset(field.name for field in fields(FeedState) if field.type == datetime | None)
_FLAGS = frozenset(field.name for field in fields(FeedState) if field.type is bool)


def feed_states(connection: sqlite3.Connection) -> dict[str, FeedState]:
    """All feeds ever asked, by source id."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM feed")  # noqa: S608 (a constant)
    return {
        source: FeedState(**{name: _value(name, value) for name, value in zip(_FIELDS, values, strict=True)})
        for source, *values in rows
    }


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 (as many types as fields)
    if name in _MOMENTS:
        return to_moment(value)
    return bool(value) if name in _FLAGS else value if value is not None else ""


def save_feed(connection: sqlite3.Connection, source: str, state: FeedState) -> None:
    """Remember the answer of one feed."""
    values = (getattr(state, name) for name in _FIELDS)
    connection.execute(
        f"INSERT OR REPLACE INTO feed ({_COLUMNS}) VALUES (?{', ?' * len(_FIELDS)})",  # noqa: S608 (constants)
        (source, *(to_text(value) if isinstance(value, datetime) else value for value in values)),
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
