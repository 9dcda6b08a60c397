"""An article's sentences as they are heard: their words, the quotations in them, what was found out so far.

A sentence that was cut into pieces is one again here. Never decides who speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.analyse.incises import without_incises
from briefing.analyse.pieces import units
from briefing.analyse.quotes import Quotation, find_quotations, without_narrator
from briefing.analyse.sentences import Span
from briefing.analyse.speech import Cue
from briefing.analyse.titles import is_title
from briefing.analyse.tokens import Token, tokens_of
from briefing.analyse.voice_words import SAY, Lexicon


@dataclass(slots=True)
class Passage:
    """A sentence. `pieces` are the indices of its spans, one for a sentence that is not cut; `i` counts sentences.

    `quotes` are the indices of the quotations that reach into it, `covered` is the share of it that they take.
    `certain` tells whether it says itself whose its words are.
    """

    i: int
    pieces: list[int]
    span: Span
    tokens: list[Token]
    quotes: list[int]
    covered: float
    skipped: bool
    cues: list[Cue] = field(default_factory=list)
    cue: Cue | None = None
    speaks_on: bool = False
    certain: bool = False

    def at(self, offset: int) -> int:
        """The index of the first token that doesn't begin before `offset` of the text."""
        return _at(self.tokens, offset)


def quotations_of(text: str, words: Lexicon) -> list[Quotation]:
    """The quotations that are somebody's words, without what the narrator says within them."""

    def speaks(start: int, end: int) -> bool:
        return any(token.word & SAY for token in tokens_of(text, start, end, words))

    quoted = (quote for quote in find_quotations(text) if not is_title(text, quote, words))
    parts = (part for quote in quoted for part in without_narrator(text, quote, speaks))
    return [part for quote in parts for part in without_incises(text, quote, words)]


def passages_of(
    text: str,
    spans: Sequence[Span],
    quotes: Sequence[Quotation],
    words: Lexicon,
    *,
    language: str,
    skipped: frozenset[int],
) -> list[Passage]:
    """The sentences of `text` in order; the tokens inside `quotes` are marked so. `skipped` are indices of spans."""
    starts = [quote.start for quote in quotes]
    ends = [quote.end for quote in quotes]
    found = []
    for i, pieces in enumerate(units(text, spans, language, skipped)):
        first = spans[pieces[0]]
        span = first if len(pieces) == 1 else Span(first.start, spans[pieces[-1]].end, first.paragraph)
        tokens = tokens_of(text, span.start, span.end, words)
        inside = list(range(bisect_right(ends, span.start), bisect_left(starts, span.end)))
        covered = 0
        for k in inside:
            quote = quotes[k]
            covered += min(quote.end, span.end) - max(quote.start, span.start)
            for token in tokens[_at(tokens, quote.start) : _at(tokens, quote.end)]:
                token.quoted = True
        share = covered / max(1, span.end - span.start)
        found.append(Passage(i, pieces, span, tokens, inside, share, pieces[0] in skipped))
    return found


def _at(tokens: Sequence[Token], offset: int) -> int:
    return bisect_left(tokens, offset, key=lambda token: token.start)
