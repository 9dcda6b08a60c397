"""Where sentences begin and end, in any script, without a model.

Statements are printed sentence by sentence and never edited, so a wrong break shows. A terminator ends a sentence
unless the words around it say otherwise: an abbreviation, an initial, an ordinal, a lower-case word after it, or an
open quotation that runs on into its attribution. The words are in each language's `[sentences]`. Never changes the
text and never drops a character that can be seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.analyse.quotations import held
from briefing.analyse.sentence_rules import Rules, rules_of

LONGEST = 1000
DATELINED = 3
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SOFT = (re.compile(r"[;؛；](?=\s|[；])"), re.compile(r"[,،](?=\s)|[、，]"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` is a sentence; `paragraph` counts the non-empty lines from 0."""

    start: int
    end: int
    paragraph: int


def split(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order, without white space around them; together they hold all that is visible.

    A line is a paragraph and ends its last sentence. No sentence is longer than `LONGEST` characters: an endless one
    is cut after a semicolon, a comma or a space. Takes time linear in the length of `text`.
    """
    rules = rules_of(language)
    return tuple(
        Span(start, end, paragraph)
        for paragraph, line in enumerate(_LINE.finditer(text))
        for start, end in _told(text, line.start(), line.end(), rules, top=paragraph < DATELINED)
    )


def _told(text: str, start: int, end: int, rules: Rules, *, top: bool) -> Iterator[tuple[int, int]]:
    """The sentences of a line; one of the first lines may begin with a dateline, a piece of its own."""
    start, end = _strip(text, start, end)
    begin = rules.datelines.end(text, start, end) if top else start
    if begin > start:
        yield _strip(text, start, begin)
    yield from _sentences(text, begin, end, rules)


def _sentences(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    pending: tuple[int, int] | None = None
    for a, b in _pieces(text, start, end, rules):
        if pending and b - pending[0] <= LONGEST and (_wordless(text, a, b) or _wordless(text, *pending)):
            pending = pending[0], b
            continue
        if pending:
            yield pending
        pending = a, b
    if pending:
        yield pending


def _pieces(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    begin = start
    for cut in (*_breaks(text, start, end, rules), end):
        yield from _limited(text, begin, cut, rules)
        begin = cut


def _breaks(text: str, start: int, end: int, rules: Rules) -> Iterator[int]:
    regions = iter(held(text, start, end, rules))
    region = next(regions, None)
    begin = start
    for mark in rules.mark.finditer(text, start, end):
        while region and region[1] <= mark.start():
            region = next(regions, None)
        if region and region[0] <= mark.start() and mark.end() < region[1]:
            continue
        if mark.end() < end and rules.ends(text, mark, begin, end):
            begin = mark.end()
            yield begin


def _limited(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    start, end = _strip(text, start, end)
    limit = min(rules.longest, LONGEST)
    while end - start > limit:
        cut = _soft(text, start, limit) if limit == LONGEST else _gap(text, start, start + limit, end)
        a, b = _strip(text, start, cut)
        if a < b:
            yield a, b
        start, end = _strip(text, cut, end)
    if start < end:
        yield start, end


def _gap(text: str, start: int, near: int, end: int) -> int:
    """Find the first space after `near` that parts two words: where a script without full stops may end a sentence."""
    for found in _SOFT[2].finditer(text, near, min(start + LONGEST, end)):
        if text[found.start() - 1].isalpha() and text[found.end() : found.end() + 1].isalpha():
            return found.end()
    return end if end - start <= LONGEST else _soft(text, start, LONGEST)


def _soft(text: str, start: int, limit: int) -> int:
    for boundary in _SOFT:
        cut = max((m.end() for m in boundary.finditer(text, start + limit // 2, start + limit)), default=0)
        if cut:
            return cut
    return start + limit


def _wordless(text: str, start: int, end: int) -> bool:
    return not any(c.isalnum() for c in text[start : min(end, start + 40)])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
