"""Analyst views (van Dijk: Evaluation): who judges what, each voice once."""

from collections.abc import Sequence

from briefing.compose.candidates import Candidate, choose, sure
from briefing.compose.statement import state
from briefing.compose.voices import Voices
from briefing.model import Statement

#: A quotation that is at least this much of its sentence is printed alone: the voice stands beside it anyway.
MOSTLY = 0.5
#: Analysts lead: their judgement is what the section is for.
ANALYST = 1.3

Judging = tuple[str, tuple[Candidate, ...]]


def analyst_views(
    told: Sequence[Candidate], speakers: Voices, *, voices: int, per_voice: int, taken: Sequence[Candidate] = ()
) -> tuple[Statement, ...]:
    """Judgements of the best `voices` speakers, at most `per_voice` each, those of one speaker together."""
    by_voice: dict[str, list[Candidate]] = {}
    views = [c for c in told if c.sentence.section == "analyst_views" and is_told_by(c)]
    for candidate in sure(views):
        by_voice.setdefault(speakers.id_of(candidate), []).append(candidate)
    judging: list[Judging] = []
    for id_, own in by_voice.items():
        chosen = choose(own, most=per_voice, taken=(*taken, *(c for _, others in judging for c in others)))
        if chosen:
            judging.append((id_, chosen))
    statements = []
    for id_, chosen in _best(judging, voices):
        about = speakers.described(id_)
        for candidate in sorted(chosen, key=lambda c: c.order):
            voice = candidate.sentence.attribution
            direct = bool(voice and voice.direct)
            statements.append(state(candidate, told, span=_quotation(candidate), section={**about, "direct": direct}))
    return tuple(statements)


def is_told_by(candidate: Candidate) -> bool:
    """Whether the sentence says itself who speaks: a name beside words of another's would be worse than none."""
    voice = candidate.sentence.attribution
    return voice is not None and voice.certain


def _best(judging: Sequence[Judging], voices: int) -> tuple[Judging, ...]:
    """The weightiest voices; those that the reader can't read fill no more than half of the places."""
    ranked = sorted(judging, key=lambda pair: (-_weight(pair[1]), min(c.order for c in pair[1])))
    readable = [pair for pair in ranked if not all(c.foreign for c in pair[1])]
    foreign = [pair for pair in ranked if pair not in readable]
    room = (voices + 1) // 2 - len(readable) if readable else voices
    return (*readable[:voices], *foreign[: max(0, room)])


def _weight(chosen: Sequence[Candidate]) -> float:
    analyst = any(c.sentence.attribution and c.sentence.attribution.kind == "analyst" for c in chosen)
    return max(c.score for c in chosen) * (ANALYST if analyst else 1.0)


def _quotation(candidate: Candidate) -> tuple[int, int] | None:
    """The span of the quoted words, if they are most of the sentence and lie within it."""
    sentence, voice = candidate.sentence, candidate.sentence.attribution
    if voice is None or not voice.direct or voice.quote is None:
        return None
    start, end = voice.quote
    if not sentence.start <= start < end <= sentence.end:
        return None
    return (start, end) if end - start >= MOSTLY * (sentence.end - sentence.start) else None
