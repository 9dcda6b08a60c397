"""Where a noun phrase ends where nothing is capitalised (Arabic, Persian, Chinese, Japanese).

Articles, prepositions and unknown words tell. Never decides which part of a phrase is the name.
"""

from briefing.analyse.mentions import Line
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ADDING,
    ANONYMOUS,
    BODY,
    BREAKS,
    CENTRE,
    MEDIA,
    OF,
    OFFICIAL,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SKIP,
    VERB,
)

_LONGEST_NAME = 6
_NEAR = 2
_SURNAME = 2
#: Marks that part the words of foreign names in Chinese.
INSIDE_NAMES = frozenset("·•‧・")


def stretch_end(line: Line, start: int, end: int) -> int:
    """Where the words end that can be one noun phrase."""
    tokens, stop = line.tokens, start
    while stop < end and not _ends(tokens[stop], first=stop == start):
        stop += 1
    while stop > start + 1 and tokens[stop - 1].word & SKIP and not tokens[stop - 1].word & ROLE:
        stop -= 1
    return stop


def _ends(token: Token, *, first: bool) -> bool:
    if token.mark:
        return token.mark not in INSIDE_NAMES and token.mark != '"'
    if token.word & (BREAKS | ADDING) or token.quoted:
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


def is_whole_name(line: Line, start: int, end: int) -> bool:
    """Whether the words between are unknown ones, as many as a name has."""
    stretch = line.tokens[start:end]
    if not _SURNAME <= len(stretch) <= _LONGEST_NAME or line.words.pieces or stretch[0].definite:
        return False
    return not any((token.word & ~PARTICLES) or token.mark or token.number or token.oblique for token in stretch)


def is_anonymous(line: Line, head: int) -> bool:
    """Whether the role at `head` is one of many, which nothing beside it makes definite: « a Western diplomat »."""
    tokens = line.tokens
    made_definite = tokens[head].definite or (head + 1 < len(tokens) and tokens[head + 1].definite)
    return bool(tokens[head].word & ANONYMOUS) and not made_definite and bool(line.words.order == "vso")


def cuts_name(line: Line, i: int, first: int) -> bool:
    """Whether a bare name ends before the word at `i`: « Hale | بعزم الفرع »."""
    token = line.tokens[i]
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    weak = i > first and token.key.startswith(line.words.weak_prefixes) and not token.word
    return token.number or token.oblique or (weak and after is not None and after.definite)


def is_closed(line: Line, stop: int) -> bool:
    """Whether a mark, another clause or the sentence's end follows."""
    return stop >= len(line.tokens) or bool(line.tokens[stop].mark or line.tokens[stop].word & BREAKS)


def _body_end(line: Line, head: int, stop: int) -> int:
    """Where an institution's name ends that an article makes definite: before the first word that isn't."""
    tokens = line.tokens
    weak = line.words.weak_prefixes
    within = (k for k in range(head + 2, stop) if not tokens[k].word and tokens[k].key.startswith(weak))
    stop = next((k for k in within if not tokens[k].definite and not tokens[k].oblique), stop)
    first = next((k for k in range(head, stop) if tokens[k].definite), stop)
    after = (k for k in range(first + 1, stop) if not (tokens[k].definite or tokens[k].oblique or tokens[k].mark))
    return next((k for k in after if not tokens[k].word & (OF | BODY)), stop)


def phrase_end(line: Line, head: int, stop: int) -> int:
    """Where the phrase of the role at `head` ends."""
    if _stands_alone(line, head, stop):
        return head + 1
    if is_anonymous(line, head):
        return min(stop, head + _NEAR)
    institution = line.tokens[head].word & (BODY | CENTRE) and not line.tokens[head].word & OFFICIAL
    if institution and line.words.order == "vso":
        return _body_end(line, head, stop)
    return _before_origin(line, head, stop)


def _before_origin(line: Line, head: int, stop: int) -> int:
    """Where « the farmer Mira Hale | of Grend » ends: after the name, if one stands between role and origin."""
    tokens = line.tokens
    origin = next((k for k in range(head + 1, stop) if tokens[k].word & OF), stop)
    known = head
    while known + 1 < origin and tokens[known + 1].definite:
        known += 1
    return origin if is_whole_name(line, known + 1, origin) else stop
