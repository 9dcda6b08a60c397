"""What a host has asked of its visitors: to be left alone for a while, and which pages not to read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Nobody is left alone for longer; what lies further ahead was written under a wrong clock.
LONGEST_REST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """`host` ("port.example", "port.example:8080") answered 429 or 503 and is not asked before `until`."""

    host: str
    until: datetime
    reason: str

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        return now < self.until <= now + LONGEST_REST + timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The robots.txt of `site` ("https://port.example"): its `text` as last read, "" if there is none, None if unread.

    `failure` says why it could not be read when last `asked` for.
    """

    site: str
    asked: datetime
    text: str | None = None
    failure: str = ""

    @property
    def again(self) -> datetime:
        """When it is to be asked for anew (RFC 9309, 2.4)."""
        return self.asked + timedelta(hours=1 if self.failure else 24)

    def is_fresh(self, now: datetime) -> bool:
        """Whether it need not be asked for again."""
        return self.asked <= now < self.again
