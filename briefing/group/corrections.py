"""The reader's corrections, applied to the stories that grouping found: a merge must link, a split can't.

Pure: the same stories and corrections give the same result, whatever came in between; without corrections stories stay
as grouping made them, ids included. So what is taken back leaves no trace.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from briefing.group.ages import age
from briefing.model import Article, Correction, Story

#: How alike two articles are, by their ids: more is more alike.
Likeness = Callable[[str, str], float]
#: What became of a correction: it holds, has nothing left to hold, or gave way to a newer one.
Standing = Literal["in force", "at rest", "overruled"]

#: An article goes with the side on which so many of its nearest are more alike to it.
_NEAREST = 3


def correct(
    stories: Sequence[Story],
    corrections: Sequence[Correction],
    *,
    articles: Mapping[str, Article],
    likeness: Likeness,
    before: Mapping[str, str] | None = None,
) -> tuple[Story, ...]:
    """`stories` with `corrections` carried out, oldest first, so that the newest wins; oldest story first.

    A merge joins the stories that hold its articles now. A split parts its articles from those that remained; whatever
    else grouping put with them stays, unless it is more alike to what parted. Copies go with their original unless they
    are named. When its articles have left the window a correction lives on in what was with them: `before` maps
    articles to the corrected stories they were shown in.

    `articles` maps ids to all articles of `stories`.
    """
    if not corrections:
        return tuple(stories)
    table = _Table(stories, likeness, before or {})
    for correction in corrections:
        (table.merge if correction.kind == "merge" else table.split)(correction)
    return table.stories(articles)


def standings(
    corrections: Sequence[Correction], apply: Callable[[Sequence[Correction]], Sequence[Story]]
) -> tuple[Standing, ...]:
    """What became of each correction; `apply` gives the stories with the corrections that it is given.

    One is overruled when what it says isn't so, and the same articles would be together without it.
    """
    stories = apply(corrections)
    together = {story.articles for story in stories}

    def standing(n: int) -> Standing:
        holds = _holds(corrections[n], stories)
        if holds is None:
            return "at rest"
        without = (*corrections[:n], *corrections[n + 1 :])
        return "in force" if holds or {story.articles for story in apply(without)} != together else "overruled"

    return tuple(standing(n) for n in range(len(corrections)))


def _holds(correction: Correction, stories: Sequence[Story]) -> bool | None:
    """Whether it is as the correction says; None if too little of it is left."""
    where = {article: story.id for story in stories for article in story.articles}
    known = set(where.values())
    if correction.kind == "split":
        parted = {where[article] for article in correction.articles if article in where}
        stayed = {where[article] for article in correction.others if article in where}
        return not parted & stayed if parted and stayed else True if correction.story in known else None
    sides = [
        where.get(article, story if story in known else "")
        for article, story in zip(correction.articles, correction.stories, strict=True)
    ]
    left = [side for side in sides if side]
    return len(set(left)) == 1 if len(left) > 1 else None


class _Table:
    """Stories as they lie while corrections are carried out, by id."""

    def __init__(self, stories: Iterable[Story], likeness: Likeness, before: Mapping[str, str]) -> None:
        self._members = {story.id: set(story.articles) for story in stories}
        self._where = {article: story.id for story in stories for article in story.articles}
        self._copies = {copy: original for story in stories for copy, original in story.reprints}
        self._likeness = likeness
        self._before = before

    def merge(self, correction: Correction) -> None:
        sides = [
            self._where.get(article, story if story in self._members else "")
            for article, story in zip(correction.articles, correction.stories, strict=True)
        ]
        names = list(dict.fromkeys(filter(None, sides)))
        if not names:
            return
        joined = {article for name in names for article in self._members.pop(name)}
        self._put(correction.story if correction.story not in self._members else names[0], joined)

    def split(self, correction: Correction) -> None:
        parted = self._seeds(correction.articles, correction.story)
        leaving: set[str] = set()
        for name in {self._where[article] for article in parted}:
            members = self._members[name]
            stayed = self._seeds(correction.others, name) & members - parted
            if stayed:
                leaving |= self._leaving(members, parted & members, stayed)
                members -= leaving
        if leaving:
            self._put(self._free(correction), leaving)

    def stories(self, articles: Mapping[str, Article]) -> tuple[Story, ...]:
        names = {id_: name for name, members in self._members.items() for id_ in members}
        found: dict[str, list[str]] = {}
        for article in sorted((articles[id_] for id_ in names), key=age):
            found.setdefault(names[article.id], []).append(article.id)
        return tuple(
            Story(id=name, articles=tuple(members), reprints=self._reprints(members)) for name, members in found.items()
        )

    def _reprints(self, members: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Copies with what they repeat; where the original is in another story, the oldest copy stands for it."""
        stands: dict[str, str] = {}
        pairs = []
        for article in members:
            original = self._copies.get(article, "")
            if original in members:
                pairs.append((article, original))
            elif original and original in stands:
                pairs.append((article, stands[original]))
            elif original:
                stands[original] = article
        return tuple(pairs)

    def _seeds(self, named: Sequence[str], story: str) -> set[str]:
        """Those of the articles `named` that are here; if all are gone, those that were shown with them."""
        here = {article for article in named if article in self._where}
        return here or {article for article, shown in self._before.items() if shown == story and article in self._where}

    def _leaving(self, members: set[str], parted: set[str], stayed: set[str]) -> set[str]:
        sides = dict.fromkeys(stayed, False) | dict.fromkeys(parted, True)
        loose = sorted(members - sides.keys(), key=lambda article: (article in self._copies, article))
        for article in loose:  # originals first, then the copies that go with them
            original = self._copies.get(article)
            sides[article] = (
                sides[original] if original in sides else self._near(article, parted) > self._near(article, stayed)
            )
        return {article for article in members if sides[article]}

    def _near(self, article: str, side: set[str]) -> float:
        nearest = sorted((self._likeness(article, other) for other in side), reverse=True)[:_NEAREST]
        return sum(nearest) / len(nearest)

    def _free(self, correction: Correction) -> str:
        name, salt = correction.story, 0
        while name in self._members:
            salt += 1
            name = new_story(correction.articles[0], f"{correction.made.isoformat()}\n{salt}")
        return name

    def _put(self, name: str, members: set[str]) -> None:
        self._members[name] = members
        self._where.update(dict.fromkeys(members, name))


def new_story(article: str, salt: str) -> str:
    """An id for a story that a reader parts from another: twelve hexadecimal digits, its own for each `salt`."""
    return sha256(f"{article}\n{salt}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
