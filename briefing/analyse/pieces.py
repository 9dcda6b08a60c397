"""Which pieces a splitter cut one sentence into, and which of them hold the words that somebody says.

« … not ready, Mr. | Hale told them, so the Gov. | of Grend stayed. »: a span that ends where the language's rules see
no end goes on in the next. Spans of this package's own splitter are sentences as they stand. Never moves a span.
"""

from collections.abc import Collection, Iterable, Sequence

from briefing.analyse.mentions import PRONOUN, Line
from briefing.analyse.sentence_rules import Rules, rules_of
from briefing.analyse.sentences import Span
from briefing.analyse.speech import Cue
from briefing.analyse.voice_words import BREAKS, PREPOSITION, SKIP, TITLES

_TAIL = 8


def units(text: str, spans: Sequence[Span], language: str, skipped: Collection[int]) -> list[list[int]]:
    """Indices of `spans`, those of one sentence together, in order; what is in `skipped` stays alone."""
    rules, found = rules_of(language), list[list[int]]()
    for i, span in enumerate(spans):
        if i and i not in skipped and i - 1 not in skipped and _goes_on(text, spans[i - 1], span, rules):
            found[-1].append(i)
        else:
            found.append([i])
    return found


def _goes_on(text: str, before: Span, after: Span, rules: Rules) -> bool:
    if before.paragraph != after.paragraph or before.end > after.start:
        return False
    last = None
    for mark in rules.mark.finditer(text, max(before.start, before.end - _TAIL), before.end):
        last = mark
    return last is not None and last.end() == before.end and not rules.ends(text, last, before.start, after.end)


def holds_words(line: Line, cues: Iterable[Cue], start: int, end: int) -> bool:
    """Whether the tokens from `start` to `end` of a sentence are what one of its `cues` passes on, at least in part."""
    if all(token.mark or token.word & (BREAKS | PREPOSITION | SKIP | TITLES) for token in line.tokens[start:end]):
        return False
    return any(first < end and start < last for cue in cues for first, last in _passed_on(line, cue))


def _passed_on(line: Line, cue: Cue) -> Iterable[tuple[int, int]]:
    """Where the words stand that a cue without quotation passes on: after it, or before it when it closes a clause."""
    first, last = cue.at, cue.at + 1
    if cue.mention and cue.mention is not PRONOUN:
        first, last = min(first, cue.mention.start), max(last, cue.mention.end)
    while first and line.tokens[first - 1].is_title:
        first -= 1
    after = line.tokens[last] if last < len(line.tokens) else None
    closes = after is None or bool(after.mark or after.word & (PREPOSITION | SKIP))
    if closes and line.has_mark(first - 1, ',"') and first > 1:
        yield 0, first - 1
        return
    while last < len(line.tokens) and line.tokens[last].mark:
        last += 1
    yield last, len(line.tokens)
