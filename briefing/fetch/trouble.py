"""Why a request failed, in words that can be shown: never a host, a password or anything the server wrote."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from briefing.model import LONGEST_REST

#: How long a server that is asked too much, but does not say how long to wait, is left alone.
USUAL_REST = timedelta(hours=1)
_TOO_MANY = 429

CUT = "the body is cut short"


@dataclass(slots=True)
class Trouble(Exception):  # noqa: N818 (an expected turn, always made into a value)
    """What ends one request: the fields of a `FetchFailure`."""

    reason: str
    status: int = 0
    retry_after: datetime | None = None
    refused: bool = False


def status_trouble(status: int, retry_after: str, *, now: datetime) -> Trouble:
    """Tell of an answer with `status`; `retry_after` is that header (RFC 9110, 10.2.3), "" if none."""
    when = rest_until(retry_after, now=now) or (now + USUAL_REST if status == _TOO_MANY else None)
    if when:
        text = f"{when:%H:%M}" if when.date() == now.date() else f"{when:%Y-%m-%d %H:%M}"
        return Trouble(f"{status}, retry after {text} UTC", status, when)
    try:
        return Trouble(f"{HTTPStatus(status).phrase.lower()} ({status})", status)
    except ValueError:
        return Trouble(f"unknown answer ({status})", status)


def rest_until(header: str, *, now: datetime) -> datetime | None:
    """Read the moment that a Retry-After header names, in UTC; None if it names none or one that has passed."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        # Python refuses to read numbers of thousands of digits
        return now + min(timedelta(seconds=int(header[:9])), LONGEST_REST) if header.strip("0") else None
    try:
        when = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    when = when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    return min(when, now + LONGEST_REST) if when > now else None
