"""How long a date lasts that may be a day, a month, a season, a year or a range of them."""

import calendar
from datetime import date, timedelta

#: A season's last month. Winter is named by the year in which it ends.
_SEASON_ENDS = {"SP": 5, "SU": 8, "AU": 11, "WI": 2}
#: So many days before the first of a month lies the month before the last, whichever they are.
_MONTH_BEFORE_LAST = 40


def days_of(iso: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 date (day, month, season, year or range); None where there is none."""
    begin, _, end = iso.partition("/")
    try:
        return _days(begin)[0], _days(end or begin)[1]
    except (ValueError, OverflowError):
        return None


def _days(iso: str) -> tuple[date, date]:
    year, *rest = iso.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if len(rest) > 1:
        day = date(int(year), int(rest[0]), int(rest[1]))
        return day, day
    month = _SEASON_ENDS.get(rest[0]) or int(rest[0])
    first = date(int(year), month, 1)
    last = first.replace(day=calendar.monthrange(first.year, month)[1])
    if rest[0] in _SEASON_ENDS:
        first = (first - timedelta(days=_MONTH_BEFORE_LAST)).replace(day=1)
    return first, last
