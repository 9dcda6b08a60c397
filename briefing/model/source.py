"""What is read (sources) and what one reading gives (entries)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Content = Literal["auto", "feed", "page"]
#: What an outlet may be.
OUTLET_KINDS = ("agency", "commercial", "independent", "opposition", "public", "state", "think-tank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One `[[source]]` of sources.toml.

    `url` is an http(s) address or a path relative to the workspace, of a feed, a page or an article file.
    `kind` is one of `OUTLET_KINDS`, `country` an ISO 3166 code of two letters, both "" if unknown. `content` says where
    the article text is: in the feed, on the page, or `auto` (the page when the feed only teases). Before the day
    `mute_until` it is neither asked nor in stories.
    """

    id: str
    name: str
    url: str
    language: str = ""
    country: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    content: Content = "auto"
    mute_until: date | None = None

    def is_muted(self, today: date) -> bool:
        """Whether it is left out on the day `today`."""
        return self.mute_until is not None and today < self.mute_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in a feed, its text cleaned of what can't be shown; `summary` and `content` are still HTML.

    `id` is the feed's own id of the entry (its url when it has none), unique within its source.
    """

    source: str
    id: str
    url: str
    title: str
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    byline: str = ""
    language: str = ""
