"""Who stands in a stretch of words: the reading that fits the script, and what an apposition adds."""

from briefing.analyse.mentions import PRONOUN, Line, Mention, with_role
from briefing.analyse.names import fold
from briefing.analyse.noun_phrases import read_capitals
from briefing.analyse.tokens import Token
from briefing.analyse.uncased import name_after, read_uncased
from briefing.analyse.voice_words import (
    ACCORDING,
    ACCORDING_FIRST,
    ADDING,
    BREAKS,
    DETERMINER,
    JOINS,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SAY,
    SKIP,
    STATEMENTS,
    VERB,
    WITHIN,
)

_FARTHEST = 60
_APPOSITION, _BRACKET = 28, 10
_STATEMENT, _ALIKE = 2, 2
_OPENINGS, _OFFICE = 3, 5


def read_source(line: Line, start: int, end: int) -> Mention | None:
    """The source in the words from `start` to `end`; None if nothing there can be one."""
    tokens, cased = line.tokens, line.words.cased
    while start < end and _idle(tokens[start], cased=cased):
        start += 1
    while end > start and _trails(tokens[end - 1], cased=cased):
        end -= 1
    if start >= end:
        return None
    office_follows = end - start > 1 and bool(tokens[start + 1].word & ROLE)
    issued = bool(tokens[end - 1].word & STATEMENTS) and end - start <= _STATEMENT
    if issued or (tokens[start].word & PRONOUNS and not office_follows):
        return PRONOUN
    return read_capitals(line, start, end) if cased else read_uncased(line, start, end)


def _trails(token: Token, *, cased: bool) -> bool:
    if token.mark:
        return cased or token.mark != '"'
    return _idle(token, cased=cased) and not token.word & ROLE


def _idle(token: Token, *, cased: bool) -> bool:
    if token.mark:
        return token.mark != '"'
    return bool(token.word & SKIP and not token.word & DETERMINER) and not (cased and token.capital)


def is_known(line: Line, mention: Mention) -> bool:
    """Whether the article gives the name in full, so that it is one where nothing is capitalised."""
    return not line.usage.known.isdisjoint(map(fold, mention.name.split()))


def is_common(line: Line, mention: Mention) -> bool:
    """Whether one capital word is a noun like others, since a number or an attribute stands before it."""
    if not line.words.capital_nouns or not mention.name or mention.end <= 1:
        return False
    if mention.role or mention.kind or " " in mention.name:
        return False
    before = line.tokens[mention.end - 2]
    described = not before.mark and (before.number or not (before.word or before.capital))
    return bool(described) and not is_known(line, mention)


def clause_start(line: Line, i: int) -> int:
    """Where the clause that ends before `i` begins."""
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        token = line.tokens[k]
        if token.quoted or token.mark in {",", ";", ":", ".", "–", '"'}:
            return k + 1
        if token.word & BREAKS and not _joins_names(line, k) and not _joins_attributes(line, k):
            return k + 1
        if token.word & VERB and not token.capital and not token.word & (ROLE | DETERMINER) and not line.is_noun(k):
            return k + 1
    return max(0, i - _FARTHEST)


def _joins_names(line: Line, k: int) -> bool:
    """An "and" between two names or roles joins subjects, not clauses."""
    if not 0 < k < len(line.tokens) - 1 or not line.tokens[k].word & JOINS:
        return False
    before, after = line.tokens[k - 1], line.tokens[k + 1]
    return (before.capital or bool(before.word & ROLE)) and (after.capital or bool(after.word & (DETERMINER | ROLE)))


def _joins_attributes(line: Line, k: int) -> bool:
    """An "and" between two words that end alike joins attributes: « по вопросам европейской и морской политики »."""
    if not line.words.genitive or not 0 < k < len(line.tokens) - 1 or not line.tokens[k].word & JOINS:
        return False
    before, after = line.tokens[k - 1], line.tokens[k + 1]
    alike = before.key[-_ALIKE:] == after.key[-_ALIKE:] and len(before.key) > _ALIKE
    return alike and not (before.word | after.word) & VERB


def clause_end(line: Line, start: int) -> int:
    """Where the clause that begins at `start` ends."""
    limit = min(len(line.tokens), start + _FARTHEST)
    for k in range(start, limit):
        token = line.tokens[k]
        if token.quoted or token.mark in {",", ";", ":", ".", "–"}:
            return k
        if token.word & (BREAKS | VERB | ADDING) and k > start and not _joins_attributes(line, k):
            return k
    return limit


