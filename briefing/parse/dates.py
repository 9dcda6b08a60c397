"""Publication dates as feeds and pages write them, to aware UTC datetimes. No clock is read."""

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

_LONGEST = 80
_FRACTION = re.compile(r"([.,]\d{6})\d+")
_SPACED_ZONE = re.compile(r"\s+([+-]\d{2}:?\d{2}|Z)$", re.IGNORECASE)
_RANGE = range(1900, 2200)


@lru_cache(maxsize=4096)
def read_date(text: str) -> datetime | None:
    """RFC 822 (with its usual misspellings), ISO 8601 and RFC 3339; a missing time zone is UTC. None if unreadable."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    found = _iso(text) if text[:4].isdecimal() else _rfc822(text)
    return found or _odd(text)


def _iso(text: str) -> datetime | None:
    try:
        return _utc(datetime.fromisoformat(_SPACED_ZONE.sub(r"\1", _FRACTION.sub(r"\1", text))))
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _odd(text: str) -> datetime | None:
    from feedparser.datetimes import _parse_date  # knows months in Greek, Hungarian, Korean and what servers get wrong

    try:
        parsed = _parse_date(text)
        return _utc(datetime.fromtimestamp(timegm(parsed), UTC)) if parsed else None
    except (ValueError, TypeError, OverflowError):
        return None


def _utc(moment: datetime) -> datetime | None:
    if moment.year not in _RANGE:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC) - timedelta(microseconds=aware.microsecond)
