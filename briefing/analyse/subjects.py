"""The subject of a verb, wherever its language puts it: before, behind, or within the institution that speaks."""

from briefing.analyse.after_verb import closes, right_of
from briefing.analyse.before_verb import before_apposition, far_subject, leading_subject, left_of, previous
from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.sources import clause_end, read_source
from briefing.analyse.voice_words import AUXILIARIES, BODY, CENTRE, SKIP, TOLD, VERB, WITHIN

_FAR, _FEW, _NEAR = 30, 9, 3


def subject_of(line: Line, i: int, *, sure: bool) -> Mention | None:
    """The source that is the subject of the verb at `i`, one of saying if `sure`."""
    if line.words.order == "vso":
        return _after_auxiliary(line, i) or right_of(line, i) or leading_subject(line, i)
    if line.words.order == "sov":
        return far_subject(line, i)
    before = previous(line, i)
    if line.has_mark(before, ","):
        return _after_comma(line, i, before)
    if before < 0 or line.has_mark(before, '"–.(:'):
        return right_of(line, i) or left_of(line, i) or _within(line, i)
    found = left_of(line, i, sure=sure)
    return right_of(line, i) or _within(line, i) if found is None and line.words.inverts else found


def _after_auxiliary(line: Line, i: int) -> Mention | None:
    """« had the minister, Hale, said »: the subject between an auxiliary and its verb."""
    for k in range(i - 1, max(-1, i - _FAR), -1):
        token = line.tokens[k]
        if token.word & AUXILIARIES and not token.quoted:
            found = right_of(line, k) if k + 1 < i else None
            between = line.tokens[found.end : i] if found else []
            beside = all(token.mark == "," or token.word & SKIP for token in between)
            return found if found and found.end <= i and beside else None
        if token.quoted or token.mark in {".", ":", ";"} or token.word & VERB:
            return None
    return None


def _within(line: Line, i: int) -> Mention | None:
    """« сообщили «Порту» в министерстве »: the institution in which it was said, behind whoever was told."""
    tokens, k = line.tokens, i + 1
    while k < min(len(tokens), i + _FEW) and not tokens[k].word & WITHIN:
        told = tokens[k].word & SKIP or tokens[k].capital or tokens[k].mark == '"'
        if not told or tokens[k].quoted:
            return None
        k += 1
    if k + 1 >= len(tokens) or not tokens[k].word & WITHIN:
        return None
    found = read_source(line, k + 1, clause_end(line, k + 1))
    body = found and found.described and line.tokens[found.start : found.start + _NEAR]
    return found if body and any(token.word & (BODY | CENTRE) for token in body) else None


def _after_comma(line: Line, i: int, comma: int) -> Mention | None:
    """« Hale, the mayor, said » or « It will rain, said Hale. »."""
    left = before_apposition(line, comma)
    hears = left is not None and not line.words.inverts and bool(line.tokens[i].word & TOLD)
    right = None if hears else right_of(line, i)
    said_before = comma > 0 and (line.tokens[comma - 1].quoted or line.has_mark(comma - 1, '"'))
    certain = right is not None and bool(right.name and right.role)
    opens = left is not None and left.start == 0 and line.words.inverts and not certain
    apposed = left is not None and bool(left.name and (left.role or opens))
    if right and not apposed and line.words.inverts and (right.name or right.role):
        return right
    if right and not apposed and (said_before or (right is not PRONOUN and closes(line, right))):
        return right
    within = None if apposed or right else _within(line, i)
    return within or left or right
