"""What changed between two snapshots: stories that are new, merged, grown, otherwise told, or gone from the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from briefing.compare.difference import Difference, difference
from briefing.model import Briefing, Snapshot

What = Literal["new", "merged", "grown", "changed", "quiet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one story. `story` is how it is told now, or, of a quiet one, how it was told last.

    *new*: no story of before became it. *merged*: further stories of before, `formerly`, are in it now.
    *grown*: it has more articles. *changed*: the same articles, told otherwise. *quiet*: nothing of it is told any
    more. `found` compares it with `before`, its former self, which a new one lacks.
    """

    what: What
    story: Briefing
    before: Briefing | None = None
    formerly: tuple[Briefing, ...] = ()
    found: Difference = field(default_factory=Difference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that changed from the snapshot taken at `since` to the one taken at `until`; `same` counts the others."""

    since: datetime
    until: datetime
    stories: tuple[Change, ...]
    same: int = 0

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.stories)


def changes(before: Snapshot, now: Snapshot) -> Changes:
    """Every story of `now` beside its former self in `before`, in the order of `now`; then those that are quiet."""
    earlier = {story.id: story for story in before.stories}
    held = {reference.id: story.id for story in before.stories for reference in story.articles}
    ids = {story.id for story in now.stories}
    found, living = [], set[str]()
    same = 0
    for story in now.stories:
        former = tuple(earlier[id_] for id_ in _former(story, earlier, held, ids))
        living.update(one.id for one in former)
        change = _change(story, former)
        if change:
            found.append(change)
        else:
            same += 1
    quiet = [Change(what="quiet", story=story) for story in before.stories if story.id not in living]
    return Changes(since=before.taken, until=now.taken, stories=(*found, *quiet), same=same)


def _former(
    story: Briefing, earlier: Mapping[str, Briefing], held: Mapping[str, str], living: AbstractSet[str]
) -> Sequence[str]:
    """The ids of the stories of before that are in `story` now, its own former self first.

    That is the one of its id, else the one whose articles it has most of. A story that goes on under its own id, or
    that only lost a few articles, is in no other.
    """
    inside = Counter(held[reference.id] for reference in story.articles if reference.id in held)
    own = [story.id] if story.id in earlier else []
    others = sorted((id_ for id_ in inside if id_ not in living), key=lambda id_: (-inside[id_], id_))
    if not own and others:
        own = others[:1]
    return [*own, *(id_ for id_ in others if id_ not in own and 2 * inside[id_] > len(earlier[id_].articles))]


def _change(story: Briefing, former: tuple[Briefing, ...]) -> Change | None:
    if not former:
        return Change(what="new", story=story)
    before, *others = former
    found = difference(before, story)
    if others:
        return Change(what="merged", story=story, before=before, formerly=tuple(others), found=found)
    if found.articles:
        return Change(what="grown", story=story, before=before, found=found)
    return Change(what="changed", story=story, before=before, found=found) if found else None
