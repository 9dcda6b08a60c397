"""Who stands in a stretch of words: a name, its role, or a description of somebody unnamed.

Two readings: where names are capitalised, capitals show them; elsewhere the place beside a role or a verb does. Never
looks beyond the stretch it is given, save at what the whole article tells about its words (`Usage`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ANALYST,
    ANONYMOUS,
    ANOTHER,
    BODY,
    BREAKS,
    CENTRE,
    DEFINITE,
    DETERMINER,
    FUNCTION,
    INDEFINITE,
    MEDIA,
    NEVERS,
    OF,
    OFFICIAL,
    PARTICLES,
    PASSIVE,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    ROLE,
    SAY,
    SKIP,
    STATEMENTS,
    TITLES,
    UNNAMED,
    VERB,
    WITNESS,
    Lexicon,
)
from briefing.model import Kind

LONGEST_NAME, LONGEST_DESCRIPTION = 6, 14


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as one place in the text has it. Without a `name` it is `described`; a pronoun has neither.

    `head` is the folded word that says what it is ("diplomat"), by which a later "the diplomat" is understood.
    """

    name: str = ""
    role: str = ""
    described: str = ""
    head: str = ""
    kind: Kind | None = None
    definite: bool = False
    new: bool = False
    person: bool = False
    start: int = 0
    end: int = 0


PRONOUN = Mention()


@dataclass(slots=True)
class Usage:
    """What the article as a whole tells about its words: which occur in lower case, alone, or as the one who is told."""

    lower: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    capital: set[str] = field(default_factory=set)


def kind_of(tokens: Sequence[Token]) -> Kind | None:
    """The kind that a role's words tell: its first word of office or profession, unless a centre of study is named."""
    words = [token.word & ROLE for token in tokens if token.word & ROLE]
    if not words:
        return None
    if words[0] & WITNESS:
        return "witness"
    if words[0] & MEDIA:
        return "media"
    if words[0] & UNNAMED:
        return "unnamed"
    if words[0] & (ANALYST | CENTRE) or any(word & CENTRE for word in words):
        return "analyst"
    return "official"


def read_source(tokens: Sequence[Token], start: int, end: int, words: Lexicon, usage: Usage) -> Mention | None:
    """The source in `tokens[start:end]`, None if nothing there can be one."""
    while start < end and _idle(tokens[start], words):
        start += 1
    while end > start and (tokens[end - 1].mark or (_idle(tokens[end - 1], words) and not tokens[end - 1].word & ROLE)):
        end -= 1
    if start >= end:
        return None
    if tokens[start].word & PRONOUNS and not (end - start > 1 and tokens[start + 1].word & ROLE):
        return PRONOUN
    if tokens[end - 1].word & STATEMENTS and end - start <= 2:
        return PRONOUN
    read = _cased if words.cased else _uncased
    return read(tokens, start, end, words, usage)


def _idle(token: Token, words: Lexicon) -> bool:
    return bool(token.mark and token.mark != '"') or (
        bool(token.word & SKIP and not token.word & DETERMINER) and not (words.cased and token.capital)
    )


