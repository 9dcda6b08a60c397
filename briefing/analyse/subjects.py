"""Which words of a sentence say that somebody speaks, and who it is: the verb and its subject, or "according to".

Looks at one sentence at a time and resolves nothing: pronouns, missing subjects and surnames are settled by `voices`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.analyse.sources import (
    LONGEST_DESCRIPTION,
    PRONOUN,
    Mention,
    Usage,
    is_name,
    kind_of,
    read_source,
    run_end,
    span_text,
    with_role,
)
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import (
    ACCORDING,
    ACCORDING_AFTER,
    ACCORDING_FIRST,
    ADDING,
    BREAKS,
    CONTINUING,
    DETERMINER,
    JOINS,
    OF,
    PASSIVE,
    PREPOSITION,
    PREPOSITIONS,
    PRESENTING,
    PRONOUNS,
    QUOTING,
    QUOTING_FROM,
    RELATIVES,
    ROLE,
    SAY,
    SKIP,
    STANCE,
    TITLES,
    TOLD,
    TOPIC,
    US,
    VERB,
    WITHIN,
    Lexicon,
)

_FARTHEST = 60
_EARLY = 5
_NAME = 6
_APPOSITION = 28


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of speech at `tokens[at]`. `mention` is None when no subject stands in the sentence.

    `sure` is false where only a subject that can speak makes it one (verbs of judging and wanting).
    """

    at: int
    mention: Mention | None
    sure: bool = True


def find_cues(tokens: Sequence[Token], words: Lexicon, usage: Usage) -> list[Cue]:
    """All cues of the sentence outside its quotations, in order."""
    return list(_cues(tokens, words, usage))


def _cues(tokens: Sequence[Token], words: Lexicon, usage: Usage) -> Iterator[Cue]:
    labelled = _label(tokens, words, usage)
    if labelled:
        yield labelled
    budget = 12
    for i, token in enumerate(tokens):
        if token.quoted or token.mark or not budget:
            continue
        word = token.word
        if word & QUOTING and (quoted := _quoted_source(tokens, i, words, usage)):
            mention = quoted
        elif word & CONTINUING:
            mention = PRONOUN
        elif word & ACCORDING_FIRST and any(not before.mark for before in tokens[:i]):
            continue
        elif word & (ACCORDING | ACCORDING_FIRST):
            mention = _right(tokens, i, words, usage, governed=True)
        elif word & ACCORDING_AFTER:
            mention = _left(tokens, i, words, usage, governed=True)
        elif word & PRESENTING:
            mention = _right(tokens, i, words, usage)
        elif word & VERB and not _noun(tokens, i, words):
            mention = _subject(tokens, i, words, usage)
            if word & STANCE and not word & SAY and not _can_judge(tokens, i, mention):
                continue
        elif word & ADDING:
            mention = None
        else:
            continue
        budget -= 1
        if mention is None and word & (ACCORDING | ACCORDING_FIRST | ACCORDING_AFTER | PRESENTING):
            continue
        yield Cue(
            i, mention, bool(word & (SAY | TOLD | ACCORDING | ACCORDING_AFTER | PRESENTING | QUOTING | CONTINUING))
        )


def _can_judge(tokens: Sequence[Token], i: int, mention: Mention | None) -> bool:
    """Whether a verb of judging has a subject that makes it an attribution; a pronoun must stand right before it."""
    if mention is None:
        return False
    if mention is PRONOUN:
        return i < _EARLY
    return bool(mention.name) or any(token.word & ROLE for token in tokens[mention.start : mention.end])


