"""What leads the briefing: matters that many outlets report now, in many languages, each matter once.

The order is greedy (maximal marginal relevance, Carbonell & Goldstein 1998): the weightiest story comes first, and what
tells of the same matter then counts for less, so that the top of the page shows different ones. Knows no clock.
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from math import fsum, inf, log2
from typing import get_args

from briefing.group.prominence import Prominence, prominence, voices
from briefing.group.reasons import Reasons
from briefing.group.siblings import Kin, Vectors, siblings
from briefing.group.watch import watched
from briefing.model import Article, Part, Story

#: So many places are given with an eye on what stands above, to stories among so many of the weightiest.
_PAGE, _POOL = 40, 120
#: About so many stories show what all kinds of matters have in common.
_USUAL = 1000
#: A second story of one matter counts for 1 / (1 + this), a third for 1 / (1 + twice this).
_SIBLING = 1.5
#: What the other stories of a matter add to the amount of its greatest: so much of theirs, no more than it has itself.
_SUPPORT = 0.2


@dataclass(slots=True)
class _Standing:
    """One story in the running, with the `amount` it has by itself.

    `support` is what lesser stories of its matter add to that, `kin` how much of its matter stands above it, in the
    stories `above`.
    """

    story: Story
    told: list[Article]
    own: Prominence
    watched: tuple[str, ...]
    amount: float
    support: float = 0.0
    kin: float = 0.0
    above: list[str] = field(default_factory=list)

    @property
    def worth(self) -> float:
        return (self.amount + self.support) / (1 + _SIBLING * self.kin)


def rank(
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    *,
    now: datetime,
    weights: Mapping[str, float] | None = None,
    watch: Sequence[str] = (),
    vectors: Vectors | None = None,
) -> tuple[Story, ...]:
    """Order stories, the leading one first; ties go to the newer one, then to the lower id.

    Each outlet counts once, with the weight of its source in `weights` (source id -> weight, 1 if not there) and less
    the older its newest article is at `now`; so does each language after the first. An outlet that came lately counts
    more, and so does what the reader watches (words and phrases). Wire copies and reprints are no further outlets and
    don't make a story newer. `articles` maps ids to all articles of the stories. `vectors`, those of `group`, tell
    which stories are of one matter; without them their names alone do.
    """
    found = _standings(stories, articles, now=now, weights=weights, watch=watch, vectors=vectors)
    return tuple(one.story for one in found)


def reasons(
    story: str,
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    *,
    now: datetime,
    weights: Mapping[str, float] | None = None,
    watch: Sequence[str] = (),
    vectors: Vectors | None = None,
) -> Reasons:
    """Tell why the story of this id stands where `rank`, given the same, puts it.

    Raises:
        KeyError: there is no story of this id.
    """
    found = _standings(stories, articles, now=now, weights=weights, watch=watch, vectors=vectors)
    for place, one in enumerate(found, 1):
        if one.story.id == story:
            amounts = 0.0, *one.own.amounts, one.amount + one.support, one.worth
            scores = [log2(1 + amount) for amount in amounts]
            gains = (after - before for before, after in pairwise(scores))
            return Reasons(
                story=story,
                place=place,
                outlets=len(set(one.own.outlets)),
                languages=tuple(sorted(set(one.own.languages))),
                hours=None if one.own.newest is None else one.own.newest / 3600,
                joined=one.own.joined,
                watched=one.watched,
                siblings=tuple(one.above),
                points=tuple(zip(get_args(Part), gains, strict=True)),
            )
    raise KeyError(story)


def _standings(
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    *,
    now: datetime,
    weights: Mapping[str, float] | None,
    watch: Sequence[str],
    vectors: Vectors | None,
) -> list[_Standing]:
    """All stories in their order."""
    every = tuple(stories)
    about = watched(every, articles, watch=watch)
    running = []
    for story in every:
        told = voices(story, articles)
        own = prominence(told, now=now, weights=weights or {}, is_watched=story.id in about)
        running.append(_Standing(story, told, own, about.get(story.id, ()), own.amount))
    running.sort(key=_order)
    pool, placed = running[:_POOL], running[_POOL:]
    usual = [one.told[0] for one in running[:: max(len(running) // _USUAL, 1)]]
    _mind_siblings(pool, siblings([one.told for one in pool], vectors or {}, usual=usual))
    for one in pool:
        insort(placed, one, key=_order)
    return placed


def _mind_siblings(pool: Sequence[_Standing], kin: Kin) -> None:
    """Have the lesser stories of a matter support its greatest; then give places, each lessening its siblings."""
    for i, one in enumerate(pool):
        lesser = fsum(kinship * pool[j].amount for j, kinship in kin[i].items() if j > i)
        leads = 1 - max((kinship for j, kinship in kin[i].items() if j < i), default=0.0)
        one.support = leads * min(_SUPPORT * lesser, one.amount)
    waiting = dict(enumerate(pool))
    while len(pool) - len(waiting) < _PAGE and waiting:
        first = min(waiting, key=lambda i: _order(waiting[i]))
        leading = waiting.pop(first)
        for i, kinship in kin[first].items():
            if i in waiting:
                waiting[i].kin += kinship
                waiting[i].above.append(leading.story.id)


def _order(one: _Standing) -> tuple[float, float, str]:
    return -one.worth, inf if one.own.newest is None else one.own.newest, one.story.id
