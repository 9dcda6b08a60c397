"""Who doesn't speak though a verb of saying stands beside: nobody, a law, and whoever says nothing."""

from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.voice_words import (
    BREAKS,
    DETERMINER,
    INDEFINITE,
    LAWS,
    NEGATIVES,
    OF,
    ROLE,
    SILENT,
    SKIP,
    UNNAMED,
)

_BEFORE, _WITHIN, _AFTER = 6, 3, 2


def is_nobody(line: Line, i: int, mention: Mention | None) -> bool:
    """Whether the subject of the verb at `i` is nobody: « no official said », « ningún ministro confirmó »."""
    tokens = line.tokens
    if mention is None or mention is PRONOUN:
        start, end = _clause_start(line, i), i
    else:
        start, end = mention.start, min(mention.end, mention.start + _WITHIN)
        while start > max(0, mention.start - _BEFORE) and tokens[start - 1].word & (NEGATIVES | DETERMINER | OF | SKIP):
            start -= 1
        if _is_law(line, start, end):
            return True
        if tokens[mention.start].word & INDEFINITE and line.words.order == "vso" and _is_denied(line, i):
            return True
    return any(_is_negative(line, k) for k in range(start, end))


def _is_law(line: Line, start: int, end: int) -> bool:
    """« the constitution says »: what is written there, not somebody's words; but « a law professor says »."""
    law = any(token.word & LAWS for token in line.tokens[start:end])
    return law and not any(token.word & (ROLE & ~UNNAMED) for token in line.tokens[start:end])


def _clause_start(line: Line, i: int) -> int:
    start = i
    while start > max(0, i - _BEFORE) and not (line.tokens[start - 1].mark or line.tokens[start - 1].word & BREAKS):
        start -= 1
    return start


def _is_negative(line: Line, k: int) -> bool:
    token = line.tokens[k]
    plain = token.word & NEGATIVES and not token.quoted and not (token.capital and k)
    return bool(plain) and not (k and line.tokens[k - 1].word & DETERMINER)


def is_silent(line: Line, i: int) -> bool:
    """Whether the verb at `i` says that its subject doesn't speak: « Hale did not comment », « Hale declined to »."""
    return bool(line.tokens[i].word & SILENT) or _is_denied(line, i)


def _is_denied(line: Line, i: int) -> bool:
    """Whether a negation stands in the same clause, a few words before the verb or at once after it."""
    tokens = line.tokens
    for step, reach in ((-1, _WITHIN), (1, _AFTER)):
        for k in range(i + step, i + step * (reach + 1), step):
            if not 0 <= k < len(tokens) or tokens[k].mark or tokens[k].quoted:
                break
            if tokens[k].word & SILENT:
                return True
            if tokens[k].word & BREAKS:
                break
    return False
