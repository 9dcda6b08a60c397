"""Analyst views (van Dijk: Evaluation): who judges what. One person is one voice, with all spellings joined."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.analyse.names import same_person
from briefing.compose.candidates import Candidate, choose
from briefing.compose.statement import state
from briefing.model import Attribution, Kind, Statement

#: A quotation that is at least this much of its sentence is printed alone: the voice stands beside it anyway.
MOSTLY = 0.5
#: Analysts lead: their judgement is what the section is for.
ANALYST = 1.3


@dataclass(slots=True)
class _Voice:
    """One speaker of the story, as the articles call them, with what they judge."""

    said: list[tuple[Candidate, Attribution]] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, sorted."""
        return tuple(sorted({voice.speaker for _, voice in self.said}))

    def is_of(self, candidate: Candidate, voice: Attribution) -> bool:
        """Whether `voice` is this speaker; one who has no name is the same only within an article."""
        for other, known in self.said:
            if other.reference.n == candidate.reference.n and known.speaker_id == voice.speaker_id:
                return True
            named = "unnamed" not in (known.kind, voice.kind)
            if named and same_person(known.speaker, voice.speaker):
                return True
        return False

    def described(self) -> dict[str, Any]:
        """How a statement names the speaker: by the fullest name in the best readable article that has it."""
        by_fitness = sorted(
            self.said, key=lambda pair: (pair[0].preference, -len(pair[1].speaker.split()), pair[0].order)
        )
        candidate, voice = by_fitness[0]
        roles = [(c, v.role) for c, v in by_fitness if v.role]
        alike = [role for c, role in roles if c.sentence.language == candidate.sentence.language]
        kinds: Counter[Kind] = Counter(v.kind for _, v in self.said)
        return {
            "speaker": voice.speaker,
            "speaker_id": min(v.speaker_id for _, v in self.said),
            "names": self.names,
            "role": next(iter(alike or [role for _, role in roles]), ""),
            "kind": max(sorted(kinds), key=lambda kind: kinds[kind]),
        }


def analyst_views(
    told: Sequence[Candidate], *, voices: int, per_voice: int, taken: Sequence[Candidate] = ()
) -> tuple[Statement, ...]:
    """Judgements of the best `voices` speakers, at most `per_voice` each, those of one speaker together."""
    every = _voices(told)
    judging: list[tuple[_Voice, tuple[Candidate, ...]]] = []
    for voice in every:
        own = [c for c, _ in voice.said if c.sentence.section == "analyst_views"]
        chosen = choose(own, most=per_voice, taken=(*taken, *(c for _, cs in judging for c in cs)))
        if chosen:
            judging.append((voice, chosen))
    judging.sort(key=lambda pair: (-_weight(*pair), min(c.order for c in pair[1])))
    readable = [pair for pair in judging if not all(c.foreign for c in pair[1])]
    foreign = [pair for pair in judging if pair not in readable]
    room = (voices + 1) // 2 - len(readable) if readable else voices
    shown = (*readable[:voices], *foreign[: max(0, room)])
    statements = []
    for voice, chosen in shown:
        about = voice.described()
        for candidate in sorted(chosen, key=lambda c: c.order):
            spoken = next(v for c, v in voice.said if c is candidate)
            span = _quotation(candidate, spoken)
            statements.append(state(candidate, told, span=span, section={**about, "direct": spoken.direct}))
    return tuple(statements)


def _voices(told: Iterable[Candidate]) -> list[_Voice]:
    """All speakers of the story, in the order they first speak: also what they report tells their name and role."""
    found: list[_Voice] = []
    for candidate in told:
        voice = candidate.sentence.attribution
        if voice is None:
            continue
        known = next((one for one in found if one.is_of(candidate, voice)), None)
        if known is None:
            known = _Voice()
            found.append(known)
        known.said.append((candidate, voice))
    return found


def _weight(voice: _Voice, chosen: Sequence[Candidate]) -> float:
    best = max(candidate.score for candidate in chosen)
    return best * (ANALYST if any(v.kind == "analyst" for _, v in voice.said) else 1.0)


def _quotation(candidate: Candidate, voice: Attribution) -> tuple[int, int] | None:
    """The span of the quoted words, if they are most of the sentence and lie within it."""
    sentence = candidate.sentence
    if not voice.direct or voice.quote is None:
        return None
    start, end = voice.quote
    if not sentence.start <= start < end <= sentence.end:
        return None
    return (start, end) if end - start >= MOSTLY * (sentence.end - sentence.start) else None
