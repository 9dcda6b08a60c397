"""Outlook (van Dijk: Expectation): what may come next, who expects it, in the source's own word of likelihood."""

from collections.abc import Sequence

from briefing.compose.candidates import Candidate, choose, sure
from briefing.compose.statement import state
from briefing.compose.voices import Voices
from briefing.language.likelihood import band, likelihood
from briefing.model import Statement


def outlook(
    told: Sequence[Candidate], speakers: Voices, *, most: int, taken: Sequence[Candidate] = ()
) -> tuple[Statement, ...]:
    """The `most` expectations that matter most, in the order they were told."""
    expected = sure([c for c in told if c.sentence.section == "outlook"])
    told_order = sorted(choose(expected, most=most, taken=taken), key=lambda c: c.order)
    return tuple(state(candidate, told, section=_expected(candidate, speakers)) for candidate in told_order)


def _expected(candidate: Candidate, speakers: Voices) -> dict[str, object]:
    """Who expects it, and how likely in the source's own words."""
    sentence = candidate.sentence
    voice = sentence.attribution
    by = {**speakers.described(speakers.id_of(candidate)), "direct": voice.direct} if voice and voice.certain else {}
    word = likelihood(sentence.text, language=sentence.language)
    return {"likelihood": word, "band": band(word, language=sentence.language) or "", **by}
