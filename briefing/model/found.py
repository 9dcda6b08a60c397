"""What can be read at an address: a feed that no source is yet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Headline:
    """What an entry is called, and its date."""

    title: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed that can be read. `url` is its address for good, `at` where it was read: another where it redirects.

    `kind` is RSS, Atom …; `a_day` how many entries it has; `teases` tells that the texts are on the articles' pages and
    not in it; `headlines` are the newest.
    """

    url: str
    at: str
    kind: str
    title: str
    language: str
    entries: int
    newest: datetime | None
    a_day: float | None
    teases: bool
    headlines: tuple[Headline, ...]
