"""Which words of a sentence say that somebody speaks, and who it is: the verb and its subject, or "according to".

Looks at one sentence at a time and resolves nothing: pronouns, missing subjects and surnames are settled by `voices`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.analyse.after_verb import closes, passed_on, right_of
from briefing.analyse.before_verb import before_apposition, far_subject, leading_subject, left_of, previous
from briefing.analyse.capitals import run_end
from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.names import fold
from briefing.analyse.owners import owner
from briefing.analyse.sources import clause_end, is_known, read_source
from briefing.analyse.voice_words import (
    ACCORDING,
    ACCORDING_AFTER,
    ACCORDING_FIRST,
    ACCORDING_LAST,
    ADDING,
    AGENTS,
    AUXILIARIES,
    BODY,
    BREAKS,
    CENTRE,
    CONTINUING,
    DETERMINER,
    INFINITIVE,
    MINDS,
    PASSIVE,
    PREPOSITION,
    PRESENTING,
    PRONOUNS,
    QUOTING,
    RELAYING,
    ROLE,
    SAY,
    SKIP,
    STANCE,
    TITLES,
    TOLD,
    UTTERANCES,
    VERB,
    WITHIN,
)

_MOST = 12
_LABEL = 7
_EARLY = 5
_CLAUSE = 30
_FAR, _FEW, _NEAR = 30, 9, 3
_SOURCED = ACCORDING | ACCORDING_FIRST | ACCORDING_LAST | ACCORDING_AFTER
_CUES = _SOURCED | VERB | QUOTING | CONTINUING | PRESENTING | MINDS | UTTERANCES | ADDING
_SURE = SAY | TOLD | QUOTING | CONTINUING


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of speech at the token `at`. `mention` is None when no subject stands in the sentence.

    `sure` is false for verbs of judging, asking and wanting: another cue of the sentence comes before them. `relays`
    is true of a medium that passes on what somebody else of the sentence may have said. `aside` marks what is no
    clause of its own, as "Hale's claim": it counts where there is nothing else.
    """

    at: int
    mention: Mention | None
    sure: bool = True
    relays: bool = False
    aside: bool = False


def find_cues(line: Line) -> list[Cue]:
    """The cues of a sentence outside its quotations, in order, of endless sentences the first few."""
    found: list[Cue] = []
    for cue in _cues(line):
        found.append(cue)
        if len(found) == _MOST:
            break
    return found


def _cues(line: Line) -> Iterator[Cue]:
    label = _label(line)
    if label:
        yield label
    for i, token in enumerate(line.tokens):
        if token.mark or token.quoted or not token.word & _CUES:
            continue
        cue = _sourced(line, i) if token.word & _SOURCED else _spoken(line, i)
        if cue:
            yield _relayed(line, cue, token.word)


def _relayed(line: Line, cue: Cue, word: int) -> Cue:
    """`cue`, of a medium if it stands beside a word by which media pass on: « сообщает Harbour Post »."""
    mention = cue.mention
    if mention is None or not word & RELAYING:
        return cue
    bare = bool(mention.name) and not mention.role and mention.kind is None
    if bare and line.usage.known.isdisjoint(map(fold, mention.name.split())):
        mention = replace(mention, kind="media")
    return replace(cue, mention=mention, relays=bare or mention.kind == "media")


def _sourced(line: Line, i: int) -> Cue | None:
    """« according to Hale », « Hale's words », with the source before or behind."""
    word = line.tokens[i].word
    if word & ACCORDING_FIRST and not word & ACCORDING and any(not token.mark for token in line.tokens[:i]):
        return None
    if word & ACCORDING_LAST and not word & ACCORDING:
        mention = right_of(line, i, governed=True) if line.has_mark(i - 1, ',"') else None
        return Cue(i, mention) if mention and closes(line, mention) else None
    if i + 1 < len(line.tokens) and line.tokens[i + 1].word & SAY and not line.tokens[i + 1].word & ROLE:
        return None
    before = word & ACCORDING_AFTER
    mention = left_of(line, i, governed=True) if before else right_of(line, i, governed=True)
    if before and mention and mention.described and not line.has_role(mention.start, mention.end):
        return None
    return Cue(i, mention) if mention else None


