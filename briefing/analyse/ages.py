"""How old the dates in a sentence are, seen from the day of publication.

What happened this week escalates, what happened years ago is background: a date's age says more than its words, and
says it in any language.
"""

import calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from briefing.model import DateMention

#: A sentence's nearest date falls into one of these; the second number is the greatest age in days that still belongs.
AGES = (("ahead", -1), ("days", 2), ("weeks", 14), ("months", 60), ("this_year", 365), ("years", 10**6))
_SEASON_ENDS = {"SP": 5, "SU": 8, "AU": 11, "WI": 2}


def date_ages(mentions: Sequence[DateMention], published: datetime | None) -> tuple[bool, ...]:
    """One flag for each of `AGES`, and a last one for dates that could not be placed; at most one flag is set."""
    flags = [False] * (len(AGES) + 1)
    if not mentions:
        return tuple(flags)
    extents = [extent for mention in mentions if (extent := days_of(mention.iso))]
    if published is None or not extents:
        flags[-1] = True
        return tuple(flags)
    ages = [_age(published.date(), *extent) for extent in extents]
    age = min(ages) if min(ages) < 0 else min(ages, key=abs)
    flags[next(i for i, (_, oldest) in enumerate(AGES) if age <= oldest)] = True
    return tuple(flags)


def days_of(iso: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date (day, month, season, year or range); None where there is none."""
    begin, _, end = iso.partition("/")
    try:
        return _days(begin)[0], _days(end or begin)[1]
    except (ValueError, OverflowError):
        return None


def _age(today: date, first: date, last: date) -> int:
    """Days since `last`, 0 while it is going on, less than 0 before it begins."""
    return 0 if first <= today <= last else (today - last).days


def _days(iso: str) -> tuple[date, date]:
    year, *rest = iso.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if len(rest) > 1:
        day = date(int(year), int(rest[0]), int(rest[1]))
        return day, day
    month = _SEASON_ENDS.get(rest[0]) or int(rest[0])
    last = date(int(year), month, calendar.monthrange(int(year), month)[1])
    return (last - timedelta(days=80 if rest[0] in _SEASON_ENDS else last.day - 1)), last