def is_name(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> bool:
    """Whether the capital of `tokens[i]` is a name's, not a sentence's."""
    token = tokens[i]
    if not token.capital or token.quoted or token.word & NEVERS:
        return False
    if _first(tokens, i):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        known = token.key in usage.capital or (
            following is not None and (following.capital or following.word & SAY or following.mark == ",")
        )
        return known and not token.word & (FUNCTION | BREAKS | ROLE | VERB) and token.key not in usage.lower
    return not token.word & (DETERMINER | PRONOUNS | PREPOSITIONS)


def _first(tokens: Sequence[Token], i: int) -> bool:
    return (
        i == 0
        or all(token.mark in {'"', "–", "("} for token in tokens[max(0, i - 2) : i])
        or tokens[i - 1].mark in {".", ":"}
    )


def run_end(tokens: Sequence[Token], start: int, end: int, words: Lexicon, usage: Usage) -> int:
    """Where the run of name words that begins at `start` ends."""
    i = start
    while i < end:
        token = tokens[i]
        if is_name(tokens, i, words, usage) or (i == start and token.capital):
            i += 1
            if token.suffix:
                break
        elif (
            token.word & PARTICLES
            and i + 1 < end
            and i > start
            and (is_name(tokens, i + 1, words, usage) or (tokens[i + 1].word & PARTICLES))
        ):
            i += 1
        else:
            break
    return i


def _cased(tokens: Sequence[Token], start: int, end: int, words: Lexicon, usage: Usage) -> Mention | None:
    head, governed, begin, i, seen = -1, False, start, start, False
    while i < end:
        token = tokens[i]
        if token.mark == "(":
            i = _after_bracket(tokens, i, end)
        elif token.mark == '"' and (closing := _title_end(tokens, i, end)) > 0:
            if closing >= end or not is_name(tokens, closing, words, usage):
                if i > begin and tokens[i - 1].word & MEDIA and not governed:
                    return _media(tokens, begin, i, closing)
                begin = i if head < 0 and i == start else begin
            i = closing
        elif token.mark:
            if token.mark in {",", ";", ":", "–"} and head >= 0:
                break
            i += 1
        elif is_name(tokens, i, words, usage) or (token.capital and token.word & (TITLES | ROLE) and not token.quoted):
            stop = run_end(tokens, i, end, words, usage)
            stop = max(stop, i + 1)
            if (
                governed
                and words.bare_names
                and stop - i > 2
                and head >= 0
                and tokens[head].word & (OFFICIAL | ANALYST)
            ):
                return _named(tokens, begin, stop - 2, stop, head)
            if not governed and (mention := _in_run(tokens, begin, i, stop, end, head, words, usage)):
                return mention
            role = [k for k in range(i, stop) if tokens[k].word & ROLE]
            if role and not governed and head < 0:
                head = role[-1]
            seen = seen or governed
            governed = False
            i = stop
        elif token.word & OF:
            governed, i = True, i + 1
        elif token.word & PREPOSITIONS:
            if head >= 0:
                break
            governed, i = True, i + 1
            begin = i + 1
        else:
            if (
                head >= 0
                and token.word & (PASSIVE | SKIP)
                and not token.word & (DETERMINER | ROLE)
                and i + 1 < end
                and not governed
                and words.order == "svo"
            ):
                return None
            if token.word & ROLE and head < 0 and not governed:
                head = i
            if governed and head < 0 and not token.word & DETERMINER:
                begin = i + 1
            seen = seen or (governed and bool(token.word & ROLE))
            governed = governed and bool(token.word & (DETERMINER | ROLE) or not token.word & (SKIP | VERB))
            i += 1
    return None if head < 0 and (seen or governed) else _description(tokens, begin, i, head, words)


def _title_end(tokens: Sequence[Token], i: int, end: int) -> int:
    """Where a name between quotation marks ends, 0 if `tokens[i]` opens none."""
    if i + 1 >= end or tokens[i].quoted or tokens[i + 1].mark:
        return 0
    return next((k + 1 for k in range(i + 2, min(end, i + 8)) if tokens[k].mark == '"'), 0)


def _media(tokens: Sequence[Token], begin: int, start: int, end: int) -> Mention:
    """« the newspaper "Harbour Post" »: a medium's name between quotation marks."""
    while begin < start and tokens[begin].word & (DETERMINER | SKIP):
        begin += 1
    return Mention(
        name=span_text(tokens, start, end), role=span_text(tokens, begin, start), kind="media", head=tokens[start - 1].key,
        start=begin, end=end,
    )  # fmt: skip


def _after_bracket(tokens: Sequence[Token], i: int, end: int) -> int:
    for k in range(i + 1, min(end, i + 12)):
        if tokens[k].mark == ")":
            return k + 1
    return i + 1


def _in_run(
    tokens: Sequence[Token], begin: int, start: int, stop: int, end: int, head: int, words: Lexicon, usage: Usage
) -> Mention | None:
    """The name in the capitalised run `tokens[start:stop]`, unless the run only describes what follows it."""
    last_role = max((k for k in range(start, stop) if tokens[k].word & (ROLE | TITLES)), default=start - 1)
    first = last_role + 1
    while first < stop and tokens[first].mark:
        first += 1
    if first >= stop or (words.possessive and tokens[stop - 1].suffix):
        return None
    offices = [tokens[k].word & ROLE for k in (head, last_role) if begin <= k < first and tokens[k].word & ROLE]
    if offices and offices[0] & UNNAMED:
        return None
    if (
        offices
        and head >= 0
        and not words.genitive
        and not tokens[head].capital
        and last_role < start
        and stop - first > 1
    ):
        offices = []
    if (
        offices
        and all(office & (BODY | CENTRE) for office in offices)
        and not any(o & ~(BODY | CENTRE) for o in offices)
    ):
        return (
            describe(tokens, begin, stop, head if begin <= head < first else last_role, words)
            if begin <= last_role or head >= begin
            else None
        )
    if words.genitive and last_role >= start and tokens[last_role].word & (BODY | CENTRE) and stop - first == 1:
        return None
    following = tokens[stop : min(end, stop + 4)]
    if words.order != "sov" and _describes_next(following):
        return None
    if words.genitive and stop - first > 1 and first - 1 <= max(head, last_role) and _place(tokens, first, stop, usage):
        first += 1
    if (
        words.capital_nouns
        and stop - first == 1
        and start > begin
        and head < 0
        and last_role < start
        and tokens[begin].word & DETERMINER
    ):
        return None
    if words.capital_nouns and stop - first == 1 and tokens[first].key in usage.lower:
        return None
    role_from, role_to = begin, first
    while role_to > role_from and tokens[role_to - 1].word & TITLES and not tokens[role_to - 1].word & ROLE:
        role_to -= 1
    while role_from < role_to and (tokens[role_from].word & (DETERMINER | SKIP) or tokens[role_from].mark):
        role_from += 1
    has_role = any(token.word & ROLE for token in tokens[role_from:role_to])
    return Mention(
        name=span_text(tokens, first, stop),
        role=span_text(tokens, role_from, role_to) if has_role else "",
        kind=kind_of(tokens[role_from:role_to]),
        head=next((t.key for t in tokens[role_from:role_to] if t.word & ROLE), ""),
        start=begin,
        end=stop,
    )


def _place(tokens: Sequence[Token], first: int, stop: int, usage: Usage) -> bool:
    """A bare genitive between role and name: it stands alone elsewhere, or leaves a whole name behind."""
    stem = tokens[first].key[:-2] if len(tokens[first].key) > 4 else tokens[first].key
    return stop - first > 2 or any(key.startswith(stem) for key in usage.alone)


def _describes_next(following: Sequence[Token]) -> bool:
    """Whether a role in lower case follows at once: "the Orsk campaign manager"."""
    for token in following:
        if token.mark or token.word & (PREPOSITION | BREAKS | DETERMINER | VERB | SKIP):
            return False
        if token.word & ROLE and not token.capital:
            return True
        if token.capital:
            return False
    return False


def _description(tokens: Sequence[Token], begin: int, end: int, head: int, words: Lexicon) -> Mention | None:
    while (
        begin < end
        and (tokens[begin].mark or tokens[begin].word & (SKIP | BREAKS))
        and not tokens[begin].word & DETERMINER
    ):
        begin += 1
    while end > begin and (
        tokens[end - 1].mark in {",", ":", ";", "–", "."} or tokens[end - 1].word & (PREPOSITION | SKIP | BREAKS)
    ):
        end -= 1
    end = min(end, begin + LONGEST_DESCRIPTION)
    if all(token.mark or token.word & DETERMINER for token in tokens[begin:end]):
        return None
    if head < begin:
        head = next((i for i in range(begin, end) if tokens[i].word & ROLE), -1)
    return describe(tokens, begin, end, head, words)


def describe(tokens: Sequence[Token], begin: int, end: int, head: int, words: Lexicon) -> Mention:
    """`tokens[begin:end]` as a description; `head` is the index of its noun, -1 if that is unknown."""
    stretch = tokens[begin:end]
    indefinite = any(token.word & INDEFINITE for token in stretch[:2])
    another = any(token.word & ANOTHER for token in stretch)
    kind = kind_of(tokens[head:end]) if head >= 0 else None
    person = head >= 0 and tokens[head].word & (OFFICIAL | ANALYST) and not tokens[head].word & BODY
    if (
        kind is None
        or (person and (indefinite or another or tokens[head].word & ANONYMOUS))
        or any(t.word & UNNAMED for t in stretch)
    ):
        kind = "unnamed"
    key = tokens[head].key if head >= 0 else next((t.key for t in reversed(stretch) if not t.mark), "")
    return Mention(
        described=span_text(tokens, begin, end),
        head=key,
        kind=kind,
        definite=not (indefinite or another)
        and bool(not words.articles or stretch[0].word & DEFINITE or any(t.definite for t in stretch[:3])),
        person=bool(person),
        new=another or (indefinite and bool(person or kind in {"unnamed", "witness"})),
        start=begin,
        end=end,
    )


def span_text(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words from `start` to `end` as written, one space between those that are parted."""
    parts: list[str] = []
    for i in range(start, end):
        token = tokens[i]
        if parts and token.start > tokens[i - 1].end:
            parts.append(" ")
        text = token.text
        parts.append(text + ("’s" if token.suffix and i < end - 1 and token.suffix in "sS" else ""))
    return "".join(parts).strip(" ,;:،–—-\"“”«»'")


def _uncased(tokens: Sequence[Token], start: int, end: int, words: Lexicon, usage: Usage) -> Mention | None:
    """Role first, then what completes it, then the name; or a bare name of a few words."""
    stop = start
    while stop < end and not _ends_uncased(tokens, stop, start):
        stop += 1
    if stop == start:
        return None
    capital = next((i for i in range(start, stop) if tokens[i].capital), -1)
    head = next((i for i in range(start, stop) if tokens[i].word & ROLE), -1)
    if tokens[start].word & PREPOSITION:
        return None
    if head > start and tokens[head].oblique:
        head = -1
    if (
        head >= 0
        and tokens[head].definite
        and tokens[head].word & (BODY | MEDIA)
        and head + 1 < stop
        and not tokens[head + 1].definite
    ):
        stop = head + 1 if tokens[head + 1].mark != '"' else stop
    title = next((i for i in range(start, stop) if tokens[i].mark == '"'), -1)
    if title > start and tokens[title - 1].word & MEDIA and (closing := _title_end(tokens, title, len(tokens))):
        return _media(tokens, start, title, closing)
    if title == start and (closing := _title_end(tokens, title, len(tokens))) and words.order == "sov":
        return _named(tokens, start, start, closing, -1)
    if capital == start or (
        capital > 0
        and head == start
        and tokens[head].word & (OFFICIAL | ANALYST)
        and not tokens[head].word & (BODY | MEDIA)
    ):
        name_end = capital
        while name_end < stop and (tokens[name_end].capital or tokens[name_end].word & PARTICLES):
            name_end += 1
        return _named(tokens, start, capital, name_end, head)
    if head >= 0 and head - start <= 2:
        if words.ezafe:
            return describe(tokens, start, stop, head, words)
        first = _name_after_role(tokens, start, head, stop, words)
        if first < 0:
            return describe(tokens, start, stop, head, words)
        return _named(tokens, start, first, stop, head)
    bare = [i for i in range(start, stop) if not tokens[i].word & TITLES]
    if not bare or tokens[bare[0]].word & (DETERMINER | SKIP):
        return describe(tokens, start, stop, head, words)
    if stop - bare[0] > LONGEST_NAME:
        return None
    return _named(tokens, start, bare[0], stop, -1)


def _ends_uncased(tokens: Sequence[Token], i: int, start: int) -> bool:
    token = tokens[i]
    if token.mark:
        return token.mark != '"' and token.mark != "("
    if token.word & (BREAKS | PREPOSITIONS | VERB):
        return not (token.word & PREPOSITIONS and token.word & (PARTICLES | ROLE | OF)) or bool(token.word & BREAKS)
    return token.quoted or (i > start and bool(token.word & PRONOUNS))


def _name_after_role(tokens: Sequence[Token], start: int, head: int, stop: int, words: Lexicon) -> int:
    """Index of the name's first word, -1 if all of it is role: what follows the last definite or known word."""
    known = head
    for i in range(head + 1, stop):
        token = tokens[i]
        surname = i == stop - 1 and i - known > 1 and (known > head or tokens[head].definite or i - head > 2)
        if (
            (token.definite and not surname)
            or token.mark
            or token.word & (ROLE | OF | DETERMINER | TITLES)
            or token.number
        ):
            known = i
    left = [i for i in range(known + 1, stop) if not tokens[i].mark and not tokens[i].word & SKIP]
    if tokens[known].word & ANOTHER or any(t.word & (INDEFINITE | ANOTHER) for t in tokens[start : head + 2]):
        return -1
    if not left:
        return -1
    bare_role = known == head and not tokens[head].definite
    if words.pieces:
        return left[0]
    if bare_role and len(left) < 3:
        return -1
    first = left[-2] if bare_role else left[0]
    return first if stop - first <= LONGEST_NAME else -1


def _named(tokens: Sequence[Token], start: int, first: int, stop: int, head: int) -> Mention:
    begin, end = start, first
    while begin < end and (tokens[begin].word & (DETERMINER | SKIP) or tokens[begin].mark):
        begin += 1
    while end > begin and (tokens[end - 1].word & TITLES or tokens[end - 1].mark):
        end -= 1
    role = span_text(tokens, begin, end) if head >= 0 and head < first else ""
    return Mention(
        name=span_text(tokens, first, stop),
        role=role,
        kind=kind_of(tokens[head:first]) if role else None,
        head=tokens[head].key if role else "",
        start=start,
        end=stop,
    )


def with_role(mention: Mention, tokens: Sequence[Token], start: int, end: int) -> Mention:
    """`mention` with the role that `tokens[start:end]`, an apposition, gives it, if that is one."""
    while start < end and (tokens[start].mark or tokens[start].word & (DETERMINER | SKIP)):
        start += 1
    while end > start and tokens[end - 1].mark:
        end -= 1
    heads = [i for i in range(start, min(end, start + 9)) if tokens[i].word & ROLE]
    if not mention.name or mention.role or not heads or tokens[start].word & (BREAKS | PREPOSITION):
        return mention
    stop = next((i for i in range(heads[0] + 1, end) if tokens[i].word & BREAKS and not tokens[i].key == "and"), end)
    stretch = tokens[start:stop]
    return replace(mention, role=span_text(tokens, start, stop), kind=kind_of(stretch), head=tokens[heads[0]].key)