def _is_shown(line: Line, mention: Mention) -> bool:
    """Whether words without capitals at the head of a sentence are a name and not, say, its verb."""
    set_off = bool(mention.role or mention.kind) and line.has_mark(mention.end, ',:"')
    return set_off or line.tokens[mention.end - 1].capital or is_known(line, mention)


def appose(mention: Mention, line: Line) -> Mention:
    """`mention` with the role of the apposition that follows it: « Hale (49), director of the centre, … »."""
    tokens, k = line.tokens, mention.end
    if line.has_mark(k, "("):
        k = next((n + 1 for n in range(k, min(len(tokens), k + _BRACKET)) if tokens[n].mark == ")"), k)
    if mention.person and line.words.order == "vso" and k + 1 < len(tokens) and tokens[k].word & WITHIN:
        found = name_after(line, mention, k + 1)
        return found if found.end - k <= _OFFICE else mention
    if not line.has_mark(k, ",–"):
        return mention
    if not mention.name:
        return name_after(line, mention, k) if mention.person and not line.words.cased else mention
    start = k + 1
    if not line.words.cased and start < len(tokens) and tokens[start].word & PRONOUNS:
        start += 1
    end = start
    while end < len(tokens) and end - start < _APPOSITION and not _ends_apposition(line, end, start):
        end += 1
    if _begins_clause(line, mention.start, end):
        return mention
    return with_role(mention, line, start, end)


def _begins_clause(line: Line, start: int, end: int) -> bool:
    """Whether the main clause begins behind the comma: « According to Hale, ministers left on Friday. »."""
    opening = line.tokens[: min(start + 1, _OPENINGS)]
    sourced = any(token.word & (ACCORDING | ACCORDING_FIRST) for token in opening)
    return sourced and line.words.cased and not line.has_mark(end, ",")


def _ends_apposition(line: Line, k: int, start: int) -> bool:
    token = line.tokens[k]
    if token.quoted or token.mark in {",", ";", ":", ".", "–"}:
        return True
    if token.word & (SAY | ADDING) and not token.word & ROLE:
        return True
    timed = k + 1 < len(line.tokens) and bool(line.tokens[k + 1].word & SKIP)
    return bool(token.word & PREPOSITIONS) and k > start and line.words.cased and timed


def opening_source(line: Line, before: int) -> Mention | None:
    """The source with which the sentence begins: the subject of a later verb that has none beside it."""
    start, found = 0, None
    for _ in range(_OPENINGS):
        found, end = _opening(line, start, before)
        if found or not line.has_mark(end, ","):
            break
        start = end + 1
    return found


def _before_auxiliary(line: Line, start: int, end: int) -> int:
    """Where a noun phrase that begins at `start` ends at the latest: before « are » in « Democrats are drawing … »."""
    named = False
    for k in range(start, end if line.words.cased and line.words.order == "svo" else start):
        token = line.tokens[k]
        if named and token.word & SKIP and not token.capital and not token.word & (DETERMINER | ROLE):
            return k
        named = named or bool(token.word & ROLE) or (token.capital and not token.word)
    return end


def _opening(line: Line, start: int, before: int) -> tuple[Mention | None, int]:
    """The source that begins at `start`, and where its clause ends."""
    tokens = line.tokens
    while start < before and (tokens[start].mark or tokens[start].word & (SKIP | BREAKS)) and not tokens[start].quoted:
        start += 1
    if start < before < len(tokens) and tokens[start].word & WITHIN:
        start += 1
    if start >= before or tokens[start].quoted:
        return None, start
    end = start
    while end < before and not (tokens[end].mark or tokens[end].quoted or tokens[end].word & (VERB | BREAKS)):
        end += 1
    found = read_source(line, start, max(_before_auxiliary(line, start, end), start + 1))
    if found is None or found is PRONOUN:
        return found, end
    phrase = line.has_role(found.start, found.end) and line.is_phrase(found.start, found.end)
    if found.start > start + 1 or not (found.name or phrase):
        return None, end
    if line.words.case_suffixes and any(token.suffix for token in tokens[found.start : found.end]):
        return None, end
    if not line.words.cased and found.name and not _is_shown(line, found):
        return None, end
    return appose(found, line), end
