"""sources -> store: ask every feed, parse what is new, then ask for the pages that feeds only tease.

One source's trouble is one `Failure`; what came is kept as it comes, so that an interrupted run loses nothing.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from briefing.fetch import REFUSED
from briefing.model import Coverage, Failure
from briefing.pipeline.asking import hosts_of
from briefing.pipeline.feeds import ask_feeds
from briefing.pipeline.pages import ask_pages
from briefing.pipeline.run import Run, Window
from briefing.store.clock import set_right
from briefing.store.database import open_database
from briefing.store.feeds import newest_by_source, newest_entry
from briefing.store.pages import forget_failures, page_failures, unread_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of asking all sources; `failures` are one a source, by id."""

    asked: int
    read: int
    unchanged: int
    stale: int
    pages_failed: int
    pages_refused: int
    not_due: int
    failures: tuple[Failure, ...]

    @property
    def failed(self) -> int:
        """How many sources could not be read."""
        return len(self.failures)

    @property
    def is_all_failed(self) -> bool:
        """Whether sources were asked and nothing is known of any of them."""
        return Coverage(**self.counts()).is_all_failed

    @property
    def summary(self) -> str:
        """One line for the reader."""
        answers = f"{self.read} read, {self.unchanged} unchanged, {self.failed} failed, {self.stale} stale"
        rest = f", {self.not_due} not due yet" if self.not_due else ""
        return f"asked {self.asked} sources: {answers}{rest}"

    def counts(self) -> dict[str, int]:
        """The numbers, as `Coverage` names them."""
        names = ("asked", "read", "unchanged", "failed", "stale", "not_due", "pages_failed", "pages_refused")
        return {name: getattr(self, name) for name in names}


def gather(run: Run) -> Gathered:
    """Read all sources of `run` into its workspace's store, no more.

    Raises:
        StoreError: the workspace can't be written.
    """
    with open_database(run.workspace.database) as connection:
        return gather_into(connection, run)


def gather_into(connection: sqlite3.Connection, run: Run) -> Gathered:
    """Read the sources that `run` asks into the store: feeds, then the pages they tease."""
    set_right(connection, run.now)
    hosts = hosts_of(connection, run)
    asked = ask_feeds(connection, run, hosts)
    window = window_of(connection, run)
    by_id = {source.id: source for source in run.asked}
    with connection:
        forget_failures(connection, now=run.now)
    unread = unread_pages(connection, since=window.since)
    ask_pages(connection, run, hosts, {url: by_id[source] for url, source in unread.items() if source in by_id})
    unreadable = page_failures(connection, by_id, since=window.since)
    newest = newest_by_source(connection)
    never = datetime.min.replace(tzinfo=UTC)
    fresh = run.now - timedelta(days=run.settings.stale_days)
    return Gathered(
        asked=asked.done,
        read=asked.done - asked.unchanged - len(asked.failures),
        unchanged=asked.unchanged,
        stale=sum(1 for id_ in by_id.keys() - asked.failures.keys() - asked.not_due if newest.get(id_, never) < fresh),
        pages_failed=len(unreadable),
        pages_refused=sum(failure == REFUSED for failure in unreadable.values()),
        not_due=len(asked.not_due),
        failures=tuple(asked.failures[id_] for id_ in sorted(asked.failures)),
    )


def window_of(connection: sqlite3.Connection, run: Run) -> Window:
    """The days that stories are made of: they end with the newest entry, never after `run.now`.

    So a collection that rests, or an archive, still gives its last days.
    """
    until = newest_entry(connection, before=run.now) or run.now
    return Window(until - timedelta(days=run.settings.window_days), until)
