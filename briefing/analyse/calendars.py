"""Other calendars' dates in the Gregorian one. Pure arithmetic; never guesses which calendar a date is in.

Solar Hijri (Jalali): the 33-year rule, exact for the years 1178 to 1633 of that calendar (Heydari-Malayeri 2004, "A
concise review of the Iranian calendar"). Lunar Hijri: the tabular calendar with leap years 2, 5,
7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty; sightings may differ by a day or two, so only its months are given.
"""

from datetime import date, timedelta

JALALI_YEARS = range(1178, 1634)
HIJRI_YEARS = range(1200, 1600)
_MONTHS = 12
_LONG_MONTHS = 6
_HIJRI_EPOCH = date(622, 7, 19)
_CYCLE = 33
_EPOCH_YEAR = 621


def jalali(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Solar Hijri one.

    Raises:
        ValueError: there is no such day, or the year is outside `JALALI_YEARS`.
    """
    last = 31 if month <= _LONG_MONTHS else 30 if month < _MONTHS or _is_leap(year) else 29
    if year not in JALALI_YEARS or not 1 <= month <= _MONTHS or not 1 <= day <= last:
        raise ValueError(f"no such Jalali day: {year}-{month}-{day}")
    before = 31 * min(month - 1, _LONG_MONTHS) + 30 * max(month - 1 - _LONG_MONTHS, 0)
    return _nowruz(year) + timedelta(before + day - 1)


def jalali_span(year: int, month: int | None = None) -> tuple[date, date]:
    """Return the first and last Gregorian day of a Solar Hijri month or year."""
    first = jalali(year, month or 1, 1)
    following = jalali(year + 1, 1, 1) if month in {None, _MONTHS} else jalali(year, (month or 1) + 1, 1)
    return first, following - timedelta(1)


def jalali_year(day: date) -> int:
    """Return the Solar Hijri year in which a Gregorian day lies."""
    year = day.year - _EPOCH_YEAR
    return year if _nowruz(year) <= day else year - 1


def hijri(year: int, month: int, day: int) -> date:
    """Return about the Gregorian day of a Lunar Hijri one, by the tabular calendar.

    Raises:
        ValueError: there is no such day, or the year is outside `HIJRI_YEARS`.
    """
    if year not in HIJRI_YEARS or not 1 <= month <= _MONTHS or not 1 <= day <= 30:  # noqa: PLR2004 - a lunar month
        raise ValueError(f"no such Hijri day: {year}-{month}-{day}")
    days = (year - 1) * 354 + (11 * year + 3) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return _HIJRI_EPOCH + timedelta(days)


def _is_leap(year: int) -> bool:
    return (_nowruz(year + 1) - _nowruz(year)).days > 365  # noqa: PLR2004 - days of a common year


def _nowruz(year: int) -> date:
    """Return the first day of a Solar Hijri year: leap years are 1, 5, 9, 13, 17, 22, 26 and 30 of each 33."""
    cycles, rest = divmod(year, _CYCLE)
    leaps = 8 * cycles + sum(leap < rest for leap in (1, 5, 9, 13, 17, 22, 26, 30))
    return date(_EPOCH_YEAR, 3, 21) + timedelta(365 * year + leaps)
