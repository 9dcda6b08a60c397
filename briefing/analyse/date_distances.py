"""Dates that hang on the day of publication: "on Friday", "last month", "two weeks ago", "at the weekend".

A weekday is the nearest past one, today included, unless the words point ahead. A text that is dated but bears no time
(midnight) reports nothing of that same day, so its "Friday" is the Friday before. Never reads text and never the clock.
"""

from datetime import date, timedelta

from briefing.analyse.date_moments import YEARS, Fields, Moment, Scene, named_day, nearest, safe_date, span_moment
from briefing.model import Precision

_WEEK = 7
_SATURDAY = 6
_WEEKS = {"lastweek": -1, "thisweek": 0, "nextweek": 1}


def weekday(fields: Fields, scene: Scene) -> Moment | None:
    """Return the day that a weekday names, by itself or with "last", "next", a week or a day of the month."""
    if not scene.published:
        return Moment("", "range" if "anyweekday2" in fields else "day")
    if "anyweekday2" in fields:
        last = weekday({"weekday": fields["anyweekday2"]}, scene)
        return last and _days_until(fields["anyweekday2"] - named_day(fields), date.fromisoformat(last.iso))
    if "relativeday" in fields:
        return distance(fields, scene)
    if "day" in fields and (named := day_of_month(fields, scene)):
        return named
    week = next((amount for role, amount in _WEEKS.items() if role in fields), None)
    if "relativeweek" in fields or week is not None:
        monday = scene.today - timedelta(scene.today.weekday())
        weeks = fields["relativeweek"][0] if week is None else week
        return _day(monday + timedelta(7 * weeks + named_day(fields) - 1))
    return _day(scene.today + timedelta(_days_to(fields, scene)))


def _days_until(days: int, last: date) -> Moment:
    """Return the range of so many days of the week to the last one."""
    return span_moment(last - timedelta(days % _WEEK), last, resolved=True)


def _days_to(fields: Fields, scene: Scene) -> int:
    back = (scene.today.isoweekday() - named_day(fields)) % _WEEK
    if "next" in fields:
        return _WEEK - back
    if "last" in fields:
        return -back or -_WEEK
    if scene.ahead:
        return (_WEEK - back) % _WEEK
    if "this" in fields:
        return -back if back <= _WEEK // 2 else _WEEK - back
    return -_WEEK if back == 0 and scene.untimed else -back


def day_of_month(fields: Fields, scene: Scene) -> Moment | None:
    """Return the day of this, last or next month that a number alone names; its weekday must be the one given."""
    if "day" not in fields:
        return _shift(fields["relativemonth"], scene)
    if not scene.published:
        return Moment("", "day")
    months = [fields["relativemonth"][0]] if "relativemonth" in fields else [-1, 0, 1]
    count = scene.today.year * 12 + scene.today.month - 1
    days = [safe_date(*divmod_month(count + amount), fields["day"]) for amount in months]
    fitting = [day for day in days if day and (not named_day(fields) or day.isoweekday() == named_day(fields))]
    ahead = "next" in fields or (scene.ahead and "last" not in fields)
    found = nearest(fitting, scene, ahead=ahead)
    return _day(found) if found else None


def divmod_month(count: int) -> tuple[int, int]:
    """Return the year and month of a count of months since year 0."""
    return count // 12, count % 12 + 1


def weekend(fields: Fields, scene: Scene) -> Moment:
    """Return Saturday and Sunday of the weekend that is or was last, or comes when the words point ahead."""
    if not scene.published:
        return Moment("", "range")
    saturday = scene.today - timedelta((scene.today.isoweekday() - _SATURDAY) % _WEEK)
    ahead = "next" in fields or (scene.ahead and "last" not in fields)
    if ahead or ("this" in fields and scene.today.isoweekday() not in {1, _SATURDAY, _WEEK}):
        saturday += timedelta(_WEEK)
    return span_moment(saturday, saturday + timedelta(1), resolved=True)


def distance(fields: Fields, scene: Scene) -> Moment | None:
    """Return what "yesterday" or "last month" comes to."""
    return _shift(fields.get("relative") or fields["relativeday"], scene)


def ago(fields: Fields, scene: Scene) -> Moment | None:
    """Return what "two weeks ago" or "in three days" comes to."""
    amount = 2 if "pair" in fields else fields.get("number", 1)
    unit = fields.get("pair") or fields["unit"]
    if unit == "decade":
        amount, unit = amount * 10, "year"
    return _shift((-amount if "ago" in fields else amount, unit), scene)


def within(fields: Fields, scene: Scene) -> Moment | None:
    """Return what "in two weeks" comes to; where no verb points ahead it is a duration or hangs on what is told."""
    return ago(fields, scene) if scene.ahead else None


def _day(day: date) -> Moment:
    return Moment(day.isoformat(), "day", resolved=True)


def _shift(step: tuple[int, str], scene: Scene) -> Moment | None:
    """Go an amount of units from the day of publication, as exactly as that unit says it."""
    amount, unit = step
    precision: Precision = {"day": "day", "month": "month", "year": "year"}.get(unit, "range")  # type: ignore[assignment]
    if not scene.published:
        return Moment("", precision)
    if unit == "day":
        return _day(scene.today + timedelta(amount))
    if unit == "month":
        year, month = divmod_month(scene.today.year * 12 + scene.today.month - 1 + amount)
        return Moment(f"{year:04}-{month:02}", "month", resolved=True) if year in YEARS else None
    if unit in {"year", "decade", "century"}:
        return _long_shift(amount, unit, scene.today)
    monday = scene.today - timedelta(scene.today.weekday()) + timedelta(weeks=amount)
    first = monday + timedelta(5) if unit == "weekend" else monday
    return span_moment(first, monday + timedelta(6), resolved=True)


def _long_shift(amount: int, unit: str, today: date) -> Moment | None:
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (today.year // length + amount) * length
    if first not in YEARS:
        return None
    if unit == "year":
        return Moment(f"{first:04}", "year", resolved=True)
    return Moment(f"{first:04}/{first + length - 1:04}", "range", resolved=True)
