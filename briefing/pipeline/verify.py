"""Is it true? Everything that a snapshot states is looked up again in the stored texts that it cites."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefing.model import Briefing, Snapshot, Statement
from briefing.store.articles import wordings
from briefing.store.database import open_database

#: Titles and texts of an article, the newest first.
Wordings = Sequence[tuple[str, str]]
_WORD = re.compile(r"\w+")


def verify(snapshot: Snapshot, database: Path) -> tuple[int, list[str]]:
    """How many statements `snapshot` makes, and one line for each thing that is not in its source.

    A statement must stand word for word where its first citation says, in the article's present wording or one that
    it had; further citations must lie in their articles; dates and likelihood words must be the statement's own, names
    of speakers made of words that the story's articles use, headlines and titles those of the articles.
    """
    checked = 0
    wrong = []
    with open_database(database) as connection:
        for story in snapshot.stories:
            stored = {reference.n: wordings(connection, reference.id) for reference in story.articles}
            wrong += [f"{story.id}: {line}" for line in _titles(story, stored)]
            used = {word for texts in stored.values() for pair in texts for text in pair for word in _words(text)}
            for statement in story.statements:
                checked += 1
                wrong += [f"{story.id} {line}" for line in _statement(statement, stored, used)]
    return checked, wrong


def _titles(story: Briefing, stored: Mapping[int, Wordings]) -> Iterator[str]:
    for reference in story.articles:
        titles = {title for title, _ in stored[reference.n]}
        if titles and reference.title not in titles:
            yield f"[{reference.n}]: the title is not {reference.title!r}"
    if story.headline not in {title for texts in stored.values() for title, _ in texts}:
        yield f"no article has the headline {story.headline!r}"


def _statement(statement: Statement, stored: Mapping[int, Wordings], used: set[str]) -> Iterator[str]:
    first, *others = statement.citations
    texts = [text for _, text in stored.get(first.n, ())]
    shown = f"[{first.n}] {statement.text!r}"
    if not texts:
        yield f"{shown}: the article is not stored"
    elif statement.text not in (text[first.start : first.end] for text in texts):
        yield f"{shown}: the source says {texts[0][first.start : first.end]!r}"
    for other in others:
        if not any(0 <= other.start < other.end <= len(text) for _, text in stored.get(other.n, ())):
            yield f"{shown}: there is no such place in [{other.n}]"
    for words in (statement.date_text, statement.likelihood):
        if words and not any(words in _sentence(text, first.start, first.end) for text in texts):
            yield f"{shown}: its sentence does not say {words!r}"
    for name in (statement.speaker, *statement.names):
        if not used.issuperset(_words(name)):
            yield f"{shown}: no article of the story names {name!r}"


def _sentence(text: str, start: int, end: int) -> str:
    """The span and a little around it: a quotation is printed without the words that date it."""
    return text[max(0, start - 300) : end + 300]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
