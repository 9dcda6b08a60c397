"""The subject that stands before its verb: beside it, before an apposition, or far off where verbs come last."""

from dataclasses import replace

from briefing.analyse.capitals import is_name, run_end
from briefing.analyse.mentions import PRONOUN, Line, Mention, describe, kind_of, with_role
from briefing.analyse.noun_phrases import LONGEST_DESCRIPTION
from briefing.analyse.sources import appose, clause_start, is_known, read_source
from briefing.analyse.voice_words import (
    ACCORDING,
    BREAKS,
    DETERMINER,
    FUNCTION,
    MEDIA,
    NEVERS,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    ROLE,
    SKIP,
    TOPIC,
    VERB,
)

_APPOSITION, _TRIES = 28, 4
_NAME, _BARE, _DETERMINED, _BRACKET = 6, 4, 9, 12
_PLACE, _CLOSED = 4, 8


def previous(line: Line, i: int) -> int:
    """The last token before `i` that is more than an auxiliary or an adverb, -1 if there is none."""
    k = i - 1
    while k >= 0 and line.tokens[k].word & SKIP and not line.tokens[k].capital:
        k -= 1
    return k


def left_of(line: Line, i: int, *, governed: bool = False, sure: bool = False) -> Mention | None:
    """The source right before `i`, adverbs and appositions aside.

    `governed`: it needs not be a subject. `sure`: the verb is one of saying, so that any noun can be its subject.
    """
    k = previous(line, i)
    if line.has_mark(k, ")"):
        k = next((n for n in range(k, max(-1, k - _BRACKET), -1) if line.tokens[n].mark == "("), k) - 1
    if governed and line.has_mark(k, '"') and not line.tokens[k].quoted and (opened := _title_start(line, k)):
        return read_source(line, clause_start(line, opened), k + 1)
    if k < 0 or line.tokens[k].quoted or line.tokens[k].mark in {'"', ":", ".", ";"}:
        return None
    token = line.tokens[k]
    if token.mark in {",", "–"}:
        return before_apposition(line, k)
    if token.word & PRONOUNS:
        return PRONOUN
    if token.word & RELATIVES:
        return _antecedent(line, k)
    return None if token.word & BREAKS else _beside(line, k, governed=governed, sure=sure)


def _title_start(line: Line, closing: int) -> int:
    """The mark that opens the name which the mark at `closing` ends, 0 if it is no name."""
    return next((k for k in range(closing - 1, max(0, closing - _BRACKET), -1) if line.has_mark(k, '"')), 0)


def _beside(line: Line, k: int, *, governed: bool, sure: bool) -> Mention | None:
    start = clause_start(line, k + 1)
    if governed and line.tokens[start].word & PREPOSITIONS and not line.words.cased:
        start += 1
    mention = read_source(line, start, k + 1)
    if mention is None or mention is PRONOUN or governed:
        return mention
    whom = _of_clause(line, start, mention) or (_of_place(line, mention) if mention.name else None)
    if whom:
        return whom
    if not line.has_role(mention.start, mention.end) and not _is_phrase(line, mention, sure=sure):
        return None
    return _unclosed(line, mention, k + 1) or _extended(line, mention, k)


def _extended(line: Line, mention: Mention, k: int) -> Mention:
    """`mention`, a description, up to the verb behind `k`."""
    if mention.end <= k < mention.start + LONGEST_DESCRIPTION:
        end = k + 1
        while end > mention.end and line.tokens[end - 1].word & (NEVERS | SKIP | PREPOSITIONS):
            end -= 1
        return replace(mention, described=line.text(mention.start, end), end=end)
    return mention


def _of_clause(line: Line, start: int, mention: Mention) -> Mention | None:
    """« a lawyer who advises the court said »: the lawyer, whom a clause parts from the verb."""
    who = start - 2 if start > 1 and line.tokens[start - 1].word & VERB else start - 1
    own = who == start - 1 and mention.start == start and bool(mention.name)
    return _antecedent(line, who) if who > 0 and line.tokens[who].word & RELATIVES and not own else None


def _unclosed(line: Line, mention: Mention, end: int) -> Mention | None:
    """« Hale, owner of the firm said »: the name before an apposition that no comma closes."""
    comma = mention.start - 1
    if line.words.articles or not line.has_mark(comma, ",") or not line.has_role(mention.start, mention.start + 2):
        return None
    outer = read_source(line, clause_start(line, comma), comma)
    beside = outer is not None and bool(outer.name) and outer.end == comma
    return with_role(outer, line, mention.start, end) if outer and beside else None


