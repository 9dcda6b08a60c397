"""A snapshot as a report: the same words that a page would show, and its places in the articles besides."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.model import Briefing, Listed, Printed, PrintedStory, Snapshot, Statement, Told
from briefing.render import words
from briefing.render.citing import link, named
from briefing.render.look import SECTIONS
from briefing.render.voices import expectation, heading, voices

ALL = ("outlet", "title", "day", "language")


def printed(snapshot: Snapshot) -> Printed:
    """All stories of `snapshot`."""
    return Printed(stories=tuple(map(_story, snapshot.stories)), taken=snapshot.taken)


def _story(story: Briefing) -> PrintedStory:
    size = f"{words.count(len(story.articles), 'article')}, {words.count(story.outlets, 'outlet')}"
    return PrintedStory(
        id=story.id,
        headlines=(story.headline,),
        size=size,
        languages=story.languages,
        told=tuple(_told(story)),
        sources=tuple(
            Listed(
                n=r.n,
                line=named(r, ALL),
                parts=ALL,
                url=link(r.url),
                id=r.id,
            )
            for r in story.articles
        ),
    )


def _told(story: Briefing) -> Iterator[Told]:
    if story.lead:
        yield _statement(story.lead, "lead")
    for section in SECTIONS:
        if section == "analyst_views":
            for voice in voices(story.analyst_views):
                for said in voice.statements:
                    yield _statement(said, section, voice=heading(voice))
        else:
            for said in getattr(story, section):
                yield _statement(said, section)
    for figure in story.figures:
        yield replace(_statement(figure.statement, "figures"), value=words.number(figure.value))


def _statement(statement: Statement, section: str, *, voice: str = "") -> Told:
    return Told(
        text=statement.text,
        section=section,
        marks=tuple(dict.fromkeys(citation.n for citation in statement.citations)),
        date=words.date(statement.date),
        resolved=statement.date_resolved,
        date_text=statement.date_text,
        voice=voice,
        reported=not statement.direct if voice else None,
        who=expectation(statement) if section == "outlook" else "",
        likelihood=statement.likelihood,
        names=statement.names,
        spans=statement.citations,
    )
