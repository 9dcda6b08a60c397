"""What article pages gave: a page that was read is not asked for again."""

import sqlite3
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.extract import Page
from briefing.model import LONGEST_REST
from briefing.store.database import to_moment, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """The article on the page at `url`; without one, `failure` says why."""

    url: str
    page: Page | None = None
    failure: str = ""


def save_page(
    connection: sqlite3.Connection, stored: StoredPage, *, asked: datetime, again: datetime | None = None
) -> None:
    """Keep what a page gave when it was asked for, or that it failed and is not to be asked for `again` before then."""
    page = stored.page or Page(text="")
    connection.execute(
        "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stored.url,
            to_text(asked),
            stored.failure,
            page.text,
            page.title,
            page.byline,
            to_text(page.published),
            page.language,
            page.site,
            to_text(again),
        ),
    )
    connection.execute("UPDATE entry SET article = NULL WHERE url = ? AND teases", (stored.url,))


def unread_pages(connection: sqlite3.Connection, *, since: datetime) -> dict[str, str]:
    """The pages that entries dated since then only tease and that were never asked for: address -> source id.

    The newest come first.
    """
    rows = connection.execute(
        "SELECT entry.url, entry.source, coalesce(entry.published, seen) "
        "FROM entry LEFT JOIN page ON page.url = entry.url "
        "WHERE teases AND entry.url != '' AND page.url IS NULL AND coalesce(entry.published, seen) >= ? "
        "ORDER BY entry.url, entry.source DESC",  # not by time, lest all entries are looked at
        (to_text(since),),
    )
    sources: dict[str, str] = {}
    newest: dict[str, str] = {}
    for url, source, moment in rows:
        sources[url], newest[url] = source, max(moment, newest.get(url, ""))
    return dict(sorted(sources.items(), key=lambda page: newest[page[0]], reverse=True))


def stored_pages(connection: sqlite3.Connection, urls: Iterable[str]) -> dict[str, StoredPage]:
    """Those of `urls` that were asked for before."""
    found = {}
    for url in urls:
        row = connection.execute(
            "SELECT failure, text, title, byline, published, language, site FROM page WHERE url = ?", (url,)
        ).fetchone()
        if row:
            failure, text, title, byline, published, language, site = row
            page = Page(
                text=text, title=title, byline=byline, published=to_moment(published), language=language, site=site
            )
            found[url] = StoredPage(url=url, page=None if failure else page, failure=failure)
    return found


def forget_failures(connection: sqlite3.Connection, *, now: datetime) -> None:
    """Let pages that failed be asked for again, when the time that `save_page` was told has come.

    A time that lies too far ahead was written under a wrong clock.
    """
    connection.execute(
        "DELETE FROM page WHERE failure != '' AND (again IS NULL OR again <= ? OR again > ?)",
        (to_text(now), to_text(now + LONGEST_REST + timedelta(hours=1))),
    )


def page_failures(connection: sqlite3.Connection, sources: Container[str], *, since: datetime) -> dict[str, str]:
    """Why pages of the entries of `sources` (ids) dated since then could not be read, by address."""
    rows = connection.execute(
        # a cross join keeps this order: few pages fail
        "SELECT page.url, page.failure, entry.source FROM page CROSS JOIN entry ON page.url = entry.url "
        "WHERE teases AND failure != '' AND coalesce(entry.published, seen) >= ?",
        (to_text(since),),
    )
    return {url: failure for url, failure, source in rows if source in sources}
