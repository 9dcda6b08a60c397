"""Figures of a story as rows, for every format: who tells what, and when. And who is silent. Knows no format."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Briefing, Figure
from briefing.words import Words

#: Of silent countries or kinds so many are named.
NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of `outlet`, told at `when`; `measure` is empty where it is that of the row above.

    `value` is the number with its thousands apart.
    """

    measure: str
    value: str
    figure: Figure
    outlet: str
    when: str


def rows(story: Briefing, words: Words) -> Iterator[Row]:
    """The figures of `story`, as they are printed."""
    articles = {reference.n: reference for reference in story.articles}
    before = ""
    for figure in story.figures:
        article = articles[figure.n]
        measure = words.of("measure", figure.measure)
        yield Row(
            measure=measure if measure != before else "",
            value=words.number(figure.value),
            figure=figure,
            outlet=article.outlet or article.title,
            when=words.hour(article.published),
        )
        before = measure


def silent(story: Briefing, words: Words) -> str:
    """Who is read and does not tell the story: "tr; GE, RU; state"; "" if nobody is known to be silent."""
    of = story.silence
    kinds = tuple(words.of("outlet", kind) for kind in of.kinds)
    return "; ".join(_named(names) for names in (of.languages, of.countries, kinds) if names)


def _named(names: tuple[str, ...]) -> str:
    shown, more = names[:NAMED], len(names) - NAMED
    return ", ".join(shown) + (f" (+{more})" if more > 0 else "")
