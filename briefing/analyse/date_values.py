"""What a date in words comes to on the calendar, and how exactly it says so. Never reads text and never the clock.

A month without a year is the nearest past one unless the words point ahead; a day of one is the nearest past one, too,
unless the coming one is far nearer. Winter bears the year of its January.
"""

import re
from collections.abc import Callable
from datetime import date

from briefing.analyse.calendars import HIJRI_YEARS, JALALI_YEARS, hijri, jalali, jalali_span, jalali_year
from briefing.analyse.date_distances import ago, day_of_month, distance, weekday, weekend, within
from briefing.analyse.date_moments import (
    YEARS,
    Fields,
    Moment,
    Scene,
    day_moment,
    gregorian,
    named_day,
    nearest,
    safe_date,
    span_moment,
)

SEASON_START = {"WI": 12, "SP": 3, "SU": 6, "AU": 9}
#: Years between the beginnings of the Solar Hijri and the common era.
SOLAR_HIJRI_BEHIND = 621
_FAR_AHEAD = 3
_YEAR_MONTHS = 12
#: Who means a day or month that is nearly a year off says so: where a verb points ahead, these days stay behind.
_JUST_GONE = 45
_OLDEST_SHORT_YEAR = 30


def resolve(fields: Fields, scene: Scene) -> Moment | None:
    """Return the moment that a match's `fields` (role -> value) name; None when there is no such day."""
    for role, read in _READERS.items():
        if role in fields:
            try:
                return read(fields, scene)
            except (ValueError, OverflowError):
                return None
    return None


def _numeric(fields: Fields, scene: Scene) -> Moment | None:
    parts = re.findall(r"\d+", fields["date"])
    first, second, third = map(int, parts)
    if len(parts[0]) > 2:  # noqa: PLR2004 - digits of a day
        if scene.jalali_years and first in JALALI_YEARS:
            return Moment(jalali(first, second, third).isoformat(), "day")
        return day_moment(first, second, third)
    if "." in fields["date"] or scene.numeric == "dmy" or first > 12:  # noqa: PLR2004 - no month
        return day_moment(third, second, first)
    if scene.numeric == "mdy" or second > 12 or first == second:  # noqa: PLR2004 - no month
        return day_moment(third, first, second)
    return None


def _year_of(fields: Fields, scene: Scene) -> int | None:
    """Return the year that the fields name, directly or from the day of publication."""
    if "era" in fields:
        return int(fields["era"]) + int(fields.get("number", 1))
    if "year" in fields or "cued" in fields:
        return gregorian(int(fields.get("year") or fields["cued"]))
    if "relativeyear" in fields and scene.published:
        return scene.today.year + int(fields["relativeyear"][0])
    return None


def _month(fields: Fields, scene: Scene) -> Moment | None:
    second = fields.get("month2") or fields.get("anymonth2")
    return _months(fields, second, scene) if second else _one_month(fields, scene)


def _months(fields: Fields, second: int, scene: Scene) -> Moment | None:
    """Return the range from one month to another; the year is that of the second."""
    last = _one_month({**fields, "anymonth": second, "month": second}, scene)
    if last is None or not last.iso:
        return last and Moment("", "range")
    first = fields.get("month") or fields["anymonth"]
    year = int(last.iso[:4]) - (first > second)
    return Moment(f"{year:04}-{first:02}/{last.iso}", "range", last.resolved)


def _one_month(fields: Fields, scene: Scene) -> Moment | None:
    month = fields.get("month") or fields.get("anymonth") or fields["monthnumber"]
    year, days = _year_of(fields, scene), [fields[role] for role in ("day", "day2") if role in fields]
    resolved = "year" not in fields and "era" not in fields
    if year is None:
        if not scene.published:
            return Moment("", "range" if len(days) > 1 else "day" if days else "month")
        year = _day_year(month, days[-1], fields, scene) if days else _month_year(month, fields, scene)
    if year not in YEARS:
        return None
    if len(days) > 1:
        second = fields.get("monthnumber2", month)
        first = date(year - (month > second), month, days[0])
        return span_moment(first, date(year, second, days[1]), resolved=resolved)
    if days:
        return day_moment(year, month, days[0], resolved=resolved)
    return Moment(f"{year:04}-{month:02}", "month", resolved)


def _month_year(month: int, fields: Fields, scene: Scene) -> int:
    today = scene.today
    if "this" in fields:
        return today.year
    just_gone = (today.month - month) % _YEAR_MONTHS == 1
    if "next" in fields or (scene.ahead and not just_gone and "last" not in fields):
        return today.year + (month < today.month or ("next" in fields and month == today.month))
    return today.year - (month > today.month or ("last" in fields and month == today.month))


def _day_year(month: int, day: int, fields: Fields, scene: Scene) -> int:
    today = scene.today
    candidates = [found for y in (-1, 0, 1) if (found := safe_date(today.year + y, month, day))]
    if named_day(fields):
        candidates = [d for d in candidates if d.isoweekday() == named_day(fields)] or candidates
    past = [d for d in candidates if d <= today]
    coming = [d for d in candidates if d >= today]
    if "this" in fields:
        return today.year
    if not past or not coming:
        return (past or coming)[0].year if past or coming else today.year
    if "last" in fields:
        return past[-1].year
    if "next" in fields:
        return coming[0].year
    gone, ahead = (today - past[-1]).days, (coming[0] - today).days
    late = gone <= _JUST_GONE if scene.ahead else ahead * _FAR_AHEAD >= gone
    return past[-1].year if late else coming[0].year


