"""What a reader says about stories that grouping got wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Change = Literal["merge", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A story made by the reader, `story` being its id from then on.

    A merge makes it of the `stories` that hold `articles`, one each; it keeps the id of the oldest. A split makes it of
    `articles`, which part from the one story of `stories`; `others` are those that remained there, in sight of the
    reader. Articles last, ids of stories may change. `headlines` are for people: what the reader saw.
    """

    kind: Change
    made: datetime
    story: str
    stories: tuple[str, ...]
    articles: tuple[str, ...]
    others: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
