"""When a report's snapshot was taken, as its first line says."""

from datetime import UTC, datetime

from briefing.render.read.phrases import Phrases


def moment(text: str, of: Phrases) -> datetime | None:
    """The moment in `text`; None if there is none."""
    found = of.moment.search(text)
    if not found:
        return None
    year, day, hour, minute = (int(found[name]) for name in ("year", "day", "hour", "minute"))
    month = of.words.lists["time.months"].index(found["month"]) + 1
    try:
        return datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
