"""A statement in HTML: its words in their language and direction, and marks that lead to its sources and back."""

import re
from collections import defaultdict
from functools import cache
from html import escape

from briefing.language import FALLBACK, knowledge, known_languages
from briefing.model import Briefing, Statement
from briefing.render.direction import is_rtl
from briefing.words import Words

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Marks:
    """The citation marks of the story at `rank`, each with an id of its own, so that sources can lead back to them."""

    def __init__(self, rank: int, story: Briefing, words: Words) -> None:
        """No mark is made yet."""
        self.rank = rank
        self.words = words
        self._outlets = {r.n: r.outlet or r.title for r in story.articles}
        self._made: dict[int, list[str]] = defaultdict(list)

    def of(self, statement: Statement) -> str:
        """The marks of `statement`: "[1][4]"."""
        made = []
        for n in dict.fromkeys(citation.n for citation in statement.citations):
            own = f"c{self.rank}-{n}-{len(self._made[n]) + 1}"
            self._made[n].append(own)
            outlet = escape(self._outlets.get(n, ""))
            made.append(f'<a id="{own}" href="#{self.source(n)}" title="{outlet}">[{n}]</a>')
        return f'<sup class="cites">{"".join(made)}</sup>'

    def source(self, n: int) -> str:
        """The id of source `n`."""
        return f"s{self.rank}-{n}"

    def back(self, n: int) -> tuple[str, ...]:
        """The ids of all marks that have led to source `n` so far."""
        return tuple(self._made[n])


def language(tag: str) -> str:
    """The attribute `lang`; empty, which means unknown, for what is no language tag."""
    return f'lang="{tag if tag != FALLBACK and _TAG.fullmatch(tag) else ""}"'


def direction(text: str) -> str:
    """The attribute `dir` of an element that holds `text`."""
    return f'dir="{"rtl" if is_rtl(text) else "ltr"}"'


def said(statement: Statement, marks: Marks, *, before: str = "", after: str = "") -> str:
    """A paragraph with the statement's words, its marks, and whether it is new; `before` and `after` are HTML."""
    new = f' <b class="new">{marks.words["report.new"]}</b>' if statement.new else ""
    text = f"<span {language(statement.language)}>{escape(statement.text)}</span>"
    return f"<p {direction(statement.text)}>{before}{text}&nbsp;{marks.of(statement)}{new}{after}</p>"


@cache
def language_name(tag: str, words: Words) -> str:
    """What a language is called, as HTML: in the interface's words, else in English; its tag where nothing is known."""
    bare = tag.partition("-")[0]
    own = words.texts.get(f"language.{tag}") or words.texts.get(f"language.{bare}")
    known = {tag, bare} & {*known_languages()}
    return escape(own or (str(knowledge(tag)["name"]) if known else tag))
