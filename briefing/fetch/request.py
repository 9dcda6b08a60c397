"""What is asked of the network and what comes back: values only, cheap to import, no aiohttp."""

from dataclasses import dataclass
from datetime import datetime

from briefing import HOME_PAGE, __version__

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
REFUSED = "robots.txt asks not to read it"
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


def user_agent(contact: str = "") -> str:
    """What servers are told of who asks: name, version, and the address where one can ask back."""
    return f"briefing/{__version__} (+{contact or HOME_PAGE})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to GET. `key` names it in the answer; a validator that is not "" makes it conditional.

    Validators are shown only to the address that gave them, `validated` (any, if that is ""). With `robots`, nothing is
    asked that the robots.txt of its site asks not to read. What comes after `enough` bytes of a body is left (0: all).
    """

    key: str
    url: str
    etag: str = ""
    last_modified: str = ""
    accept: str = ACCEPT_FEED
    validated: str = ""
    robots: bool = False
    enough: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A good answer. `body` is inflated and whole, or None when nothing changed (304).

    `url` is where it came from after redirects and `moved` where the address has moved for good ("" if it has not);
    neither bears a password. Validators are as the server wrote them, on 304 those of the request.
    """

    key: str
    url: str
    status: int
    body: bytes | None
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """No good answer, told in one plain line. `status` is 0 when the server gave none.

    `retry_after` is when the server wants to be asked again, at most 30 days ahead. `refused` marks what was not asked
    since robots.txt asks not to.
    """

    key: str
    reason: str
    status: int = 0
    retry_after: datetime | None = None
    refused: bool = False


Answer = Response | FetchFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one `fetch`: `seconds` a request with its redirects, its waiting for a free place not counted.

    `raw_bytes` bounds a body as sent, `inflated_bytes` as unpacked; `connections` are at once, `per_host` of one host.
    `gap` seconds lie between the starts of two requests to one host, but for the reader's own; robots.txt may ask for
    more, of which as much as `longest_gap` is given to as many requests as fit into `queue_seconds`. Rests of a host
    that are no longer than `patience` seconds in all are waited for.
    """

    seconds: float = 20.0
    connect_seconds: float = 10.0
    raw_bytes: int = 10_000_000
    inflated_bytes: int = 20_000_000
    redirects: int = 5
    connections: int = 50
    per_host: int = 2
    gap: float = 0.2
    longest_gap: float = 10.0
    queue_seconds: float = 60.0
    patience: float = 10.0


FEED_LIMITS = Limits()
PAGE_LIMITS = Limits(raw_bytes=5_000_000, inflated_bytes=5_000_000)
