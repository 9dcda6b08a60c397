"""What the words on the command line stand for: numbers, lists, spans of time, dates, or a clear refusal."""

import argparse
from datetime import UTC, date, datetime, timedelta

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
MOST = 1_000_000


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text}: must be a whole number from 1 to {MOST}")
    return int(text)


def words(text: str) -> tuple[str, ...]:
    """The words between commas."""
    return tuple(word for word in (part.strip() for part in text.split(",")) if word)


def sections(text: str) -> tuple[str, ...]:
    """Some of `SECTIONS`, in their order."""
    aliases = {"views": "analyst_views", "analyst-views": "analyst_views"}
    named = {aliases.get(word, word) for word in words(text)}
    if not named or named - set(SECTIONS):
        raise argparse.ArgumentTypeError(f"{text}: sections are {', '.join(SECTIONS)}")
    return tuple(section for section in SECTIONS if section in named)


def hours(text: str) -> float:
    """A span of time, in hours."""
    units = {"m": 1 / 60, "h": 1, "d": 24, "w": 168}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.replace(".", "", 1).isdigit():
        raise argparse.ArgumentTypeError(f"{text}: write it as 30m, 24h, 3d or 1w")
    if float(number) * units[unit] > MOST:
        raise argparse.ArgumentTypeError(f"{text}: is longer than there has been news")
    return float(number) * units[unit]


def moment(text: str) -> datetime:
    """A date or a moment; UTC unless it says otherwise."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write the date as 2026-11-23 or 2026-11-23T08:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def past(text: str) -> float | datetime:
    """A span of time in hours, or the moment that it began."""
    try:
        return hours(text)
    except argparse.ArgumentTypeError:
        pass
    try:
        return moment(text)
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f"{text}: write it as 24h, 3d or 1w, or as a date: 2026-11-23") from None


def day(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: write the day as 2026-12-01") from None


def coming(text: str) -> date:
    """A day that isn't over."""
    from briefing.cli.clock import now

    if day(text) < now().date():
        raise argparse.ArgumentTypeError(f"{text}: is over")
    return day(text)


def days(text: str) -> date:
    """The day that is so many days from today."""
    from briefing.cli.clock import now

    return now().date() + timedelta(hours=max(24.0, hours(text)))


def pair(text: str) -> tuple[str, str]:
    """A key and its value."""
    key, sign, value = text.partition("=")
    if not sign or not key:
        raise argparse.ArgumentTypeError(f"{text}: write it as KEY=VALUE")
    return key.strip(), value.strip()
