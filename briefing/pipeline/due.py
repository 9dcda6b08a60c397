"""Whether a feed is to be asked now, and what is remembered of how that went. Decides only: asks and keeps nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from urllib.parse import urlsplit

from briefing.fetch import FetchFailure, Request, Response
from briefing.fetch.guard import Guard
from briefing.model import LONGEST_REST, Settings, Source, Unset
from briefing.store.feeds import FeedState

#: By so much of an interval a feed may be asked early: who comes at seven each day is never quite on time, and on the
#: day on which clocks are put forward an hour early.
EARLY = 0.1
GONE = "gone (410): no longer asked; remove it, or give its new address in sources.toml"

_GONE = 410
#: Of 4xx, those that pass (RFC 9110, 15.5.9; RFC 8470; RFC 6585).
_PASSING = (408, 425, 429)
_PORTS = {"http": 80, "https": 443}


def own_servers(sources: Iterable[Source], allow_hosts: Iterable[str]) -> frozenset[str]:
    """The ids of those sources whose server is the reader's own: it was named in `allow_hosts`."""
    guard = Guard(allow_hosts)
    return frozenset(source.id for source in sources if _is_own(source.url, guard))


def _is_own(url: str, guard: Guard) -> bool:
    try:
        parts = urlsplit(url)
        return guard.owns(parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))
    except ValueError:
        return False


def is_due(state: FeedState, *, settings: Settings, own: bool, now: datetime) -> bool:
    """Whether its server has had the rest that the settings give it."""
    if not state.answered or state.answered > now:
        return True
    minutes = settings.full_interval_minutes if state.sends_all else settings.interval_minutes
    if own and isinstance(minutes, Unset):
        return True
    return now - state.answered >= timedelta(minutes=minutes) * (1 - EARLY)


def rests(state: FeedState, *, now: datetime) -> bool:
    """Whether its server asked not to be asked now."""
    return state.retry_after is not None and now < state.retry_after <= now + LONGEST_REST + timedelta(hours=1)


def request_of(source: Source, state: FeedState) -> Request:
    """What to ask: the address to which it has moved for good, on condition of what is known."""
    return Request(
        key=source.id,
        url=state.moved or source.url,
        etag=state.etag,
        last_modified=state.last_modified,
        validated=state.validated,
    )


def digest_of(body: bytes) -> str:
    """A short name for exactly these bytes."""
    return blake2b(body, digest_size=16).hexdigest()


def after_answer(state: FeedState, answer: Response, *, now: datetime) -> FeedState:
    """What is known after a good answer."""
    validators = bool(answer.etag or answer.last_modified)
    digest, sends_all = state.digest, False
    if answer.body is not None:
        digest = digest_of(answer.body)
        conditional = (state.etag or state.last_modified) and state.validated in ("", answer.url)
        sends_all = not validators or bool(conditional and digest == state.digest)
    # what was once a whim, or a mistake, is not one the next time
    proven = answer.moved and answer.moved == state.moving and state.answered != now
    return replace(
        state,
        etag=answer.etag,
        last_modified=answer.last_modified,
        validated=answer.url if validators else "",
        digest=digest,
        sends_all=sends_all,
        asked=now,
        answered=now,
        failure="",
        failing=None,
        failures=0,
        retry_after=None,
        moving="" if proven else answer.moved,
        moved=answer.moved if proven else state.moved,
        gone=False,
    )


def after_failure(state: FeedState, failure: FetchFailure, *, now: datetime) -> FeedState:
    """What is known after none; validators stay those of the last good answer.

    An address to which it has moved that is no good any more is forgotten: next time the one in sources.toml is asked.
    """
    status = failure.status
    is_final = bool(status) and status < 500 and status not in _PASSING  # noqa: PLR2004 (5xx: the server's trouble)
    gone = status == _GONE and not state.moved
    return replace(
        state,
        asked=now,
        answered=now if status else state.answered,
        failure=GONE if gone else failure.reason,
        failing=state.failing or now,
        failures=state.failures + 1,
        retry_after=failure.retry_after,
        moved="" if is_final else state.moved,
        gone=gone or (state.gone and not status),
    )
