"""What a date in words comes to on the calendar, and how exactly it says so. Never reads text and never the clock.

A weekday or month without a year is the nearest past one, today included, unless the words point ahead. A text that is
dated but bears no time (midnight) reports nothing of that same day, so its "Friday" is the Friday before. Winter bears
the year of its January.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from briefing.analyse.calendars import HIJRI_YEARS, JALALI_YEARS, hijri, jalali, jalali_span
from briefing.model import Precision

Fields = Mapping[str, Any]
YEARS = range(1500, 2101)
BUDDHIST_YEARS = range(2400, 2700)
BUDDHIST_OFFSET = 543
SEASON_START = {"WI": 12, "SP": 3, "SU": 6, "AU": 9}
_WEEK = 7
_WEEKS = {"lastweek": -1, "thisweek": 0, "nextweek": 1}
_FAR_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """ISO 8601 at `precision`; `resolved` when it hangs on the day of publication, then "" if that is unknown."""

    iso: str
    precision: Precision
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What resolves words: when the text was published, whether they point ahead, how numbers are read."""

    published: datetime | None
    ahead: bool
    numeric: str
    jalali_years: bool

    @property
    def today(self) -> date:
        """The day of publication."""
        return self.published.date() if self.published else date.min

    @property
    def untimed(self) -> bool:
        """Whether the publication bears a day only."""
        return self.published is not None and self.published.time() == time()


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
        return _day(first, second, third)
    if "." in fields["date"] or scene.numeric == "dmy" or first > 12:  # noqa: PLR2004 - no month
        return _day(third, second, first)
    if scene.numeric == "mdy" or second > 12 or first == second:  # noqa: PLR2004 - no month
        return _day(third, first, second)
    return None


def _day(year: int, month: int, day: int, *, resolved: bool = False) -> Moment:
    year = _gregorian(year)
    if year not in YEARS:
        raise ValueError(f"year out of range: {year}")
    return Moment(date(year, month, day).isoformat(), "day", resolved)


def _gregorian(year: int) -> int:
    return year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year


def _span(first: date, last: date, *, resolved: bool = False) -> Moment:
    return Moment(f"{first.isoformat()}/{last.isoformat()}", "range", resolved)


def _year_of(fields: Fields, scene: Scene) -> int | None:
    """Return the year that the fields name, directly or from the day of publication."""
    if "era" in fields:
        return int(fields["era"]) + int(fields.get("number", 1))
    if "year" in fields or "cued" in fields:
        return _gregorian(int(fields.get("year") or fields["cued"]))
    if "relativeyear" in fields and scene.published:
        return scene.today.year + int(fields["relativeyear"][0])
    return None


def _month(fields: Fields, scene: Scene) -> Moment | None:
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
        return _span(date(year, month, days[0]), date(year, month, days[1]), resolved=resolved)
    if days:
        return _day(year, month, days[0], resolved=resolved)
    return Moment(f"{year:04}-{month:02}", "month", resolved)


def _month_year(month: int, fields: Fields, scene: Scene) -> int:
    today = scene.today
    if "this" in fields:
        return today.year
    if "next" in fields or (scene.ahead and "last" not in fields):
        return today.year + (month < today.month or ("next" in fields and month == today.month))
    return today.year - (month > today.month or ("last" in fields and month == today.month))


def _day_year(month: int, day: int, fields: Fields, scene: Scene) -> int:
    today = scene.today
    candidates = [found for y in (-1, 0, 1) if (found := _safe(today.year + y, month, day))]
    if _named_day(fields):
        candidates = [d for d in candidates if d.isoweekday() == _named_day(fields)] or candidates
    past = [d for d in candidates if d <= today]
    coming = [d for d in candidates if d >= today]
    if "this" in fields:
        return today.year
    if not past or not coming:
        return (past or coming)[0].year if past or coming else today.year
    if "last" in fields:
        return past[-1].year
    far = (coming[0] - today).days * _FAR_AHEAD >= (today - past[-1]).days
    return past[-1].year if far and not scene.ahead and "next" not in fields else coming[0].year


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _jalali(fields: Fields, _: Scene) -> Moment | None:
    if fields.get("year") not in JALALI_YEARS:
        return None
    if "day" in fields:
        return Moment(jalali(fields["year"], fields["jalali"], fields["day"]).isoformat(), "day")
    return _span(*jalali_span(fields["year"], fields["jalali"]))


def _hijri(fields: Fields, _: Scene) -> Moment | None:
    if fields.get("year") not in HIJRI_YEARS:
        return None
    middle = hijri(fields["year"], fields["hijri"], fields.get("day", 15))
    return Moment(f"{middle.year:04}-{middle.month:02}", "month")


