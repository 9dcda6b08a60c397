"""What time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time, to the second: the only place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0)
