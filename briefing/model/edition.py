"""A snapshot as a list shows it: what stands in a row, without the stories' texts."""

from dataclasses import dataclass, field
from datetime import datetime

from briefing.model.briefing import Coverage, Failure, Status

#: Days that an outline's `daily` covers.
SPAN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One story of an edition. `rank` counts from 1, `names` are its outlets', `newest` is its newest article's date.

    `daily` counts the story's articles by day, oldest first, over the `SPAN` times 24 hours that end when the
    snapshot was taken.
    """

    id: str
    rank: int
    headline: str
    status: Status = ""
    articles: int = 1
    outlets: int = 1
    languages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    newest: datetime | None = None
    daily: tuple[int, ...] = (0,) * SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The snapshot of this `name`, its stories as outlines in rank order."""

    name: str
    taken: datetime
    outlines: tuple[Outline, ...]
    failures: tuple[Failure, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    note: str = ""
