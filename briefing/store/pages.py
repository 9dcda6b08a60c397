"""What article pages gave: a page that was read is not asked for again."""

import sqlite3
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from briefing.extract import Page
from briefing.store.database import to_moment, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """The article on the page at `url`; without one, `failure` says why."""

    url: str
    page: Page | None = None
    failure: str = ""


def save_page(connection: sqlite3.Connection, stored: StoredPage, *, asked: datetime) -> None:
    """Keep what a page gave when it was asked for, or that it failed."""
    page = stored.page or Page(text="")
    connection.execute(
        "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        ),
    )
    connection.execute("UPDATE entry SET article = NULL WHERE url = ? AND teases", (stored.url,))


def unread_pages(connection: sqlite3.Connection, *, since: datetime) -> dict[str, str]:
    """The pages that entries dated since then only tease and that were never asked for: address -> source id."""
    rows = connection.execute(
        "SELECT entry.url, entry.source FROM entry LEFT JOIN page ON page.url = entry.url "
        "WHERE teases AND entry.url != '' AND page.url IS NULL AND coalesce(entry.published, seen) >= ? "
        "ORDER BY entry.url, entry.source DESC",
        (to_text(since),),
    )
    return dict(rows)


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


def forget_failures(connection: sqlite3.Connection, *, asked_before: datetime) -> None:
    """Let pages that failed, when last asked for before `asked_before`, be asked for again."""
    connection.execute("DELETE FROM page WHERE failure != '' AND asked < ?", (to_text(asked_before),))


def count_failures(connection: sqlite3.Connection, sources: Container[str], *, since: datetime) -> int:
    """How many pages of the entries of `sources` (ids) dated since then could not be read."""
    rows = connection.execute(
        "SELECT page.url, entry.source FROM entry JOIN page ON page.url = entry.url "
        "WHERE teases AND failure != '' AND coalesce(entry.published, seen) >= ?",
        (to_text(since),),
    )
    return len({url for url, source in rows if source in sources})
