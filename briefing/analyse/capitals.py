"""Which words are written as names are, where names are capitalised, and where their run ends."""

from briefing.analyse.mentions import Line, Mention
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    BODY,
    BREAKS,
    DETERMINER,
    FUNCTION,
    NEVERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SKIP,
    VERB,
)

_TITLE = 8
_OPENING = frozenset('"–(')


def is_name(line: Line, i: int) -> bool:
    """Whether the capital of the word at `i` is a name's, not a sentence's."""
    token = line.tokens[i]
    if not token.capital or token.quoted or token.word & NEVERS:
        return False
    if not _begins_sentence(line, i):
        return not token.word & (DETERMINER | PRONOUNS | PREPOSITIONS)
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    if after is not None and after.word & ROLE and not (after.capital or after.word & VERB) and line.words.cased:
        return False
    beside = after is not None and (after.capital or after.mark == "," or _is_verb(line, after))
    marked = line.words.case_suffixes and bool(token.suffix)
    known = marked or token.key in line.usage.capital or beside
    return known and not token.word & (FUNCTION | BREAKS | ROLE | VERB) and token.key not in line.usage.lower


def _is_verb(line: Line, token: Token) -> bool:
    """Whether a word is a verb, also one that begins a phrase: "calls for"."""
    return bool(token.word & VERB or (token.word == SKIP and line.words.lookup(token.text).word & VERB))


def _begins_sentence(line: Line, i: int) -> bool:
    before = line.tokens[i - 1].mark if i else "."
    return before in {".", ":"} or (before in _OPENING and (i == 1 or line.tokens[i - 2].mark in _OPENING))


def run_end(line: Line, start: int, end: int) -> int:
    """Where the run of name words that begins at `start` ends; a particle belongs to it if a name follows."""
    i = start
    while i < end:
        token = line.tokens[i]
        joins = i > start and i + 1 < end and _is_particle(line, i)
        if is_name(line, i) or (i == start and token.capital):
            i += 1
            if token.suffix:
                break
        elif joins and (is_name(line, i + 1) or _is_particle(line, i + 1)):
            i += 1
        else:
            break
    while i > start + 1 and line.tokens[i - 1].word & PARTICLES and not line.tokens[i - 1].capital:
        i -= 1
    return _before_surname(line, start, i) if line.words.bare_names else i


def _is_particle(line: Line, i: int) -> bool:
    """Whether a word can be a name's particle; an article is one behind another or an institution: « von der Hale »."""
    word = line.tokens[i].word
    article = line.words.capital_nouns and bool(word & DETERMINER)
    return bool(word & PARTICLES) and not (article and not line.tokens[i - 1].word & (PARTICLES | ROLE))


def _before_surname(line: Line, start: int, stop: int) -> int:
    """Where an institution's run of capitals ends if a surname follows: « según la Corte Suprema Hale ganó »."""
    body = any(token.word & BODY for token in line.tokens[start : stop - 2])
    alone = body and line.tokens[stop - 1].key in line.usage.alone
    return stop - 1 if alone and not line.tokens[stop - 2].word & PARTICLES else stop


def title_end(line: Line, i: int, end: int) -> int:
    """Where a name between quotation marks ends, 0 if the mark at `i` opens none."""
    tokens = line.tokens
    if i + 1 >= end or tokens[i].quoted or tokens[i + 1].mark:
        return 0
    return next((k + 1 for k in range(i + 2, min(end, i + _TITLE)) if tokens[k].mark == '"'), 0)


def media(line: Line, start: int, name: tuple[int, int]) -> Mention:
    """« the newspaper "Harbour Post" »: a medium's name between quotation marks."""
    while start < name[0] and line.tokens[start].word & (DETERMINER | SKIP):
        start += 1
    head = line.tokens[name[0] - 1].key
    return Mention(line.text(*name), line.role(start, name[0]), "", head, "media", start=start, end=name[1])
