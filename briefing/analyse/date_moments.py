"""What dates come to: a moment, and the scene in which words have one. Never reads text and never the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from briefing.model import Precision

Fields = Mapping[str, Any]
YEARS = range(1500, 2101)
BUDDHIST_YEARS = range(2400, 2700)
BUDDHIST_OFFSET = 543


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


def day_moment(year: int, month: int, day: int, *, resolved: bool = False) -> Moment:
    """Return a day; raises ValueError when there is none such."""
    year = gregorian(year)
    if year not in YEARS:
        raise ValueError(f"year out of range: {year}")
    return Moment(date(year, month, day).isoformat(), "day", resolved)


def gregorian(year: int) -> int:
    """Return the common year of one that may be Buddhist."""
    return year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year


def span_moment(first: date, last: date, *, resolved: bool = False) -> Moment:
    """Return the range of days from `first` to `last`."""
    return Moment(f"{first.isoformat()}/{last.isoformat()}", "range", resolved)


def nearest(candidates: Sequence[date], scene: Scene, *, ahead: bool | None = None) -> date | None:
    """Return the newest candidate up to today, or the next when the words point ahead; the other if there is none."""
    past = [day for day in candidates if day <= scene.today]
    coming = [day for day in candidates if day >= scene.today]
    pointed = scene.ahead if ahead is None else ahead
    chosen = (coming[:1] or past[-1:]) if pointed else (past[-1:] or coming[:1])
    return chosen[0] if chosen else None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return that day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def named_day(fields: Fields) -> int:
    """Return the ISO weekday, or 0 where none is named."""
    return int(fields.get("weekday") or fields.get("anyweekday") or 0)
