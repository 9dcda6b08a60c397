"""Why articles are one story, told so that a reader can judge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: What the reader did with an article: merged its story into this one, parted it from its story, or both.
Doing = Literal["", "merged", "parted", "moved"]
#: What makes a story's score, in the order in which it is reckoned.
Part = Literal["outlets", "languages", "weight", "age", "growth", "watch", "matter", "siblings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What an article has in common with `article` (its id), whose headline is `title`.

    `meaning` is the cosine of what they say, None where there is nothing to tell it by; `hours` lie between them, None
    if one bears no date. `shared` are pairs of a name, number or word as written here and there, the rarest first.
    """

    article: str
    title: str
    meaning: float | None
    hours: float | None
    shared: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article in its story; `n` counts them from 1, oldest first.

    `nearest` is its tie with the most alike of the others; `copy_of` is the id of the article it repeats.
    """

    n: int
    id: str
    outlet: str
    title: str
    language: str
    published: datetime | None
    nearest: Tie | None = None
    copy_of: str = ""
    you: Doing = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The nearest story that the articles are not in: `article` (an id) is what comes nearest to it, by `tie`."""

    story: str
    article: str
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of what gave a story its place, and the `points` that it adds.

    `number` is what is counted of it, or hours of age; None where there is nothing to count. `names` are languages,
    words or ids.
    """

    part: Part
    points: float
    number: float | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A story explained. `members` are all of its articles, or the one that was asked about; it has `size` in all.

    `formerly` are ids that it once had. `place` is its rank among the `stories` of the window, `reasons` are what gave
    it that; they are told of whole stories only.
    """

    story: str
    headline: str
    size: int
    members: tuple[Member, ...]
    beside: Beside | None = None
    formerly: tuple[str, ...] = ()
    place: int = 0
    stories: int = 0
    reasons: tuple[Reason, ...] = ()
