"""Who stands in a stretch of words where nothing is capitalised (Arabic, Persian, Chinese, Japanese).

The place tells: role first, then what completes it, then the name; a name in Latin letters; or, with no role, a few
words that the language's tables don't know. Never reads beyond its stretch.
"""

from dataclasses import replace

from briefing.analyse.capitals import media, title_end
from briefing.analyse.mentions import Line, Mention, describe, named, with_role
from briefing.analyse.phrase_ends import (
    INSIDE_NAMES,
    cuts_name,
    is_anonymous,
    is_closed,
    is_whole_name,
    phrase_end,
    stretch_end,
)
from briefing.analyse.voice_words import (
    ANALYST,
    ANOTHER,
    BODY,
    DETERMINER,
    INDEFINITE,
    MEDIA,
    NEVERS,
    OF,
    OFFICIAL,
    PARTICLES,
    PLACES,
    PREPOSITION,
    ROLE,
    SKIP,
    TITLES,
    VERB,
    WITNESS,
)

_LONGEST_NAME = 6
_NEAR = 2
_WHOLE = 3
_LONGEST_PLAIN, _SHORT = 4, 2
_SIGNS = 4


def read_uncased(line: Line, start: int, end: int) -> Mention | None:
    """The source in the words from `start` to `end`."""
    stop = stretch_end(line, start, end)
    if stop == start or line.tokens[start].word & PREPOSITION:
        return None
    head = _head(line, start, stop)
    if head >= 0:
        stop = phrase_end(line, head, stop)
    found = _titled(line, start, stop) or _named(line, start, head, stop)
    return found or (None if _follows_strangers(line, start, head) else _bare(line, start, stop, head))


def _follows_strangers(line: Line, start: int, head: int) -> bool:
    """Whether unknown words stand before a role that would come first in its phrase: a verb and its subject (ar)."""
    return line.words.order == "vso" and any(not token.word for token in line.tokens[start : max(start, head)])


def _named(line: Line, start: int, head: int, stop: int) -> Mention | None:
    """A name that Latin letters or the role beside it show, else that role described."""
    tokens = line.tokens
    capital = next((i for i in range(start, stop) if tokens[i].capital), -1)
    office = head == start and bool(tokens[head].word & (OFFICIAL | ANALYST)) and not tokens[head].word & (BODY | MEDIA)
    if capital == start or (capital > 0 and office):
        return named(line, start, (capital, _latin_end(line, capital, stop)), head)
    placed = line.words.order != "vso" or (start > 0 and bool(tokens[start - 1].word & VERB))
    if (is_whole_name(line, start, head) and placed) or _named_before_title(line, start, head, stop):
        return named_first(line, start, head, stop)
    if 0 <= head - start <= _NEAR and not _follows_strangers(line, start, head):
        first = -1 if line.words.ezafe else _name_after_role(line, start, head, stop)
        if first < 0:
            return describe(line, start, stop, head)
        return named(line, start, (first, _name_end(line, first, stop)), head)
    return None


def _name_end(line: Line, first: int, stop: int) -> int:
    """Where a name ends that its verb's object follows: « Mira Hale | سلوك الطرفين »."""
    stretch = line.tokens[first:stop]
    particles = any(token.word & PARTICLES for token in stretch)
    object_follows = len(stretch) == _LONGEST_PLAIN and stretch[-1].definite and not stretch[-2].definite
    return stop - _SHORT if object_follows and not particles and line.words.order == "vso" else stop


def _head(line: Line, start: int, stop: int) -> int:
    head = next((i for i in range(start, stop) if line.tokens[i].word & ROLE), -1)
    return -1 if head > start and line.tokens[head].oblique else head


def _titled(line: Line, start: int, stop: int) -> Mention | None:
    """A name between quotation marks: a medium's after its role, a person's where verbs come last (fa)."""
    title = next((i for i in range(start, stop) if line.tokens[i].mark == '"'), -1)
    closing = title_end(line, title, len(line.tokens)) if title >= 0 else 0
    if not closing:
        return None
    if title > start and line.tokens[title - 1].word & MEDIA:
        return media(line, start, (title, closing))
    bare = line.words.order == "sov" or line.words.pieces
    return named(line, start, (start, closing), -1) if title == start and bare else None


