"""articles + analyses -> an edition: grouping, rank, composition. Reads no clock and no disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.compose import Limits, compose
from briefing.compose.silence import silence
from briefing.group import group, headline, watched
from briefing.model import Analysis, Article, Briefing, Coverage, Source, Status, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefing.group.stream import Stream

#: A document given by hand is read for itself: print more of it.
GENEROUS = Limits(background=8, escalation=14, voices=12, per_voice=4, outlook=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the reader has had: ids of the last snapshot's stories, and of the articles known when it was taken.

    `stories` is None when there is no last snapshot: then nothing is marked as new.
    """

    stories: frozenset[str] | None = None
    articles: frozenset[str] = field(default_factory=frozenset)


def group_articles(
    articles: Iterable[Article],
    vectors: Mapping[str, bytes],
    *,
    membership: Mapping[str, str],
    stream: "Stream | None" = None,
) -> tuple[Story, ...]:
    """The stories of `articles`; an article without a vector is not grouped yet.

    `vectors` are float16 as the store keeps them, `membership` is the story of those that were grouped before;
    what is remembered of them in `stream` isn't worked out again.
    """
    ready = sorted((a for a in articles if a.id in vectors), key=lambda a: a.id)
    return group(ready, vectors=unpacked({a.id: vectors[a.id] for a in ready}), previous=membership, stream=stream)


def unpacked(vectors: Mapping[str, bytes]) -> "dict[str, NDArray[np.float32]]":
    """Vectors as the store keeps them, as numbers."""
    import numpy as np

    return {id_: np.frombuffer(vector, "<f2").astype(np.float32) for id_, vector in vectors.items()}


def lay_out(
    stories: Iterable[Story],
    *,
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    languages: Sequence[str],
    before: Before,
    watch: Sequence[str] = (),
    sources: Sequence[Source] = (),
    limits: Limits | None = None,
) -> tuple[Briefing, ...]:
    """The briefings of `stories`, in the order given; `sources` are those that are read, telling or silent."""
    leading = tuple(stories)
    about = watched(leading, articles, watch=watch)
    known = before.articles if before.stories is not None else frozenset(articles)
    return tuple(
        compose(
            story,
            headline=headline(story, articles, languages=languages),
            articles=articles,
            analyses=analyses,
            languages=languages,
            known=known,
            status=_status(story, before),
            watched=about.get(story.id, ()),
            silence=silence(story, articles, sources=sources, languages=languages),
            limits=limits,
        )
        for story in leading
    )


def _status(story: Story, before: Before) -> Status:
    """Whether a story is new to the reader, or has new articles."""
    if before.stories is None:
        return ""
    if story.id not in before.stories and not before.articles.intersection(story.articles):
        return "new"
    return "" if before.articles.issuperset(story.articles) else "updated"


def counted(articles: Iterable[Article]) -> Coverage:
    """How many articles, outlets and languages there are."""
    every = list(articles)
    return Coverage(
        articles=len(every),
        outlets=len({article.outlet for article in every if article.outlet}),
        languages=len({article.language for article in every}),
    )
