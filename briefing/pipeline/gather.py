"""sources -> store: ask every feed, parse what is new, then ask for the pages that feeds only tease.

One source's trouble is one `Failure`; what came is kept as it comes, so that an interrupted run loses nothing.
"""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta

from briefing.model import Failure
from briefing.pipeline.feeds import ask_feeds
from briefing.pipeline.pages import ask_pages
from briefing.pipeline.run import Run, Window
from briefing.store.database import open_database
from briefing.store.feeds import newest_by_source, newest_entry
from briefing.store.pages import count_failures, forget_failures, unread_pages

#: A page that failed is asked for again after this.
AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of asking all sources; `failures` are one a source, by id."""

    asked: int
    read: int
    unchanged: int
    stale: int
    pages_failed: int
    failures: tuple[Failure, ...]

    @property
    def failed(self) -> int:
        """How many sources could not be read."""
        return len(self.failures)

    @property
    def summary(self) -> str:
        """One line for the reader."""
        answers = f"{self.read} read, {self.unchanged} unchanged, {self.failed} failed, {self.stale} stale"
        return f"asked {self.asked} sources: {answers}"

    def counts(self) -> dict[str, int]:
        """The numbers, as `Coverage` names them."""
        return {name: getattr(self, name) for name in ("asked", "read", "unchanged", "failed", "stale", "pages_failed")}


def gather(run: Run) -> Gathered:
    """Read all sources of `run` into its workspace's store, no more.

    Raises:
        StoreError: the workspace can't be written.
    """
    with open_database(run.workspace.database) as connection:
        return gather_into(connection, run)


def gather_into(connection: sqlite3.Connection, run: Run) -> Gathered:
    """Read the sources that `run` asks into the store: feeds, then the pages they tease."""
    asked = ask_feeds(connection, run)
    window = window_of(connection, run)
    by_id = {source.id: source for source in run.asked}
    with connection:
        forget_failures(connection, asked_before=run.now - AGAIN)
    unread = unread_pages(connection, since=window.since)
    ask_pages(connection, run, {url: by_id[source] for url, source in unread.items() if source in by_id})
    newest = newest_by_source(connection)
    fresh = run.now - timedelta(days=run.settings.stale_days)
    return Gathered(
        asked=asked.done,
        read=asked.done - asked.unchanged - len(asked.failures),
        unchanged=asked.unchanged,
        stale=sum(1 for id_ in by_id if id_ not in asked.failures and (id_ not in newest or newest[id_] < fresh)),
        pages_failed=count_failures(connection, by_id, since=window.since),
        failures=tuple(asked.failures[id_] for id_ in sorted(asked.failures)),
    )


def window_of(connection: sqlite3.Connection, run: Run) -> Window:
    """The days that stories are made of: they end with the newest entry, never after `run.now`.

    So a collection that rests, or an archive, still gives its last days.
    """
    until = newest_entry(connection, before=run.now) or run.now
    return Window(until - timedelta(days=run.settings.window_days), until)