def _latin_end(line: Line, start: int, stop: int) -> int:
    while start < stop and (line.tokens[start].capital or line.tokens[start].word & PARTICLES):
        start += 1
    return start


def named_first(line: Line, start: int, head: int, stop: int) -> Mention:
    """« Mira Hale minister of defence »: the name, then the role, no comma between them."""
    mention = Mention(name=line.text(start, head), start=start, end=head)
    return replace(with_role(mention, line, head, stop), end=stop)


def name_after(line: Line, mention: Mention, comma: int) -> Mention:
    """« the minister of defence, Mira Hale, … »: `mention` with the name that an apposition gives, if that is one."""
    tokens, first = line.tokens, comma + 1
    while first < len(tokens) and not tokens[first].quoted:
        if not tokens[first].word & (TITLES | OFFICIAL) and tokens[first].mark != "/":
            break
        first += 1
    stop = first
    while stop < len(tokens) and stop - first <= _LONGEST_NAME and not tokens[stop].mark:
        if tokens[stop].word & ~PARTICLES or tokens[stop].number or tokens[stop].quoted or tokens[stop].oblique:
            break
        stop += 1
    ended = stop >= len(tokens) or tokens[stop].mark or tokens[stop].word
    if not ended or not is_whole_name(line, first, stop):
        return mention
    return replace(
        mention, name=line.text(first, stop), role=mention.described, described="", new=False, definite=False, end=stop
    )


def _bare(line: Line, start: int, stop: int, head: int) -> Mention | None:
    first = next((i for i in range(start, stop) if not line.tokens[i].word & TITLES), -1)
    if first >= 0 and line.tokens[first].word & NEVERS:
        return None
    if first < 0 or line.tokens[first].word & (DETERMINER | SKIP):
        return describe(line, start, stop, head)
    if line.words.pieces and not _in_signs(line, first, stop):
        return None
    stop = next((i for i in range(first, stop) if cuts_name(line, i, first)), stop)
    if stop == first or (line.tokens[first].key.startswith(line.words.weak_prefixes) and not is_closed(line, stop)):
        return None
    return named(line, start, (first, stop), -1) if stop - first <= _LONGEST_NAME else None


def _in_signs(line: Line, first: int, stop: int) -> bool:
    """Whether unspaced signs are few enough for a name: two to four, or parted by a dot as foreign names are."""
    stretch = line.tokens[first:stop]
    dotted = any(token.mark in INSIDE_NAMES for token in stretch if token.mark)
    short = len(stretch) == 1 and 1 < len(stretch[0].text) <= _SIGNS
    return short or (dotted and not any(token.word for token in stretch))


def _named_before_title(line: Line, start: int, head: int, stop: int) -> bool:
    """« 韩米拉总统 »: a name with its title behind it, where words aren't parted."""
    if not line.words.pieces or head <= start:
        return False
    person = line.tokens[head].word & (OFFICIAL | ANALYST | WITNESS) and not line.tokens[head].word & BODY
    return (
        bool(person)
        and stop == head + 1
        and head > start
        and _in_signs(line, start, head)
        and not line.tokens[start].word
    )


def _name_after_role(line: Line, start: int, head: int, stop: int) -> int:
    """Index of the name's first word, -1 if all is role: what follows the last definite or known word.

    A definite last word is a surname if an unknown word, the given name, parts it from the role.
    """
    tokens = line.tokens
    if any(token.word & (INDEFINITE | ANOTHER) for token in tokens[start : head + 2]):
        return -1
    if is_anonymous(line, head):
        return -1
    known = head
    for i in range(head + 1, stop):
        token = tokens[i]
        parted = i - known > 1 and (known > head or tokens[head].definite or i - head > _NEAR)
        surname = token.definite and parted and i == stop - 1
        if (
            (token.definite and not surname)
            or (token.mark and token.mark not in INSIDE_NAMES)
            or token.number
            or token.oblique
            or token.word & (ROLE | OF | DETERMINER | TITLES | PLACES | NEVERS)
        ):
            known = i
    left = [i for i in range(known + 1, stop) if not tokens[i].word & SKIP]
    complement = bool(tokens[known].word & ROLE) and not tokens[known].definite and not line.words.pieces
    if not left or tokens[known].word & ANOTHER or (complement and len(left) < _WHOLE):
        return -1
    first = left[-2] if complement else left[0]
    return first if stop - first <= _LONGEST_NAME else -1
