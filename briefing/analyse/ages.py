"""How old the dates in a sentence are, seen from the day of publication.

What happened this week escalates, what happened years ago is background: a date's age says more than its words, and
says it in any language.
"""

from collections.abc import Sequence
from datetime import date, datetime

from briefing.model import DateMention
from briefing.model.extent import days_of

#: A sentence's nearest date falls into one of these; the second number is the greatest age in days that still belongs.
AGES = (("ahead", -1), ("days", 2), ("weeks", 14), ("months", 60), ("this_year", 365), ("years", 10**6))


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


def _age(today: date, first: date, last: date) -> int:
    """Days since `last`, 0 while it is going on, less than 0 before it begins."""
    return 0 if first <= today <= last else (today - last).days
