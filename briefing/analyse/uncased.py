"""Who stands in a stretch of words where nothing is capitalised (Arabic, Persian, Chinese, Japanese).

The place tells: role first, then what completes it, then the name; a name in Latin letters; or, with no role, a few
words that the language's tables don't know. Never reads beyond its stretch.
"""

from briefing.analyse.capitals import media, title_end
from briefing.analyse.mentions import Line, Mention, describe, named
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ANALYST,
    ANOTHER,
    BODY,
    BREAKS,
    DETERMINER,
    INDEFINITE,
    MEDIA,
    OF,
    OFFICIAL,
    PARTICLES,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SKIP,
    TITLES,
    VERB,
)

_LONGEST_NAME = 6
_NEAR = 2
_WHOLE = 3


def read_uncased(line: Line, start: int, end: int) -> Mention | None:
    """The source in the words from `start` to `end`."""
    tokens = line.tokens
    stop = start
    while stop < end and not _ends(tokens[stop], first=stop == start):
        stop += 1
    if stop == start or tokens[start].word & PREPOSITION:
        return None
    head = next((i for i in range(start, stop) if tokens[i].word & ROLE), -1)
    if head > start and tokens[head].oblique:
        head = -1
    if _stands_alone(line, head, stop):
        stop = head + 1
    titled = _titled(line, start, stop)
    if titled:
        return titled
    capital = next((i for i in range(start, stop) if tokens[i].capital), -1)
    office = head == start and bool(tokens[head].word & (OFFICIAL | ANALYST)) and not tokens[head].word & (BODY | MEDIA)
    if capital == start or (capital > 0 and office):
        return named(line, start, (capital, _latin_end(line, capital, stop)), head)
    if 0 <= head - start <= _NEAR:
        first = -1 if line.words.ezafe else _name_after_role(line, start, head, stop)
        return describe(line, start, stop, head) if first < 0 else named(line, start, (first, stop), head)
    return _bare(line, start, stop, head)


def _ends(token: Token, *, first: bool) -> bool:
    if token.mark:
        return token.mark not in {'"', "("}
    if token.word & BREAKS or token.quoted:
        return True
    if token.word & (PREPOSITIONS | VERB):
        return not (token.word & PREPOSITIONS and token.word & (PARTICLES | ROLE | OF))
    return not first and bool(token.word & PRONOUNS)


def _stands_alone(line: Line, head: int, stop: int) -> bool:
    """A definite institution before an indefinite word ends there: « the opposition | demanding … »."""
    if head < 0 or head + 1 >= stop or not line.tokens[head].definite:
        return False
    after = line.tokens[head + 1]
    return bool(line.tokens[head].word & (BODY | MEDIA)) and not after.definite and after.mark != '"'


def _titled(line: Line, start: int, stop: int) -> Mention | None:
    """A name between quotation marks: a medium's after its role, a person's where verbs come last (fa)."""
    title = next((i for i in range(start, stop) if line.tokens[i].mark == '"'), -1)
    closing = title_end(line, title, len(line.tokens)) if title >= 0 else 0
    if not closing:
        return None
    if title > start and line.tokens[title - 1].word & MEDIA:
        return media(line, start, (title, closing))
    return named(line, start, (start, closing), -1) if title == start and line.words.order == "sov" else None


def _latin_end(line: Line, start: int, stop: int) -> int:
    while start < stop and (line.tokens[start].capital or line.tokens[start].word & PARTICLES):
        start += 1
    return start


def _bare(line: Line, start: int, stop: int, head: int) -> Mention | None:
    first = next((i for i in range(start, stop) if not line.tokens[i].word & TITLES), -1)
    if first < 0 or line.tokens[first].word & (DETERMINER | SKIP):
        return describe(line, start, stop, head)
    return named(line, start, (first, stop), -1) if stop - first <= _LONGEST_NAME else None


def _name_after_role(line: Line, start: int, head: int, stop: int) -> int:
    """Index of the name's first word, -1 if all is role: what follows the last definite or known word.

    A definite last word is a surname if an unknown word, the given name, parts it from the role.
    """
    tokens = line.tokens
    if any(token.word & (INDEFINITE | ANOTHER) for token in tokens[start : head + 2]):
        return -1
    known = head
    for i in range(head + 1, stop):
        token = tokens[i]
        parted = i - known > 1 and (known > head or tokens[head].definite or i - head > _NEAR)
        surname = token.definite and parted and i == stop - 1
        if (
            (token.definite and not surname)
            or token.mark
            or token.number
            or token.word & (ROLE | OF | DETERMINER | TITLES)
        ):
            known = i
    left = [i for i in range(known + 1, stop) if not tokens[i].word & SKIP]
    complement = known == head and not tokens[head].definite and not line.words.pieces
    if not left or tokens[known].word & ANOTHER or (complement and len(left) < _WHOLE):
        return -1
    first = left[-2] if complement else left[0]
    return first if stop - first <= _LONGEST_NAME else -1