def _of_place(line: Line, mention: Mention) -> Mention:
    """« Mira Hale of Grend, South Karsu said »: the place after a comma is not who speaks."""
    comma = mention.start - 1
    if mention.role or comma < 2 or not line.has_mark(comma, ","):  # noqa: PLR2004 — a name and a preposition
        return mention
    outer = read_source(line, clause_start(line, comma), comma)
    placed = outer is not None and bool(outer.name) and 0 < comma - outer.end <= _PLACE
    return outer if outer and placed and line.tokens[outer.end].word & PREPOSITION else mention


def _is_phrase(line: Line, mention: Mention, *, sure: bool) -> bool:
    """Whether words without a role can be a subject: few, and with an article where all nouns are capitalised."""
    determined = bool(line.tokens[mention.start].word & DETERMINER)
    most = _DETERMINED if sure and determined else _BARE
    return mention.end - mention.start <= most and (determined or not line.words.capital_nouns)


def _antecedent(line: Line, k: int) -> Mention | None:
    """Whom "who" means: the source right before it."""
    end = k - 1 if line.has_mark(k - 1, ",") else k
    if end < 1 or line.tokens[end - 1].quoted:
        return None
    start = clause_start(line, end)
    found = read_source(line, start, end)
    governed = next((k for k in range(end - 1, start - 1, -1) if line.tokens[k].word & PREPOSITIONS), -1)
    if found is None and governed >= 0:
        found = read_source(line, governed + 1, end)
    beside = found is not None and found is not PRONOUN and found.end >= end - 1
    return found if found and beside and (found.name or found.kind) else None


def before_apposition(line: Line, comma: int) -> Mention | None:
    """The name before « , …, » that ends at `comma`, or the name that is this apposition itself."""
    opened = _opens(line, comma, comma - _APPOSITION, ",–:;.")
    inner, described = read_source(line, opened + 1, comma), None
    for _ in range(_TRIES):
        if opened <= 0 or not line.has_mark(opened, ",–") or line.tokens[opened].quoted:
            break
        found = _around(line, opened, comma, inner)
        if found and (found.name or not line.has_mark(found.start - 1, ",")):
            return found
        described = described or found
        opened = _opens(line, opened, comma - 2 * _APPOSITION, ",–")
    if described:
        return described
    return inner if inner and inner.name and inner.end >= comma - 1 and opened <= 0 else None


def _opens(line: Line, before: int, limit: int, marks: str) -> int:
    stops = (k for k in range(before - 1, max(-1, limit), -1) if line.has_mark(k, marks) or line.tokens[k].quoted)
    return next(stops, -1)


def _around(line: Line, opened: int, comma: int, inner: Mention | None) -> Mention | None:
    """Name and role of « Hale, the mayor, » and of « the mayor, Hale, »."""
    outer = read_source(line, clause_start(line, opened), opened)
    if outer is None or outer is PRONOUN or line.tokens[opened - 1].quoted:
        return None
    if outer.name:
        return with_role(outer, line, opened + 1, comma) if outer.end >= opened - 3 else None
    if outer.end != opened or not line.has_role(outer.start, outer.end):
        return None
    if inner and inner.name and _is_bare(line, opened + 1, comma):
        return with_role(inner, line, outer.start, outer.end)
    return outer


def _is_bare(line: Line, start: int, end: int) -> bool:
    other = VERB | BREAKS | RELATIVES | PREPOSITION
    return end - start <= _NAME and not any(token.mark or token.word & other for token in line.tokens[start:end])


def leading_subject(line: Line, i: int) -> Mention | None:
    """A subject before a verb that mostly comes first: a role, a Latin name, or the words that begin the sentence."""
    found = left_of(line, i)
    if found is None or found is PRONOUN:
        return found
    stretch = line.tokens[found.start : found.end]
    opens = bool(found.name) and found.start == 0 and len(stretch) > 1 and is_known(line, found)
    return found if opens or any(token.word & ROLE or token.capital for token in stretch) else None


def far_subject(line: Line, i: int) -> Mention | None:
    """The subject of a verb at the end of its sentence."""
    return _topic(line, i) or (_nominative(line, i) if line.words.cased else _first(line, i))