def _spoken(line: Line, i: int) -> Cue | None:
    word = line.tokens[i].word
    mention = passed_on(line, i) if word & QUOTING else None
    if mention:
        return Cue(i, mention)
    if word & CONTINUING:
        return Cue(i, PRONOUN)
    if line.tokens[i].presents:
        mention = right_of(line, i)
        return Cue(i, mention) if mention else None
    if word & VERB and _is_finite(line, i) and not _is_passive(line, i):
        mention = _subject(line, i)
        if mention and mention is not PRONOUN:
            mention = replace(mention, subject=True)
        return Cue(i, mention, bool(word & _SURE)) if _may_say(line, i, mention) else None
    return _dependent(line, i)


def _dependent(line: Line, i: int) -> Cue | None:
    """What tells somebody's words or mind without a finite verb of saying."""
    word = line.tokens[i].word
    agent = _agent(line, i) if word & VERB else -1
    if agent >= 0:
        mention = right_of(line, agent, governed=True)
        return Cue(i, mention, sure=False) if _can_judge(line, i, mention) else None
    if word & VERB and _is_infinitive(line, i):
        return Cue(i, None, sure=False)
    if word & MINDS and (mention := _minded(line, i)):
        return Cue(i, mention, sure=False)
    if word & UTTERANCES and (mention := owner(line, i)):
        return Cue(i, mention, sure=False, aside=True)
    return Cue(i, _beside_participle(line, i), sure=False) if word & ADDING else None


def _is_finite(line: Line, i: int) -> bool:
    return not (line.is_noun(i) or _is_infinitive(line, i) or _is_bare_participle(line, i))


def _is_bare_participle(line: Line, i: int) -> bool:
    """« l'accord annoncé »: a participle without an auxiliary is no verb of its own."""
    if not line.words.participle_endings or not line.tokens[i].text.endswith(line.words.participle_endings):
        return False
    return i > 0 and not line.tokens[i - 1].word & (SKIP | PRONOUNS)


def _is_infinitive(line: Line, i: int) -> bool:
    return i > 0 and bool(line.tokens[i - 1].word & INFINITIVE)


def _agent(line: Line, i: int) -> int:
    """What stands before who acts when the verb is passive: « praised by », « von Hale gelobt »; -1 if nothing does."""
    if i + 1 < len(line.tokens) and line.tokens[i + 1].word & AGENTS:
        return i + 1
    if not line.words.verbs_last or not _is_passive(line, i):
        return -1
    clause = range(i - 1, max(-1, i - _CLAUSE), -1)
    return next((k for k in clause if line.tokens[k].word & AGENTS and not line.tokens[k].quoted), -1)


def _minded(line: Line, i: int) -> Mention | None:
    """« Hale is convinced »: whose mind an adjective tells."""
    mention = _subject(line, i) if _is_passive(line, i) else None
    return mention if _can_judge(line, i, mention) else None


def _beside_participle(line: Line, i: int) -> Mention | None:
    """« Hale is telling them … », « with Hale telling them … »: a participle with a subject of its own."""
    if _is_passive(line, i):
        running = left_of(line, i)
        return running if _can_judge(line, i, running) else None
    found = None if line.has_mark(i - 1, ",") or not line.words.cased else left_of(line, i, governed=True)
    own = found is not None and bool(found.name) and found.start > 0
    return found if found and own and line.tokens[found.start - 1].word & PREPOSITION else None


def _may_say(line: Line, i: int, mention: Mention | None) -> bool:
    """Whether the verb at `i` attributes: one of judging needs a judge, one of passing on somebody known to speak."""
    word = line.tokens[i].word
    if word & RELAYING and mention and not (mention.name or mention.kind) and mention is not PRONOUN:
        return False
    return bool(word & SAY) or not word & STANCE or _can_judge(line, i, mention)


def _can_judge(line: Line, i: int, mention: Mention | None) -> bool:
    """Whether a verb of judging has a subject that makes it an attribution; where it may be far, no late pronoun."""
    if mention is None:
        return False
    if mention is PRONOUN:
        return i < _EARLY or line.words.order == "svo"
    if mention.name and not mention.role and not line.words.cased and mention.kind is None:
        return _is_marked(line, mention)
    return bool(mention.name) or mention.new or line.has_role(mention.start, mention.end)


def _is_marked(line: Line, mention: Mention) -> bool:
    """Whether bare words without capitals are a name: one that the article gives in full, or closed by "that"."""
    after = mention.end + line.has_mark(mention.end, ",")
    closed = after < len(line.tokens) and bool(line.tokens[after].word & BREAKS)
    closed = closed or line.has_mark(mention.end, '("')
    return closed or line.tokens[mention.end - 1].capital or is_known(line, mention)


