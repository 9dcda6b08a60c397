"""How often a feed publishes, by the dates of what stands in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

#: The oldest part of a feed is left out: many keep a few old entries at its end.
_OLD = 0.1
_DAY = timedelta(days=1)


def pace(dates: Iterable[datetime | None]) -> float | None:
    """Entries a day between the newest and the oldest of the newest nine tenths; None if fewer than two have a date."""
    known = sorted((date for date in dates if date), reverse=True)
    kept = known[: max(2, len(known) - int(len(known) * _OLD))]
    span = (kept[0] - kept[-1]) / _DAY if len(kept) > 1 else 0.0
    return (len(kept) - 1) / span if span else None
