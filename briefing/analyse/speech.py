"""Which words of a sentence say that somebody speaks, and who it is: the verb and its subject, or "according to".

Looks at one sentence at a time and resolves nothing: pronouns, missing subjects and surnames are settled by `voices`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.analyse.after_verb import closes, passed_on, right_of
from briefing.analyse.before_verb import left_of
from briefing.analyse.capitals import run_end
from briefing.analyse.documents import opening_document
from briefing.analyse.mentions import PRONOUN, Line, Mention
from briefing.analyse.names import fold
from briefing.analyse.owners import owner
from briefing.analyse.silence import is_nobody, is_silent
from briefing.analyse.sources import is_common, is_known, read_source
from briefing.analyse.subjects import subject_of
from briefing.analyse.verb_forms import agent_of, is_finite, is_infinitive, is_passive
from briefing.analyse.voice_words import (
    ACCORDING,
    ACCORDING_AFTER,
    ACCORDING_FIRST,
    ACCORDING_LAST,
    ADDING,
    BREAKS,
    CONTINUING,
    DETERMINER,
    MINDS,
    PREPOSITION,
    PRESENTING,
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
)

_MOST = 12
_LABEL = 7
_EARLY = 5
_SOURCED = ACCORDING | ACCORDING_FIRST | ACCORDING_LAST | ACCORDING_AFTER
_CUES = _SOURCED | VERB | QUOTING | CONTINUING | PRESENTING | MINDS | UTTERANCES | ADDING
_SURE = SAY | TOLD | QUOTING | CONTINUING


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign of speech at the token `at`. `mention` is None when no subject stands in the sentence.

    `sure` is false for verbs of judging, asking and wanting: another cue of the sentence comes before them. `relays`
    is true of a medium that passes on what somebody else of the sentence may have said. `aside` marks what is no
    clause of its own, as "Hale's claim", or says that somebody is silent: it counts where there is nothing else.
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
    if document := opening_document(line):
        yield Cue(document.start, document, sure=False, aside=True)
    for i, token in enumerate(line.tokens):
        if token.mark or token.quoted or not token.word & _CUES:
            continue
        cue = _sourced(line, i) if token.word & _SOURCED else _spoken(line, i)
        if cue and not is_nobody(line, i, cue.mention):
            yield _relayed(line, replace(cue, aside=True) if is_silent(line, i) else cue, token.word)


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
    if word & VERB and is_finite(line, i) and not is_passive(line, i):
        mention = subject_of(line, i, sure=bool(word & _SURE))
        if mention and mention is not PRONOUN:
            if is_common(line, mention):
                return None
            mention = replace(mention, subject=True)
        return Cue(i, mention, bool(word & _SURE)) if _may_say(line, i, mention) else None
    return _dependent(line, i)


def _dependent(line: Line, i: int) -> Cue | None:
    """What tells somebody's words or mind without a finite verb of saying."""
    word = line.tokens[i].word
    agent = agent_of(line, i) if word & VERB else -1
    if agent >= 0:
        mention = right_of(line, agent, governed=True)
        return Cue(i, mention, sure=False) if _can_judge(line, i, mention) else None
    if word & VERB and is_infinitive(line, i):
        return Cue(i, None, sure=False)
    if word & MINDS and (mention := _minded(line, i)):
        return Cue(i, mention, sure=False)
    if word & UTTERANCES and (mention := owner(line, i)):
        return Cue(i, mention, sure=False, aside=True)
    return Cue(i, _beside_participle(line, i), sure=False) if word & ADDING else None


def _minded(line: Line, i: int) -> Mention | None:
    """« Hale is convinced »: whose mind an adjective tells."""
    mention = subject_of(line, i, sure=False) if is_passive(line, i) else None
    return mention if _can_judge(line, i, mention) else None


def _beside_participle(line: Line, i: int) -> Mention | None:
    """« Hale is telling them … », « with Hale telling them … »: a participle with a subject of its own."""
    if is_passive(line, i):
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