def _is_passive(line: Line, i: int) -> bool:
    """« was told »: the subject hears, it doesn't speak."""
    k = i - 1
    while k > 0 and line.tokens[k].word & SKIP and not line.tokens[k].word & PASSIVE:
        k -= 1
    if not line.words.verbs_last:
        return k >= 0 and bool(line.tokens[k].word & PASSIVE)
    clause = range(i - 1, max(-1, i - _CLAUSE), -1)
    stops = next((k for k in clause if line.tokens[k].mark or line.tokens[k].word & BREAKS), -1)
    return any(token.word & PASSIVE for token in line.tokens[stops + 1 : i])


def _label(line: Line) -> Cue | None:
    """A sentence that opens with a speaker and a colon: « Hale: "We are late." »."""
    tokens = line.tokens
    colon = next((i for i, token in enumerate(tokens[:_LABEL]) if token.mark == ":"), 0)
    if not colon or not line.words.cased or colon + 1 >= len(tokens):
        return None
    if any(t.word & (VERB | BREAKS) or t.quoted or (t.mark and t.mark not in "(),.") for t in tokens[:colon]):
        return None
    first = next((i for i, t in enumerate(tokens[:colon]) if not t.mark and not t.word & (TITLES | ROLE)), colon)
    if first == colon or tokens[first].word & (SKIP | DETERMINER | PREPOSITION) or not tokens[first].capital:
        return None
    mention = read_source(line, 0, colon) if run_end(line, first, colon) == colon else None
    known = line.has_mark(colon + 1, '"') or colon - first > 1 or tokens[first].key in line.usage.capital
    return Cue(colon, mention) if mention and mention.name and (known or mention.role) else None


def _subject(line: Line, i: int) -> Mention | None:
    if line.words.order == "vso":
        return _after_auxiliary(line, i) or right_of(line, i) or leading_subject(line, i)
    if line.words.order == "sov":
        return far_subject(line, i)
    before = previous(line, i)
    if line.has_mark(before, ","):
        return _after_comma(line, i, before)
    if before < 0 or line.has_mark(before, '"–.(:'):
        return right_of(line, i) or left_of(line, i) or _within(line, i)
    found = left_of(line, i, sure=bool(line.tokens[i].word & _SURE))
    return right_of(line, i) or _within(line, i) if found is None and line.words.inverts else found


def _after_auxiliary(line: Line, i: int) -> Mention | None:
    """« had the minister, Hale, said »: the subject between an auxiliary and its verb."""
    for k in range(i - 1, max(-1, i - _FAR), -1):
        token = line.tokens[k]
        if token.word & AUXILIARIES and not token.quoted:
            found = right_of(line, k) if k + 1 < i else None
            between = line.tokens[found.end : i] if found else []
            beside = all(token.mark == "," or token.word & SKIP for token in between)
            return found if found and found.end <= i and beside else None
        if token.quoted or token.mark in {".", ":", ";"} or token.word & VERB:
            return None
    return None


def _within(line: Line, i: int) -> Mention | None:
    """« сообщили «Порту» в министерстве »: the institution in which it was said, behind whoever was told."""
    tokens, k = line.tokens, i + 1
    while k < min(len(tokens), i + _FEW) and not tokens[k].word & WITHIN:
        told = tokens[k].word & SKIP or tokens[k].capital or tokens[k].mark == '"'
        if not told or tokens[k].quoted:
            return None
        k += 1
    if k + 1 >= len(tokens) or not tokens[k].word & WITHIN:
        return None
    found = read_source(line, k + 1, clause_end(line, k + 1))
    body = found and found.described and line.tokens[found.start : found.start + _NEAR]
    return found if body and any(token.word & (BODY | CENTRE) for token in body) else None


def _after_comma(line: Line, i: int, comma: int) -> Mention | None:
    """« Hale, the mayor, said » or « It will rain, said Hale. »."""
    left, right = before_apposition(line, comma), right_of(line, i)
    said_before = comma > 0 and (line.tokens[comma - 1].quoted or line.has_mark(comma - 1, '"'))
    certain = right is not None and bool(right.name and right.role)
    opens = left is not None and left.start == 0 and line.words.inverts and not certain
    apposed = left is not None and bool(left.name and (left.role or opens))
    if right and not apposed and line.words.inverts and (right.name or right.role):
        return right
    if right and not apposed and (said_before or (right is not PRONOUN and closes(line, right))):
        return right
    within = None if apposed or right else _within(line, i)
    return within or left or right
