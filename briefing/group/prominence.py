"""How much a story weighs by itself: an amount of outlets, which each fact about it raises or lowers.

An amount never falls when an outlet joins, all else equal. Knows nothing of other stories.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import fsum

from briefing.model import Article, Story

#: An article counts half when it is this old, in seconds; one of which nothing says when it appeared counts half, too.
HALF_LIFE = 18 * 3600.0
#: An outlet that has come to the story since so long counts more, in seconds.
LATELY = 6 * 3600.0
_JOINING = 1.5
#: A further language counts like so many outlets.
_LANGUAGE = 1.0
#: What the reader watches counts like so many times its outlets: enough to be seen, too little to hide a world event.
_WATCHED = 4.0


@dataclass(slots=True)
class Prominence:
    """The facts of one story, one an article: its outlet, its language, its weight, that by its age, that if it joined.

    `newest` is the age of the newest article in seconds, None if none bears a date.
    """

    outlets: list[str]
    languages: list[str]
    weight: list[float]
    aged: list[float]
    grown: list[float]
    newest: float | None
    joined: int
    is_watched: bool

    @property
    def amount(self) -> float:
        """All facts reckoned in."""
        return self._amount(self.grown, self.aged) * (_WATCHED if self.is_watched else 1.0)

    @property
    def amounts(self) -> tuple[float, ...]:
        """The amount with one more fact reckoned in each time: outlets, languages, weight, age, growth, watch."""
        plain = [1.0] * len(self.outlets)
        facts = ((plain, plain), (self.weight, self.weight), (self.aged, self.aged), (self.grown, self.aged))
        return float(len(set(self.outlets))), *(self._amount(*worths) for worths in facts), self.amount

    def _amount(self, worth: Sequence[float], abroad: Sequence[float]) -> float:
        """Each outlet once, and each language that another outlet adds; by the worthiest of their articles."""
        if len(self.outlets) == 1:
            return worth[0]
        outlets: dict[str, float] = {}
        tongues: dict[str, tuple[float, str]] = {}
        for outlet, language, own, other in zip(self.outlets, self.languages, worth, abroad, strict=True):
            outlets[outlet] = max(outlets.get(outlet, 0.0), own)
            if other > tongues.get(outlet, (-1.0, ""))[0]:
                tongues[outlet] = other, language
        languages: dict[str, float] = {}
        for own, language in tongues.values():
            languages[language] = max(languages.get(language, 0.0), own)
        return fsum(outlets.values()) + _LANGUAGE * (fsum(languages.values()) - max(languages.values()))


def voices(story: Story, articles: Mapping[str, Article]) -> list[Article]:
    """The story's articles that are no copies of another, oldest first; all of them if all are copies."""
    copies = dict(story.reprints)
    return [articles[i] for i in story.articles if i not in copies] or [articles[i] for i in story.articles]


def prominence(
    told: Sequence[Article], *, now: datetime, weights: Mapping[str, float], is_watched: bool = False
) -> Prominence:
    """Weigh the story that `told` are the voices of; `weights` maps source ids to their weight, 1 if not there."""
    known = [max((now - one.published).total_seconds(), 0.0) if one.published else None for one in told]
    newest = min((age for age in known if age is not None), default=None) if len(known) > 1 else known[0]
    undated = HALF_LIFE if newest is None else newest
    ages = [undated if age is None else age for age in known]
    outlets = [one.outlet or one.source or one.id for one in told]
    weight = [weights.get(one.source, 1.0) for one in told] if weights else [1.0] * len(told)
    aged = [own * 2.0 ** (-age / HALF_LIFE) for own, age in zip(weight, ages, strict=True)]
    joined = _joined(outlets, ages) if len(told) > 1 and newest is not None else frozenset()
    return Prominence(
        outlets=outlets,
        languages=[one.language.partition("-")[0] for one in told],
        weight=weight,
        aged=aged,
        grown=[own * _JOINING if outlet in joined else own for own, outlet in zip(aged, outlets, strict=True)],
        newest=newest,
        joined=len(joined),
        is_watched=is_watched,
    )


def _joined(outlets: Sequence[str], ages: Sequence[float]) -> frozenset[str]:
    """The outlets that came lately to what another had begun."""
    came: dict[str, float] = {}
    for outlet, age in zip(outlets, ages, strict=True):
        came[outlet] = max(came.get(outlet, 0.0), age)
    began = max(came, key=lambda outlet: (came[outlet], outlet))
    return frozenset(outlet for outlet, age in came.items() if age < LATELY and outlet != began)
