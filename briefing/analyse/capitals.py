"""Which words are written as names are, where names are capitalised, and where their run ends."""

from briefing.analyse.mentions import Line, Mention
from briefing.analyse.voice_words import (
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


def is_name(line: Line, i: int) -> bool:
    """Whether the capital of the word at `i` is a name's, not a sentence's."""
    token = line.tokens[i]
    if not token.capital or token.quoted or token.word & NEVERS:
        return False
    if not _begins_sentence(line, i):
        return not token.word & (DETERMINER | PRONOUNS | PREPOSITIONS)
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    beside = after is not None and (after.capital or bool(after.word & VERB) or after.mark == ",")
    marked = line.words.case_suffixes and bool(token.suffix)
    known = marked or token.key in line.usage.capital or beside
    return known and not token.word & (FUNCTION | BREAKS | ROLE | VERB) and token.key not in line.usage.lower


def _begins_sentence(line: Line, i: int) -> bool:
    before = line.tokens[max(0, i - 2) : i]
    return all(token.mark in {'"', "–", "("} for token in before) or line.has_mark(i - 1, ".:")


def run_end(line: Line, start: int, end: int) -> int:
    """Where the run of name words that begins at `start` ends; a particle belongs to it if a name follows."""
    i = start
    while i < end:
        token = line.tokens[i]
        joins = i > start and i + 1 < end and bool(token.word & PARTICLES)
        if is_name(line, i) or (i == start and token.capital):
            i += 1
            if token.suffix:
                break
        elif joins and (is_name(line, i + 1) or line.tokens[i + 1].word & PARTICLES):
            i += 1
        else:
            break
    return i


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
