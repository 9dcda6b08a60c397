"""A snapshot as a report: the same words that a page would show, and its places in the articles besides."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.model import Briefing, Listed, Printed, PrintedStory, Snapshot, Statement, Told
from briefing.render.citing import link, named
from briefing.render.coverage import size
from briefing.render.look import SECTIONS
from briefing.render.voices import expectation, heading, voices
from briefing.words import Words, speak

ALL = ("outlet", "title", "day", "language")


def printed(snapshot: Snapshot) -> Printed:
    """All stories of `snapshot`."""
    words = speak()
    return Printed(stories=tuple(_story(story, words) for story in snapshot.stories), taken=snapshot.taken)


def _story(story: Briefing, words: Words) -> PrintedStory:
    return PrintedStory(
        id=story.id,
        headlines=(story.headline,),
        size=size(len(story.articles), story.outlets, words),
        languages=story.languages,
        told=tuple(_told(story, words)),
        sources=tuple(
            Listed(
                n=r.n,
                line=named(r, ALL, words),
                parts=ALL,
                url=link(r.url),
                id=r.id,
            )
            for r in story.articles
        ),
    )


def _told(story: Briefing, words: Words) -> Iterator[Told]:
    if story.lead:
        yield _statement(story.lead, "lead", words)
    for section in SECTIONS:
        if section == "analyst_views":
            for voice in voices(story.analyst_views, words):
                for said in voice.statements:
                    yield _statement(said, section, words, voice=heading(voice))
        else:
            for said in getattr(story, section):
                yield _statement(said, section, words)
    for figure in story.figures:
        yield replace(_statement(figure.statement, "figures", words), value=words.number(figure.value))


def _statement(statement: Statement, section: str, words: Words, *, voice: str = "") -> Told:
    return Told(
        text=statement.text,
        section=section,
        marks=tuple(dict.fromkeys(citation.n for citation in statement.citations)),
        date=words.date(statement.date),
        resolved=statement.date_resolved,
        date_text=statement.date_text,
        voice=voice,
        reported=not statement.direct if voice else None,
        who=expectation(statement, words) if section == "outlook" else "",
        likelihood=statement.likelihood,
        names=statement.names,
        spans=statement.citations,
    )
