"""Background (van Dijk: Context, Historical, Anecdotal): what a reader must know, oldest first."""

from collections.abc import Sequence

from briefing.compose.candidates import Candidate, choose, sure
from briefing.compose.chronology import chronicle, is_history
from briefing.model import Statement


def background(told: Sequence[Candidate], *, most: int, taken: Sequence[Candidate] = ()) -> tuple[Statement, ...]:
    """The `most` sentences that best set the scene, those on long past events first."""
    setting = sure([c for c in told if c.sentence.section == "background" or _past_event(c)])
    return chronicle(choose(setting, most=most, taken=taken), setting, told=told)


def _past_event(candidate: Candidate) -> bool:
    return candidate.sentence.section == "escalation" and is_history(candidate)
