"""How old the dates in a sentence are, seen from the day of publication.

What happened this week escalates, what happened years ago is background: a date's age says more than its words, and
says it in any language.
"""

import calendar
from collections.abc import Sequence
from datetime import date, datetime

from briefing.model import DateMention

#: A sentence's nearest date falls into one of these; the second number is the greatest age in days that still belongs.
AGES = (("ahead", -1), ("days", 2), ("weeks", 14), ("months", 60), ("this_year", 365), ("years", 10**6))
_SEASON_ENDS = {"SP": 5, "SU": 8, "AU": 11, "WI": 2}


def date_ages(mentions: Sequence[DateMention], published: datetime | None) -> tuple[bool, ...]:
    """One flag for each of `AGES`, and a last one for dates that could not be placed; at most one flag is set."""
    flags = [False] * (len(AGES) + 1)
    if not mentions:
        return tuple(flags)
    ends = [end for mention in mentions if (end := last_day(mention.iso))]
    if published is None or not ends:
        flags[-1] = True
        return tuple(flags)
    today = published.date()
    ages = [max((today - end).days, 0) if _covers(mention.iso, today) else (today - end).days
            for mention in mentions if (end := last_day(mention.iso))]  # fmt: skip
    age = min(ages, key=abs)
    if min(ages) < 0:
        age = -1
    flags[next(i for i, (_, oldest) in enumerate(AGES) if age <= oldest)] = True
    return tuple(flags)


def last_day(iso: str) -> date | None:
    """Find the last day of an ISO 8601 date (day, month, season, year or range); None where there is none."""
    parts = iso.rpartition("/")[2].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 12, 31)
        month = _SEASON_ENDS.get(parts[1]) or int(parts[1])
        day = int(parts[2]) if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _covers(iso: str, day: date) -> bool:
    """Whether `iso` is the year or the month that `day` is in."""
    return iso in (f"{day:%Y}", f"{day:%Y-%m}")