def _jalali(fields: Fields, scene: Scene) -> Moment | None:
    month, day, year = fields["jalali"], fields.get("day"), fields.get("year") or _short_jalali(fields)
    if year is None and not scene.published:
        return Moment("", "day" if day else "range")
    resolved = year is None
    if year is None:
        year = _near_jalali_year(month, day or 1, fields, scene)
    if year not in JALALI_YEARS:
        return None
    if day:
        return Moment(jalali(year, month, day).isoformat(), "day", resolved)
    last = jalali_span(year, fields.get("jalali2", month))[1]
    return span_moment(jalali(year, month, 1), last, resolved=resolved)


def _short_jalali(fields: Fields) -> int | None:
    """Return the year that two digits stand for; few are one without the word for it."""
    short = fields.get("short")
    if short is None:
        return None
    return 1300 + short if short >= _OLDEST_SHORT_YEAR else 1400 + short if "yearword" in fields else 0


def _near_jalali_year(month: int, day: int, fields: Fields, scene: Scene) -> int:
    now = jalali_year(scene.today)
    if "relativeyear" in fields:
        return now + int(fields["relativeyear"][0])
    # The 30th of the last month is not in every year; its place among the years is that of the 29th.
    starts = {jalali(year, month, min(day, 29)): year for year in (now - 1, now, now + 1)}
    start = nearest([*starts], scene)
    return starts[start] if start else now


def _hijri(fields: Fields, _: Scene) -> Moment | None:
    if fields.get("year") not in HIJRI_YEARS:
        return None
    middle = hijri(fields["year"], fields["hijri"], fields.get("day", 15))
    return Moment(f"{middle.year:04}-{middle.month:02}", "month")


def _season(fields: Fields, scene: Scene) -> Moment | None:
    season, year = fields.get("season") or fields["seasonal"], _year_of(fields, scene)
    if year is not None:
        year += season == "WI" and ("short" in fields or year in JALALI_YEARS)
        year += SOLAR_HIJRI_BEHIND if scene.jalali_years and year in JALALI_YEARS else 0
        return Moment(f"{year:04}-{season}", "season", "year" not in fields)
    if not scene.published:
        return Moment("", "season")
    start = SEASON_START[season]
    begun = scene.today.year - (scene.today.month < start)
    running = (scene.today.month - start) % 12 < 3  # noqa: PLR2004 - months of a season
    if "next" in fields or (scene.ahead and "last" not in fields and not running):
        begun += 1
    elif "last" in fields and running:
        begun -= 1
    elif "this" in fields and not running:
        begun = scene.today.year
    return Moment(f"{begun + (season == 'WI'):04}-{season}", "season", resolved=True)


def _decade(fields: Fields, _: Scene) -> Moment | None:
    first = fields.get("decade") or fields.get("shortdecade") or _whole(fields.get("year") or fields["short"])
    return Moment(f"{first:04}/{first + 9:04}", "range") if first in YEARS and first % 10 == 0 else None


def _whole(year: int) -> int:
    """Write a decade's year out: those of two digits are of the last century."""
    return year if year >= YEARS.start else 1900 + year


def _year(fields: Fields, scene: Scene) -> Moment | None:
    year = fields.get("year") or fields.get("cued", 0)
    if scene.jalali_years and year in JALALI_YEARS and "year2" not in fields:
        return span_moment(*jalali_span(year))
    year = _year_of(fields, scene) or 0
    last = gregorian(fields.get("year2", 0)) or (year - year % 100 + fields["short"] if "short" in fields else 0)
    if year not in YEARS or (last and not year < last < YEARS.stop):
        return None
    return Moment(f"{year:04}/{last:04}", "range") if last else Moment(f"{year:04}", "year")


def _nothing(_: Fields, __: Scene) -> None:
    """Drop words that look like a date and name none: "every Friday", "some years ago"."""


#: Which reader takes a match, by the first of these roles that it has.
_READERS: dict[str, Callable[[Fields, Scene], Moment | None]] = {
    "vague": _nothing,
    "label": _nothing,
    "date": _numeric,
    "jalali": _jalali,
    "hijri": _hijri,
    "month": _month,
    "anymonth": _month,
    "monthnumber": _month,
    "weekday": weekday,
    "anyweekday": weekday,
    "relativemonth": day_of_month,
    "daylead": day_of_month,
    "daymark": day_of_month,
    "weekend": weekend,
    "season": _season,
    "seasonal": _season,
    "ago": ago,
    "ahead": ago,
    "within": within,
    "relativeday": distance,
    "relative": distance,
    "decade": _decade,
    "shortdecade": _decade,
    "decadeword": _decade,
    "year": _year,
    "cued": _year,
    "era": _year,
}
