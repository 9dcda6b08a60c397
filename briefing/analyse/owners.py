"""Whose a claim, a call or a promise is: « Hale's claim », « her claim », « the claim by Hale »."""

from briefing.analyse.after_verb import right_of
from briefing.analyse.capitals import is_name
from briefing.analyse.mentions import PRONOUN, Line, Mention, describe, named
from briefing.analyse.voice_words import BREAKS, DETERMINER, OWNING, POSSESSIVES, PREPOSITION, ROLE, TITLES, VERB

_BETWEEN, _LONGEST = 3, 6


def owner(line: Line, i: int) -> Mention | None:
    """Whose the noun at `i` is, None if no owner stands beside it or it is no person and no body."""
    if i + 1 < len(line.tokens) and line.tokens[i + 1].word & OWNING:
        found = right_of(line, i + 1, governed=True)
        return found if found and (found.name or line.has_role(found.start, found.end)) else None
    for k in range(i - 1, max(-1, i - _BETWEEN - 1), -1):
        token = line.tokens[k]
        if token.word & POSSESSIVES:
            return PRONOUN
        if token.suffix in {"s", "S"} and line.words.possessive:
            return _possessor(line, k)
        if token.mark or token.quoted or token.word & (PREPOSITION | BREAKS | VERB | DETERMINER):
            break
    return None


def _possessor(line: Line, k: int) -> Mention | None:
    """The name or the role that ends with the possessive at `k`."""
    first = k
    while first > 0 and k - first < _LONGEST and line.tokens[first - 1].capital and is_name(line, first - 1):
        first -= 1
    if line.tokens[k].capital and not line.tokens[k].word & ROLE:
        while first < k and line.tokens[first].word & (ROLE | TITLES):
            first += 1
        return named(line, first, (first, k + 1), -1)
    if not line.tokens[k].word & ROLE:
        return None
    while first > 0 and k - first < _LONGEST and not line.tokens[first].word & DETERMINER:
        token = line.tokens[first - 1]
        if token.mark or token.word & (PREPOSITION | BREAKS | VERB):
            break
        first -= 1
    return describe(line, first, k + 1, k)
