"""How long ago something was, in a word."""

from datetime import datetime


def age(when: datetime | None, now: datetime) -> str:
    """The time from `when` to `now` in its largest unit: "5 min", "3 h", "2 d"; "" if nothing says when."""
    if when is None:
        return ""
    minutes = max(0, int((now - when).total_seconds() // 60))
    if minutes < 60:  # noqa: PLR2004 (minutes of an hour)
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} d"