def _quoted_source(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> Mention | None:
    """« The paper quoted Hale as saying »: Hale, whoever the paper is."""
    at = next((k for k in range(i + 1, min(len(tokens), i + 9)) if tokens[k].word & QUOTING_FROM), -1)
    if at < 0 and words.order == "vso":
        return None
    return _right(tokens, max(i, at), words, usage, governed=True)


def _noun(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    """A word that looks like a verb but follows an article or opens a name: "the claims", "his calls"."""
    k = i - 1
    while k > 0 and tokens[k].word & SKIP and not tokens[k].word & PASSIVE:
        k -= 1
    if k >= 0 and tokens[k].word & PASSIVE and tokens[i].word & (STANCE | TOLD | SAY):
        return True
    if not words.cased:
        return False
    if (
        i
        and tokens[i - 1].word & DETERMINER
        and not tokens[i - 1].word & PRONOUNS
        and not tokens[i].word & SAY & ~STANCE
    ):
        return words.order == "svo" and tokens[i - 1].key not in {
            "that",
            "all",
            "both",
            "some",
            "many",
            "most",
            "others",
            "several",
        }
    return tokens[i].capital and i > 0 and tokens[i - 1].capital and i + 1 < len(tokens) and tokens[i + 1].capital


def _label(tokens: Sequence[Token], words: Lexicon, usage: Usage) -> Cue | None:
    """A sentence that opens with a speaker and a colon: « Hale: "We are late." »."""
    colon = next((i for i, token in enumerate(tokens[:7]) if token.mark == ":"), -1)
    if colon < 1 or not words.cased or any(token.mark and token.mark not in "(),." for token in tokens[:colon]):
        return None
    if any(token.word & (VERB | BREAKS) or token.quoted for token in tokens[:colon]) or colon + 1 >= len(tokens):
        return None
    first = next(
        (i for i, token in enumerate(tokens[:colon]) if not token.mark and not token.word & (TITLES | ROLE)), colon
    )
    if (
        first < colon
        and tokens[first].capital
        and not tokens[first].word & (SKIP | DETERMINER | PREPOSITION)
        and (run_end(tokens, first, colon, words, usage) == colon)
    ):
        mention = read_source(tokens, 0, colon, words, usage)
        if (
            mention
            and mention.name
            and (
                tokens[colon + 1].mark == '"' or tokens[first].key in usage.capital or colon - first > 1 or mention.role
            )
        ):
            return Cue(colon, mention)
    return None


def _subject(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> Mention | None:
    if words.order == "vso":
        return _right(tokens, i, words, usage) or _before_verb(tokens, i, words, usage)
    if words.order == "sov":
        return _topic(tokens, i, words, usage) or _far_left(tokens, i, words, usage)
    before = _previous(tokens, i)
    if before >= 0 and tokens[before].mark == ",":
        left = _before_apposition(tokens, before, words, usage)
        right = _right(tokens, i, words, usage)
        if not (left and left.name and left.role) and right and right is not PRONOUN and _closes(tokens, right):
            return right
    inverted = before < 0 or tokens[before].mark in {'"', ",", "–", ".", "(", ":"}
    if inverted and before >= 0 and tokens[before].mark == "," and not _after_clause(tokens, before):
        return _left(tokens, i, words, usage) or _right(tokens, i, words, usage)
    if inverted:
        return _right(tokens, i, words, usage) or _left(tokens, i, words, usage)
    found = _left(tokens, i, words, usage)
    if found is None and not words.possessive:
        found = _right(tokens, i, words, usage)
    return found


def _closes(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the sentence, or its clause, ends with the source: then it is the subject of the verb before it."""
    if not (mention.name or mention.role or mention.kind) or mention.end > len(tokens):
        return False
    rest = tokens[mention.end] if mention.end < len(tokens) else None
    return rest is None or rest.mark in {".", '"', ","}


def _before_verb(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> Mention | None:
    """A subject before its verb where verbs come first: only a role, a Latin name, or the words that begin a sentence."""
    found = _left(tokens, i, words, usage)
    if found is None or found is PRONOUN:
        return found
    stretch = tokens[found.start : found.end]
    if any(token.word & ROLE or token.capital for token in stretch):
        return found
    return (
        found
        if found.name and found.start == 0 and found.end - found.start > 1 and not any(t.definite for t in stretch)
        else None
    )


def _previous(tokens: Sequence[Token], i: int) -> int:
    k = i - 1
    while k >= 0 and tokens[k].word & SKIP and not tokens[k].capital:
        k -= 1
    return k


def _after_clause(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what was said stands before the comma: a quotation does, or a clause with no subject for the verb."""
    return comma > 0 and (tokens[comma - 1].quoted or tokens[comma - 1].mark == '"')


def _right(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage, *, governed: bool = False) -> Mention | None:
    """The source that follows `tokens[i]` at once, save for days and adverbs, with an apposition."""
    start = i + 1
    while start < len(tokens) and (
        (
            tokens[start].word & SKIP
            and not tokens[start].word & (ROLE | DETERMINER)
            and not (tokens[start].capital and words.cased and not tokens[start].number)
        )
        or (tokens[start].mark == "," and tokens[start - 1].word & SKIP and start - i > 1)
        or (governed and tokens[start].word & OF)
    ):
        start += 1
    if (
        start < len(tokens)
        and tokens[start].word & PREPOSITIONS
        and start + 1 < len(tokens)
        and tokens[start + 1].word & SKIP
    ):
        start += 2
    if (
        start >= len(tokens)
        or tokens[start].mark not in {"", '"'}
        or tokens[start].word & (BREAKS | US)
        or tokens[start].quoted
    ):
        return None
    if tokens[start].word & PREPOSITION and not governed:
        return None
    if tokens[start].word & PRONOUNS:
        return PRONOUN
    end = _clause_end(tokens, start, words)
    mention = read_source(tokens, start, end, words, usage)
    if mention and governed and mention.described and words.cased:
        mention = _short(mention, tokens, end)
    if mention is None or (words.cased and not governed and not _plain(tokens, start, mention)):
        return None
    if not words.cased:
        mention = _without_told(mention, usage)
        if mention is None:
            return None
    if not words.cased and mention.name and end < len(tokens) and tokens[end].mark == "–":
        return mention
    return appose(mention, tokens, words)


def _short(mention: Mention, tokens: Sequence[Token], end: int) -> Mention:
    """A described source after "according to" ends with its noun, unless a comma shows where it ends."""
    if end < len(tokens) and tokens[end].mark == ",":
        return mention
    head = next((k for k in range(mention.start, mention.end) if tokens[k].word & ROLE), -1)
    if head < 0:
        return mention
    stop = head + 1
    while stop < mention.end and (
        tokens[stop].word & OF
        or tokens[stop - 1].word & (OF | DETERMINER)
        or (tokens[stop].word & DETERMINER and tokens[stop - 1].word & OF)
    ):
        stop += 1
    return replace(mention, described=span_text(tokens, mention.start, stop), end=stop)


def _without_told(mention: Mention, usage: Usage) -> Mention | None:
    """`mention` without the one who is told, who stands behind the subject: None if nothing else is left."""
    told = [word for word in (mention.name or mention.described).split() if word not in usage.told]
    if not told:
        return None
    return replace(mention, name=" ".join(told)) if mention.name else replace(mention, described=" ".join(told))


def _plain(tokens: Sequence[Token], start: int, mention: Mention) -> bool:
    """A subject to the right must begin there; a bare stretch of words without name or role is an object."""
    if mention.name or mention is PRONOUN:
        return mention.start - start <= 3
    return mention.start - start <= 2 and any(token.word & ROLE for token in tokens[mention.start : mention.end])


def _clause_end(tokens: Sequence[Token], start: int, words: Lexicon) -> int:
    for k in range(start, min(len(tokens), start + _FARTHEST)):
        token = tokens[k]
        if (
            token.quoted
            or token.mark in {",", ";", ":", ".", "–"}
            or (token.word & (BREAKS | VERB | ADDING) and k > start)
        ):
            return k
    return min(len(tokens), start + _FARTHEST)


def appose(mention: Mention, tokens: Sequence[Token], words: Lexicon) -> Mention:
    k = mention.end
    if k < len(tokens) and tokens[k].mark == "(":
        k = next((n + 1 for n in range(k, min(len(tokens), k + 10)) if tokens[n].mark == ")"), k)
    if not mention.name or k >= len(tokens) or tokens[k].mark not in {",", "–", "،"}:
        return mention
    k += 1
    if not words.cased and k < len(tokens) and tokens[k].word & PRONOUNS | (tokens[k].key == "وهو"):
        k += 1
    end = k
    while (
        end < len(tokens)
        and end - k < _APPOSITION
        and not tokens[end].quoted
        and tokens[end].mark not in {",", ";", ":", ".", "–"}
    ):
        if tokens[end].word & (SAY | ADDING) and not tokens[end].word & ROLE:
            break
        if (
            tokens[end].word & PREPOSITIONS
            and end > k
            and words.cased
            and end + 1 < len(tokens)
            and tokens[end + 1].word & SKIP
        ):
            break
        end += 1
    return with_role(mention, tokens, k, end)


def clause_start(tokens: Sequence[Token], i: int) -> int:
    """Where the clause that ends before `tokens[i]` begins."""
    for k in range(i - 1, max(-1, i - _FARTHEST), -1):
        token = tokens[k]
        if token.mark == ")":
            continue
        if token.quoted or token.mark in {",", ";", ":", ".", "–", '"'}:
            return k + 1
        if token.word & BREAKS and not _joins(tokens, k):
            return k + 1
        if token.word & VERB and not token.capital and not token.word & (ROLE | DETERMINER):
            return k + 1
    return max(0, i - _FARTHEST)


def _joins(tokens: Sequence[Token], k: int) -> bool:
    """An "and" between two capitalised words joins names, not clauses."""
    return (
        0 < k < len(tokens) - 1
        and bool(tokens[k].word & JOINS)
        and (tokens[k + 1].capital or bool(tokens[k + 1].word & (DETERMINER | ROLE)))
        and (tokens[k - 1].capital or bool(tokens[k - 1].word & ROLE))
    )


def _left(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage, *, governed: bool = False) -> Mention | None:
    k = _previous(tokens, i)
    if k < 0 or tokens[k].quoted or tokens[k].mark in {'"', ":", ".", ";"}:
        return None
    if tokens[k].mark == ")":
        k = next((n for n in range(k, max(-1, k - 12), -1) if tokens[n].mark == "("), k) - 1
        if k < 0:
            return None
    if tokens[k].mark in {",", "–"}:
        return _before_apposition(tokens, k, words, usage)
    if tokens[k].word & PRONOUNS:
        return PRONOUN
    if tokens[k].word & RELATIVES:
        return _antecedent(tokens, k, words, usage)
    if tokens[k].word & BREAKS:
        return None
    start = clause_start(tokens, k + 1)
    mention = read_source(tokens, start, k + 1, words, usage)
    if mention is None or mention is PRONOUN or mention.name or governed:
        return (
            mention
            if mention is None or mention is PRONOUN
            else _with_description_before(mention, tokens, start, words, usage)
        )
    if not any(token.word & ROLE for token in tokens[mention.start : mention.end]) and mention.end - mention.start > 6:
        return None
    if mention.end <= k < mention.start + LONGEST_DESCRIPTION:
        return replace(mention, described=span_text(tokens, mention.start, k + 1), end=k + 1)
    return mention


def _antecedent(tokens: Sequence[Token], k: int, words: Lexicon, usage: Usage) -> Mention | None:
    """Whom "who" means: the source right before it."""
    end = k - 1 if k and tokens[k - 1].mark == "," else k
    if end < 1 or tokens[end - 1].quoted:
        return None
    found = read_source(tokens, clause_start(tokens, end), end, words, usage)
    return found if found and found is not PRONOUN and found.end >= end - 1 and (found.name or found.kind) else None


def _with_description_before(
    mention: Mention, tokens: Sequence[Token], start: int, words: Lexicon, usage: Usage
) -> Mention:
    """« The lead officer, Mira Hale » gives Hale the role."""
    if not mention.name or mention.role or start < 2 or tokens[start - 1].mark != ",":
        return mention
    return mention


def _before_apposition(tokens: Sequence[Token], comma: int, words: Lexicon, usage: Usage) -> Mention | None:
    """The name before « , …, » that ends at `comma`, or the name that is this apposition itself."""
    opened = next(
        (
            k
            for k in range(comma - 1, max(-1, comma - _APPOSITION), -1)
            if tokens[k].mark in {",", "–"} or tokens[k].quoted or tokens[k].mark in {":", ";", "."}
        ),
        -1,
    )
    inner = read_source(tokens, opened + 1, comma, words, usage)
    tries = 0
    while opened > 0 and tokens[opened].mark in {",", "–"} and not tokens[opened].quoted and tries < 4:
        tries += 1
        start = clause_start(tokens, opened)
        outer = read_source(tokens, start, opened, words, usage)
        if outer and outer.name and outer.end >= opened - 3 and not tokens[opened - 1].quoted:
            return with_role(outer, tokens, opened + 1, comma)
        if (
            outer
            and outer is not PRONOUN
            and not outer.name
            and inner
            and inner.name
            and outer.head
            and any(t.word & ROLE for t in tokens[start:opened])
        ):
            return with_role(inner, tokens, outer.start, outer.end)
        if (
            outer
            and outer.described
            and any(t.word & ROLE for t in tokens[outer.start : outer.end])
            and outer.end == opened
        ):
            return outer
        opened = next(
            (
                k
                for k in range(opened - 1, max(-1, comma - 2 * _APPOSITION), -1)
                if tokens[k].mark in {",", "–"} or tokens[k].quoted
            ),
            -1,
        )
    return inner if inner and inner.name and inner.end >= comma - 1 and opened <= 0 else None


def _bare_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    return end - start <= _NAME and not any(
        t.mark or t.word & (VERB | BREAKS | RELATIVES | PREPOSITION) for t in tokens[start:end]
    )


def _topic(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> Mention | None:
    """What a topic marker marks (ja "は"), the first of the sentence outside its quotations."""
    for k in range(i):
        if tokens[k].word & TOPIC and not tokens[k].quoted and k:
            start = clause_start(tokens, k)
            return read_source(tokens, start, k, words, usage)
    return None


def _far_left(tokens: Sequence[Token], i: int, words: Lexicon, usage: Usage) -> Mention | None:
    """The subject of a verb at the end: the first source of the sentence that is in no case but the nominative."""
    if not words.cased:
        start = _sentence_start(tokens, i)
        return _left(tokens, i, words, usage) if start >= i else _first_uncased(tokens, start, i, words, usage)
    best: Mention | None = None
    k = 0
    while k < i:
        token = tokens[k]
        if (
            token.quoted
            or token.mark
            or not (is_name(tokens, k, words, usage) or token.word & ROLE or (k == 0 and token.capital))
        ):
            k += 1
            continue
        stop = max(run_end(tokens, k, i, words, usage), k + 1)
        if (
            stop < i
            and tokens[stop].word & ROLE
            and not tokens[stop].capital
            and not any(t.word & ROLE for t in tokens[k:stop])
        ):
            return Mention(
                name=span_text(tokens, k, stop), role=tokens[stop].text, kind=kind_of(tokens[stop : stop + 1]),
                head=tokens[stop].key, start=k, end=stop + 1,
            )  # fmt: skip
        after = tokens[stop] if stop < len(tokens) else None
        settled = after is None or after.mark in {",", '"', ":", "("} or stop >= _previous(tokens, i) + 1
        nominative = not any(t.suffix for t in tokens[k:stop])
        if nominative and (settled or (best is None and k == 0)):
            start = k
            while (
                start > 0
                and not tokens[start - 1].mark
                and not tokens[start - 1].quoted
                and not tokens[start - 1].word & (BREAKS | VERB)
            ):
                start -= 1
            found = read_source(tokens, start if not any(t.suffix for t in tokens[start:k]) else k, stop, words, usage)
            if found and found.name and found.end != stop:
                found = read_source(tokens, k, stop, words, usage)
            if found and (found.name or any(t.word & ROLE for t in tokens[found.start : found.end])):
                if settled and after is not None and after.mark in {",", '"', ":", "("}:
                    return appose(found, tokens, words) if found.name else found
                best = best or found
        k = stop
    return best


def _sentence_start(tokens: Sequence[Token], i: int) -> int:
    for k in range(i - 1, -1, -1):
        if tokens[k].mark in {".", ":", ";"} and not tokens[k].quoted:
            return k + 1
    return 0


def _first_uncased(tokens: Sequence[Token], start: int, i: int, words: Lexicon, usage: Usage) -> Mention | None:
    k = start
    while k < i and (
        tokens[k].mark in {",", "–"} or tokens[k].word & SKIP or tokens[k].quoted or tokens[k].word & BREAKS
    ):
        k += 1
    if k >= i or tokens[k].word & PREPOSITIONS:
        return None
    found = read_source(tokens, k, i, words, usage)
    return appose(found, tokens, words) if found else None


def opening_source(tokens: Sequence[Token], before: int, words: Lexicon, usage: Usage) -> Mention | None:
    """The source with which the sentence begins: the subject of a later verb that has none beside it."""
    start = 0
    while start < before and (tokens[start].mark or tokens[start].word & (SKIP | BREAKS)) and not tokens[start].quoted:
        start += 1
    if start < before and tokens[start].word & WITHIN and before < len(tokens):
        start += 1
    if start >= before or tokens[start].quoted:
        return None
    end = start
    while end < before and not tokens[end].mark and not tokens[end].quoted and not tokens[end].word & (VERB | BREAKS):
        end += 1
    found = read_source(tokens, start, max(end, start + 1), words, usage)
    if found is None or found is PRONOUN:
        return found
    if found.start > start + 1 or not (
        found.name or any(token.word & ROLE for token in tokens[found.start : found.end])
    ):
        return None
    return appose(found, tokens, words)


def _is_role(tokens: Sequence[Token], mention: Mention) -> bool:
    return any(token.word & ROLE for token in tokens[mention.start : mention.end])