def _named_day(fields: Fields) -> int:
    """Return the ISO weekday, or 0 where none is named."""
    return int(fields.get("weekday") or fields.get("anyweekday") or 0)


def _weekday(fields: Fields, scene: Scene) -> Moment | None:
    if not scene.published:
        return Moment("", "day")
    if "relativeday" in fields:
        return _distance(fields, scene)
    week = next((amount for role, amount in _WEEKS.items() if role in fields), None)
    if "relativeweek" in fields or week is not None:
        monday = scene.today - timedelta(scene.today.weekday())
        weeks = fields["relativeweek"][0] if week is None else week
        return Moment((monday + timedelta(7 * weeks + _named_day(fields) - 1)).isoformat(), "day", resolved=True)
    back = (scene.today.isoweekday() - _named_day(fields)) % _WEEK
    if "this" in fields:
        days = -back if back <= _WEEK // 2 else _WEEK - back
    elif "next" in fields or (scene.ahead and "last" not in fields):
        days = _WEEK - back
    elif back == 0 and (scene.untimed or "last" in fields):
        days = -_WEEK
    else:
        days = -back
    return Moment((scene.today + timedelta(days)).isoformat(), "day", resolved=True)


def _season(fields: Fields, scene: Scene) -> Moment | None:
    season, year = fields.get("season") or fields["seasonal"], _year_of(fields, scene)
    if year is not None:
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


def _distance(fields: Fields, scene: Scene) -> Moment | None:
    amount, unit = fields.get("relative") or fields["relativeday"]
    return _shift(amount, unit, scene)


def _shift(amount: int, unit: str, scene: Scene) -> Moment | None:
    """Go `amount` units from the day of publication, as exactly as that unit says it."""
    precision: Precision = {"day": "day", "month": "month", "year": "year"}.get(unit, "range")  # type: ignore[assignment]
    if not scene.published:
        return Moment("", precision)
    today = scene.today
    if unit == "day":
        return Moment((today + timedelta(amount)).isoformat(), "day", resolved=True)
    if unit == "month":
        years, month = divmod(today.year * 12 + today.month - 1 + amount, 12)
        return Moment(f"{years:04}-{month + 1:02}", "month", resolved=True) if years in YEARS else None
    if unit in {"year", "decade", "century"}:
        return _long_shift(amount, unit, today)
    monday = today - timedelta(today.weekday()) + timedelta(weeks=amount)
    first = monday + timedelta(5) if unit == "weekend" else monday
    return _span(first, monday + timedelta(6), resolved=True)


def _long_shift(amount: int, unit: str, today: date) -> Moment | None:
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (today.year // length + amount) * length
    if first not in YEARS:
        return None
    if unit == "year":
        return Moment(f"{first:04}", "year", resolved=True)
    return Moment(f"{first:04}/{first + length - 1:04}", "range", resolved=True)


def _ago(fields: Fields, scene: Scene) -> Moment | None:
    amount = 2 if "pair" in fields else fields.get("number", 1)
    unit = fields.get("pair") or fields["unit"]
    if unit == "decade":
        amount, unit = amount * 10, "year"
    return _shift(-amount if "ago" in fields else amount, unit, scene)


def _decade(fields: Fields, _: Scene) -> Moment | None:
    first = fields["decade"]
    return Moment(f"{first:04}/{first + 9:04}", "range") if first in YEARS and first % 10 == 0 else None


def _year(fields: Fields, scene: Scene) -> Moment | None:
    year = fields.get("year") or fields.get("cued", 0)
    if scene.jalali_years and year in JALALI_YEARS and "year2" not in fields:
        return _span(*jalali_span(year))
    year = _year_of(fields, scene) or 0
    last = _gregorian(fields.get("year2", 0)) or (year - year % 100 + fields["short"] if "short" in fields else 0)
    if year not in YEARS or (last and not year < last < YEARS.stop):
        return None
    return Moment(f"{year:04}/{last:04}", "range") if last else Moment(f"{year:04}", "year")


def _nothing(_: Fields, __: Scene) -> None:
    """Drop words that look like a date and name none: "every Friday", "some years ago"."""


#: Which reader takes a match, by the first of these roles that it has.
_READERS: dict[str, Callable[[Fields, Scene], Moment | None]] = {
    "vague": _nothing,
    "date": _numeric,
    "jalali": _jalali,
    "hijri": _hijri,
    "month": _month,
    "anymonth": _month,
    "monthnumber": _month,
    "weekday": _weekday,
    "anyweekday": _weekday,
    "season": _season,
    "seasonal": _season,
    "ago": _ago,
    "ahead": _ago,
    "relativeday": _distance,
    "relative": _distance,
    "decade": _decade,
    "year": _year,
    "cued": _year,
    "era": _year,
}
