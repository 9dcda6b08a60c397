"""The source that stands after its verb, or after "according to"."""

from dataclasses import replace

from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.sources import appose, clause_end, read_source
from briefing.analyse.uncased import name_after
from briefing.analyse.voice_words import (
    BREAKS,
    DETERMINER,
    MEDIA,
    OF,
    OFFICIAL,
    PASSIVE,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    QUOTING_FROM,
    ROLE,
    SKIP,
    TITLES,
    US,
)

_NAME_WITHIN, _ROLE_WITHIN = 3, 2
_PASSED_ON, _LONGEST = 8, 12


def right_of(line: Line, i: int, *, governed: bool = False) -> Mention | None:
    """The source that follows `i` at once, days and adverbs aside. `governed`: it needs not be a subject."""
    start = _start(line, i, governed=governed)
    if start >= len(line.tokens) or not _may_open(line, start, governed=governed):
        return None
    if line.tokens[start].word & PRONOUNS:
        return PRONOUN
    end = clause_end(line, start)
    if governed and line.words.cased:
        end = _before_verb(line, start, end)
    found = read_source(line, start, end)
    if not line.words.cased:
        found = _ranked(line, start, found) or found
        found = _untold(found, line) if found else None
        joined = bool(found and found.name) and line.has_mark(end, "–")
        if governed and found and found.name and not _apposed(line, found.end):
            return found
        return appose(found, line) if found and not joined else found
    if found and governed and found.described:
        found = _short(found, line, end)
    return appose(found, line) if found and (governed or _at_once(line, start, found)) else None


def _apposed(line: Line, comma: int) -> bool:
    """Whether what follows « according to Hale, » is more about Hale, not the clause that begins: a role, set off."""
    tokens = line.tokens
    after = next((k for k in range(comma + 1, min(len(tokens), comma + _LONGEST)) if tokens[k].mark), -1)
    return comma + 1 < len(tokens) and bool(tokens[comma + 1].word & ROLE) and line.has_mark(after, ",")


def _ranked(line: Line, start: int, found: Mention | None) -> Mention | None:
    """« the spokesman of the police of Grend, Major Mira Hale »: all before the comma is role."""
    after = found.end + 1 if found and found.name and found.role and line.has_mark(found.end, ",") else 0
    if not found or not after or after >= len(line.tokens) or not line.tokens[after].word & (TITLES | OFFICIAL):
        return None
    role = replace(found, name="", described=line.text(start, found.end), person=True)
    whole = name_after(line, role, after - 1)
    return whole if whole.name else None


def _before_verb(line: Line, start: int, end: int) -> int:
    """Where a source after "according to" ends at the latest: before the auxiliary or the number that follows it."""
    told = False
    for k in range(start, end):
        token = line.tokens[k]
        idle = token.number or (token.word & (SKIP | PASSIVE) and not token.word & (DETERMINER | ROLE | PREPOSITION))
        if told and idle and not token.capital:
            return k
        told = told or bool(token.word & ROLE) or (token.capital and not token.word)
    return end


def _start(line: Line, i: int, *, governed: bool) -> int:
    tokens, start = line.tokens, i + 1 if governed else _after_told(line, i + 1)
    while start < len(tokens):
        token = tokens[start]
        idle = token.word & SKIP and not token.word & (ROLE | DETERMINER)
        named = token.capital and line.words.cased and not token.number
        parted = token.mark == "," and tokens[start - 1].word & SKIP and start - i > 1
        if not ((idle and not named) or parted or (governed and token.word & OF)):
            break
        start += 1
    if start + 1 < len(tokens) and tokens[start].word & PREPOSITIONS and tokens[start + 1].word & SKIP:
        start += 2
    return start


def _after_told(line: Line, start: int) -> int:
    """Behind whom a source told, if the source follows: « a confié au journal | un marin »."""
    tokens, k = line.tokens, start + 1
    if start >= len(tokens) or tokens[start].text.lower() not in line.words.telling:
        return start
    while k < len(tokens) and tokens[k].word & (DETERMINER | PREPOSITION) and not tokens[k].capital:
        k += 1
    first = k
    if k < len(tokens) and tokens[k].word & MEDIA and not tokens[k].capital:
        k, first = k + 1, k
    while k < len(tokens) and tokens[k].capital and (k == first or not tokens[first].text.isupper()):
        k += 1
    return k if k > first and k < len(tokens) and not tokens[k].mark else start


def _may_open(line: Line, start: int, *, governed: bool) -> bool:
    token = line.tokens[start]
    if token.mark not in {"", '"'} or token.quoted or token.word & (BREAKS | US):
        return False
    return governed or not token.word & PREPOSITION


def _at_once(line: Line, start: int, mention: Mention) -> bool:
    """A subject begins beside its verb; a bare stretch of words without name or role is an object."""
    if mention.name or mention is PRONOUN:
        return mention.start - start <= _NAME_WITHIN
    within = mention.start + _ROLE_WITHIN if line.words.genitive else mention.end
    return mention.start - start <= _ROLE_WITHIN and line.has_role(mention.start, within)


def _short(mention: Mention, line: Line, end: int) -> Mention:
    """A described source after "according to" ends with its noun, unless a comma shows where it ends."""
    tokens = line.tokens
    head = next((k for k in range(mention.start, mention.end) if tokens[k].word & ROLE), -1)
    if head < 0 or (line.has_mark(end, ",") and not line.words.verbs_last):
        return mention
    stop = head + 1
    while stop < mention.end and (
        tokens[stop].word & OF
        or tokens[stop - 1].word & (OF | DETERMINER)
        or (tokens[stop].capital and tokens[stop - 1].capital and not line.words.capital_nouns)
    ):
        stop += 1
    return replace(mention, described=line.text(mention.start, stop), end=stop)


def _untold(mention: Mention, line: Line) -> Mention | None:
    """`mention` without the one who is told, who stands behind the subject: None if nothing else is left."""
    left = [word for word in (mention.name or mention.described).split() if word not in line.usage.told]
    if not left and mention is not PRONOUN:
        return None
    return replace(mention, name=" ".join(left)) if mention.name else replace(mention, described=" ".join(left))


def closes(line: Line, mention: Mention) -> bool:
    """Whether the clause ends with the source: then it is the subject of the verb before it."""
    known = bool(mention.name or mention.role or mention.kind)
    return known and (mention.end >= len(line.tokens) or line.has_mark(mention.end, '.",'))


def passed_on(line: Line, i: int) -> Mention | None:
    """« The paper quoted Hale as saying »: Hale, whoever the paper is."""
    tokens = line.tokens
    at = next((k for k in range(i + 1, min(len(tokens), i + _PASSED_ON + 1)) if tokens[k].word & QUOTING_FROM), -1)
    if at < 0 and line.words.order == "vso":
        return None
    return right_of(line, max(i, at), governed=True)
