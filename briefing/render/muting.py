"""What the reader muted is left out of what is shown, and counted. Nothing that is saved changes.

A word hides the stories whose headline says it, or half or more of whose articles' headlines do; it is found as watched
phrases are: as a whole word, with its endings; one that is written with a capital is a name, found in any script. An
outlet's articles go, with every line whose words stand in one of them; a story that nobody else tells goes with them.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.model import Briefing, Coverage, Mute, Outline, Reference, Snapshot, Statement

if TYPE_CHECKING:
    from briefing.group.watch import Phrases


class Muting:
    """Some mutes, asked of story after story.

    `stories` are the headlines of those hidden so far, by the mute that hid each; `articles` counts those that were
    hidden of the stories that stay.
    """

    def __init__(self, mutes: Iterable[Mute]) -> None:
        every = tuple(mutes)
        self._words = {mute.word: mute for mute in every if mute.word}
        self._outlets = {name_key(mute.outlet): mute for mute in every if mute.outlet}
        self.stories: dict[Mute, list[str]] = {}
        self.articles: Counter[Mute] = Counter()

    def __bool__(self) -> bool:
        return bool(self._words or self._outlets)

    def counted(self, coverage: Coverage) -> Coverage:
        """`coverage` with what was hidden."""
        return replace(
            coverage,
            hidden_stories=sum(map(len, self.stories.values())),
            hidden_articles=self.articles.total(),
            filters=len({*self.stories, *self.articles}),
        )

    def told(self, headline: str, references: Sequence[Reference]) -> tuple[str, tuple[Reference, ...]]:
        """The headline and the articles of a story that are shown; no article: the story is hidden."""
        gone = [mute for reference in references if (mute := self._of(reference))]
        left = tuple(reference for reference in references if not self._of(reference))
        if gone and left:
            headline = _headline(headline, references, left)
        by = self._saying(headline, left) if left or not gone else gone[0]
        if by:
            self.stories.setdefault(by, []).append(headline)
            return headline, ()
        self.articles.update(gone)
        return headline, left

    @cached_property
    def _phrases(self) -> "Phrases":
        """Only words need what it takes to find them."""
        from briefing.group.watch import Phrases

        return Phrases(tuple(self._words))

    def _of(self, reference: Reference) -> Mute | None:
        return self._outlets.get(name_key(reference.outlet)) if self._outlets else None

    def _saying(self, headline: str, left: Sequence[Reference]) -> Mute | None:
        """The mute of a word that such a story says."""
        if not self._words:
            return None
        said = self._phrases.said_in(headline)
        titles = Counter(word for reference in left for word in self._phrases.said_in(reference.title))
        return next(
            (m for word, m in self._words.items() if word in said or 2 * titles[word] >= max(len(left), 1)), None
        )


def without_muted(snapshot: Snapshot, muting: Muting) -> Snapshot:
    """`snapshot` without what is muted; how much that is, its coverage tells."""
    if not muting:
        return snapshot
    stories = tuple(left for story in snapshot.stories if (left := reduced(story, muting)))
    return replace(snapshot, stories=stories, coverage=muting.counted(snapshot.coverage))


@dataclass(frozen=True, slots=True)
class Hidden:
    """The headlines of the `stories` that are hidden, and how many articles of others."""

    stories: tuple[str, ...] = ()
    articles: int = 0


def hidden_by(snapshot: Snapshot | None, mute: Mute) -> Hidden:
    """What `mute` alone hides of `snapshot`."""
    muting = Muting((mute,))
    if snapshot:
        without_muted(snapshot, muting)
    return Hidden(tuple(muting.stories.get(mute, ())), muting.articles.total())


def reduced(story: Briefing, muting: Muting) -> Briefing | None:
    """`story` without the articles of muted outlets; None if all of it is muted."""
    headline, left = muting.told(story.headline, story.articles)
    if not left or len(left) == len(story.articles):
        return story if left else None
    shown = frozenset(reference.n for reference in left)
    return replace(
        story,
        headline=headline,
        articles=left,
        languages=_languages(story.languages, left),
        outlets=min(story.outlets, len({reference.outlet for reference in left})),
        lead=next(iter(_statements((story.lead,), shown)), None) if story.lead else None,
        background=_statements(story.background, shown),
        escalation=_statements(story.escalation, shown),
        analyst_views=_statements(story.analyst_views, shown),
        outlook=_statements(story.outlook, shown),
    )


def reduced_outline(outline: Outline, references: Sequence[Reference], muting: Muting) -> Outline | None:
    """The same for a story of which only the articles are at hand."""
    headline, left = muting.told(outline.headline, references)
    if not left or len(left) == len(references):
        return outline if left else None
    names = tuple(dict.fromkeys(reference.outlet for reference in left if reference.outlet))
    return replace(
        outline,
        headline=headline,
        articles=len(left),
        outlets=min(outline.outlets, len(names)),
        names=names,
        languages=_languages(outline.languages, left),
        newest=max((reference.published for reference in left if reference.published), default=None),
    )


def name_key(name: str) -> str:
    """An outlet's name for comparison: without case and extra spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _statements(statements: Iterable[Statement], shown: frozenset[int]) -> tuple[Statement, ...]:
    """Those whose words stand in an article that is shown, each with the citations that are."""
    return tuple(
        replace(one, citations=tuple(citation for citation in one.citations if citation.n in shown))
        for one in statements
        if one.citations[0].n in shown
    )


def _languages(languages: Sequence[str], left: Sequence[Reference]) -> tuple[str, ...]:
    told = {reference.language for reference in left}
    return tuple(language for language in languages if language in told)


def _headline(headline: str, references: Sequence[Reference], left: Sequence[Reference]) -> str:
    """The headline if one of those left may have it, else the newest of theirs, in its language if there is one."""
    own = next((reference for reference in references if reference.title == headline), None)
    if own is None or own in left:
        return headline
    same = [reference for reference in left if reference.language == own.language] or left
    return max(same, key=lambda r: (r.published is not None, r.published.timestamp() if r.published else 0, -r.n)).title
