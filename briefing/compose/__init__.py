"""story -> briefing: which sentences are printed, where, with which citations. One file a section.

It chooses; it never rewords. No sentence is printed twice in a story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.compose.background import background
from briefing.compose.candidates import Candidate, candidates
from briefing.compose.escalation import escalation
from briefing.compose.figures import figures
from briefing.compose.lead import lead
from briefing.compose.outlook import outlook
from briefing.compose.statement import state
from briefing.compose.views import analyst_views
from briefing.compose.voices import Voices
from briefing.model import Analysis, Article, Briefing, Reference, Silence, Status, Story

__all__ = ["Limits", "compose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many statements a section prints at most; views are counted in voices."""

    background: int = 4
    escalation: int = 8
    voices: int = 6
    per_voice: int = 2
    outlook: int = 4


def compose(
    story: Story,
    *,
    headline: str,
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    languages: Sequence[str] = (),
    known: frozenset[str] = frozenset(),
    status: Status = "",
    watched: tuple[str, ...] = (),
    silence: Silence | None = None,
    limits: Limits | None = None,
) -> Briefing:
    """Lay `story` out in four sections.

    `headline` is the id of the article whose title leads; `languages` are those the reader reads; `known` are ids of
    articles that were there before and so are not new; `silence` is who does not tell it. An article without analysis
    is listed but gives no statement.
    """
    limits = limits or Limits()
    references = _references(story, articles)
    told = candidates(story, references, articles=articles, analyses=analyses, languages=languages, known=known)
    title = articles[headline].title
    first = lead(told, headline=title)
    taken: tuple[Candidate, ...] = (first,) if first else ()
    speakers = Voices(told)
    return Briefing(
        id=story.id,
        headline=title,
        languages=tuple(sorted({articles[r.id].language for r in references})),
        articles=references,
        lead=state(first, told) if first else None,
        background=background(told, most=limits.background, taken=taken),
        escalation=escalation(told, most=limits.escalation, taken=taken),
        analyst_views=analyst_views(told, speakers, voices=limits.voices, per_voice=limits.per_voice, taken=taken),
        outlook=outlook(told, speakers, most=limits.outlook, taken=taken),
        outlets=_independent(story, articles),
        status=status,
        watched=watched,
        figures=figures(told),
        silence=silence or Silence(),
    )


def _references(story: Story, articles: Mapping[str, Article]) -> tuple[Reference, ...]:
    """The story's list of sources, oldest first, counted from 1."""
    undated = datetime.max.replace(tzinfo=UTC)
    ordered = sorted((articles[i] for i in story.articles), key=lambda a: (a.published or undated, a.id))
    return tuple(
        Reference(
            n=n,
            id=article.id,
            outlet=article.outlet,
            title=article.title,
            url=article.url,
            language=article.language,
            published=article.published,
        )
        for n, article in enumerate(ordered, 1)
    )


def _independent(story: Story, articles: Mapping[str, Article]) -> int:
    """How many outlets tell the story in words of their own; a document without an outlet is one of its own."""
    copies = {copy for copy, _ in story.reprints}
    return len({articles[i].outlet or i for i in story.articles if i not in copies})