def _topic(line: Line, i: int) -> Mention | None:
    """What a topic marker marks (ja "は"), the first of the sentence outside its quotations."""
    for k in range(1, i):
        if line.tokens[k].word & TOPIC and not line.tokens[k].quoted:
            return read_source(line, clause_start(line, k), k)
    return None


def _nominative(line: Line, i: int) -> Mention | None:
    """The source that a comma or a quotation sets off, else the first in no case but the nominative (tr)."""
    best: Mention | None = None
    k = 0
    while k < i:
        token = line.tokens[k]
        opens = is_name(line, k) or bool(token.word & ROLE) or (k == 0 and token.capital and not token.word & FUNCTION)
        if token.quoted or token.mark or not opens:
            k += 1
            continue
        stop = max(run_end(line, k, i), k + 1)
        stop += _role_after(line, k, stop, i)
        while stop < i and line.tokens[stop - 1].word & line.tokens[stop].word & ROLE:
            stop += 1
        if line.tokens[stop - 1].word & ROLE and stop < i and is_name(line, stop):
            stop = run_end(line, stop, i)
        set_off = stop >= len(line.tokens) or line.has_mark(stop, ',":')
        nominative = not any(t.suffix or t.oblique for t in line.tokens[k:stop])
        if nominative and (set_off or stop > previous(line, i) or k == 0 or line.has_mark(k - 1, ",")):
            found = _phrase(line, k, stop)
            if found and set_off:
                closed = any(line.has_mark(n, ",") for n in range(stop + 2, stop + _CLOSED))
                return appose(found, line) if closed else found
            best = best or found
        k = stop
    return best


def _role_after(line: Line, first: int, stop: int, i: int) -> bool:
    """Whether a name's role follows it in lower case (tr "Harbour Post gazetesi")."""
    bare = stop < i and bool(line.tokens[stop].word & ROLE) and not line.tokens[stop].capital
    return bare and line.tokens[first].capital and not line.has_role(first, stop)


def _phrase(line: Line, first: int, stop: int) -> Mention | None:
    if stop - first > 1 and _role_after(line, first, stop - 1, stop):
        if not line.tokens[stop - 1].word & MEDIA:
            return describe(line, first, stop, stop - 1)
        role = line.tokens[stop - 1]
        kind = kind_of([role])
        return Mention(line.text(first, stop - 1), role.text, "", role.key, kind, start=first, end=stop)
    start = first
    while start > 0 and not _parts(line, start - 1):
        start -= 1
    found = read_source(line, start, stop)
    if found and found.name and found.end != stop:
        found = read_source(line, first, stop)
    return found if found and (found.name or line.has_role(found.start, found.end)) else None


def _parts(line: Line, k: int) -> bool:
    token = line.tokens[k]
    return bool(token.mark or token.quoted or token.suffix or token.presents or token.word & (BREAKS | VERB))


def _first(line: Line, i: int) -> Mention | None:
    """The source that begins the sentence, where nothing is capitalised (fa)."""
    tokens = line.tokens
    start = max((k + 1 for k in range(i) if tokens[k].mark in {".", ":", ";"} and not tokens[k].quoted), default=0)
    if start >= i:
        return left_of(line, i)
    while start < i and (
        tokens[start].mark in {",", "–"} or tokens[start].word & (SKIP | BREAKS) or tokens[start].quoted
    ):
        start += 1
    comma = next((k for k in range(start, i) if line.has_mark(k, ",")), -1)
    if start < comma and tokens[start].word & (PREPOSITIONS | ACCORDING):
        start = comma + 1
        while start < i and tokens[start].word & SKIP:
            start += 1
    if start >= i or tokens[start].word & (PREPOSITIONS | ACCORDING):
        return None
    found = read_source(line, start, i)
    if found and found.name and not (found.role or found.kind) and not _opens_bare(line, found):
        return None
    return appose(found, line) if found else None


def _opens_bare(line: Line, mention: Mention) -> bool:
    """Whether words that nothing shows to be a name can be one: a few, none of them known, at the head of all."""
    if is_known(line, mention) or line.tokens[mention.end - 1].capital or line.has_mark(mention.start, '"'):
        return True
    before = line.tokens[max(0, mention.start - 1) : mention.start]
    first = line.tokens[mention.start : mention.end]
    short = len(first) <= _BARE and not any(token.word & NEVERS for token in first)
    return short and not any(token.word & BREAKS for token in before)
