"""When a report's snapshot was taken, as its first line says."""

import re
from datetime import UTC, datetime

from briefing.render import words

_MOMENT = re.compile(rf"(\d\d?) ({'|'.join(words.MONTHS)}) (\d{{4}}) (\d\d):(\d\d) UTC")


def moment(text: str) -> datetime | None:
    """The moment in `text`; None if there is none."""
    found = _MOMENT.search(text)
    if not found:
        return None
    day, month, year, hour, minute = found.groups()
    try:
        return datetime(int(year), words.MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        return None
