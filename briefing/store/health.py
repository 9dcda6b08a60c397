"""How a source fared when it was last asked, by what is stored of it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.language.secrets import without_password
from briefing.model import Health, Source
from briefing.store.database import to_moment, to_text
from briefing.store.feeds import FeedState, feed_states, newest_by_source
from briefing.store.local import is_local

#: How often a source publishes is counted over so long.
_SPAN = timedelta(days=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of all sources, by id."""

    states: Mapping[str, FeedState]
    newest: Mapping[str, datetime]
    a_day: Mapping[str, float]


def known_of(connection: sqlite3.Connection, *, now: datetime) -> Known:
    """What is stored of feeds and entries."""
    rows = connection.execute(
        "SELECT source, count(*), min(published), max(published) FROM entry WHERE published BETWEEN ? AND ? "
        "GROUP BY source",
        (to_text(now - _SPAN), to_text(now)),
    )
    paces = {}
    for source, count, first, last in rows:
        oldest, newest = to_moment(first), to_moment(last)
        if oldest and newest and newest > oldest:
            paces[source] = (count - 1) / ((newest - oldest) / _DAY)
    return Known(feed_states(connection), newest_by_source(connection), paces)


def health(source: Source, known: Known | None, *, now: datetime, stale_days: int) -> Health:
    """How `source` fared when it was last asked."""
    state = known.states.get(source.id) if known else None
    if state is None or known is None or (state.url and state.url != without_password(source.url)):
        return Health(source=source, standing="muted" if source.is_muted(now.date()) else "new")
    found = Health(
        source=source,
        standing="gone" if state.gone else "ok",
        failure=state.failure,
        failing=state.failing,
        failures=state.failures,
        since=max((moment for moment in (state.read, state.not_modified) if moment), default=None),
        entries=state.entries,
        newest=known.newest.get(source.id),
        a_day=known.a_day.get(source.id),
        spares="" if is_local(source.url) else _spares(state),
        asked=state.asked,
        moved=state.moved or state.moving,
        retry_after=state.retry_after if state.retry_after and state.retry_after > now else None,
    )
    return found.judged(now=now, stale_days=stale_days)


def _spares(state: FeedState) -> str:
    if state.sends_all:
        return "ignored"
    if state.not_modified:
        return "honoured"
    return "offered" if state.etag or state.last_modified else "ignored"
