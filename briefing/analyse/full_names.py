"""Every name that a sentence gives in full, with the role beside it, whether its bearer speaks there or not."""

from collections.abc import Iterator

from briefing.analyse.capitals import is_name, run_end
from briefing.analyse.mentions import Line, Mention, named, with_role
from briefing.analyse.names import WORD
from briefing.analyse.sources import appose, read_source
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ACCORDING,
    ANALYST,
    BODY,
    BREAKS,
    DETERMINER,
    MEDIA,
    OFFICIAL,
    PREPOSITION,
    ROLE,
    TITLES,
    VERB,
)

_ROLE_BEFORE, _ROLE_AFTER, _TITLE = 12, 9, 7
_SHORTEST, _LONGEST = 2, 3


def full_names(line: Line) -> Iterator[Mention]:
    """Names of two words or more, and names of media, in order."""
    i = 0
    while i < len(line.tokens):
        token = line.tokens[i]
        if token.capital and is_name(line, i):
            stop = max(run_end(line, i, len(line.tokens)), i + 1)
            mention = _in_capitals(line, i, stop)
            i = stop
        else:
            quoted = token.word & MEDIA and line.has_mark(i + 1, '"') and not line.tokens[i + 1].quoted
            mention = read_source(line, i, min(len(line.tokens), i + _ROLE_AFTER)) if quoted else None
            mention = mention or (None if line.words.cased else _uncased(line, i))
            i += 1
        if mention and mention.name and (mention.kind == "media" or _length(mention) >= _SHORTEST):
            yield mention


def _length(mention: Mention) -> int:
    return len(WORD.findall(mention.name))


def _in_capitals(line: Line, start: int, stop: int) -> Mention | None:
    if stop - start < _SHORTEST and not (start and line.tokens[start - 1].word & MEDIA):
        return None
    if line.words.bare_names and stop - start > _SHORTEST and _is_governed(line, start):
        return None
    begin = _role_start(line, start)
    mention = read_source(line, begin, stop)
    if mention is None or not mention.name or mention.end != stop:
        office = max((k for k in range(start, stop) if line.tokens[k].word & (ROLE | TITLES)), default=start - 1)
        body = office >= start and bool(line.tokens[office].word & BODY)
        if stop - office <= _SHORTEST or (body and _goes_on(line, office + 1)):
            return None
        mention = named(line, begin, (office + 1, stop), office)
    return appose(mention, line)


def _goes_on(line: Line, i: int) -> bool:
    """Whether the word behind an institution is still its name: an adjective, or what joins a complement."""
    return line.words.bare_names or bool(line.tokens[i].word & PREPOSITION)


def _is_governed(line: Line, start: int) -> bool:
    """Whether the name's first words complete what stands before: « ministre de l'Intérieur Hale »."""
    before = start - 2 if start > 1 and line.tokens[start - 1].word & DETERMINER else start - 1
    return before >= 0 and bool(line.tokens[before].word & PREPOSITION)


def _role_start(line: Line, start: int) -> int:
    """Where the words before a name begin that can be its role: up to an article, a preposition or a verb.

    Where a bare genitive completes a role, prepositions and titles between quotation marks do, too.
    """
    genitive, begin, k = line.words.genitive, -1, start - 1
    while k > max(-1, start - _ROLE_BEFORE):
        token = line.tokens[k]
        opened = _title_start(line, k) if genitive else -1
        if opened >= 0:
            k = opened
        elif token.mark or token.quoted or token.presents or token.word & (BREAKS | VERB | DETERMINER | ACCORDING):
            break
        elif token.word & PREPOSITION and begin < 0:
            begin = k + 1
            if not genitive:
                break
        elif token.word & ROLE:
            begin = -1
        k -= 1
    return begin if begin >= 0 else k + 1


def _title_start(line: Line, k: int) -> int:
    """Where a title opens that closes at `k`, -1 if none does."""
    if not line.has_mark(k, '"') or line.tokens[k].quoted:
        return -1
    opened = (n for n in range(k - 2, max(-1, k - _TITLE), -1) if line.tokens[n].mark == '"')
    return next(opened, -1)


def _uncased(line: Line, i: int) -> Mention | None:
    token = line.tokens[i]
    if token.mark == "," and i + 1 < len(line.tokens) and line.tokens[i + 1].word & ROLE:
        mention = _before_role(line, i)
        return appose(mention, line) if mention else None
    if line.words.ezafe and token.word & (OFFICIAL | ANALYST) and not token.word & BODY:
        mention = _before_role(line, i)
        opens = mention and (mention.start == 0 or _opens_phrase(line.tokens[mention.start - 1]))
        mention = mention if opens else None
        return with_role(mention, line, i, min(len(line.tokens), i + _ROLE_AFTER)) if mention else None
    if token.definite and token.word & (OFFICIAL | TITLES) and not token.word & BODY:
        mention = read_source(line, i, min(len(line.tokens), i + _ROLE_AFTER))
        return mention if mention and _length(mention) in {_SHORTEST, _LONGEST} else None
    return None


def _opens_phrase(before: Token) -> bool:
    return bool(before.mark or before.word & (BREAKS | PREPOSITION | VERB))


def _before_role(line: Line, comma: int) -> Mention | None:
    """Two or three unknown words before « , role »: a name, where nothing is capitalised."""
    start = comma
    while start > 0 and comma - start <= _LONGEST:
        before = line.tokens[start - 1]
        if before.word or before.mark or before.number:
            break
        start -= 1
    if comma - start > _LONGEST and line.words.ezafe:
        start = comma - _SHORTEST
    stretch = line.tokens[start:comma]
    if not _SHORTEST <= len(stretch) <= _LONGEST or stretch[0].definite or any(token.quoted for token in stretch):
        return None
    return Mention(name=line.text(start, comma), start=start, end=comma)
