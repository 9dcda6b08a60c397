"""Escalation (van Dijk: Main, Consequence, Previous): the chain of events, oldest to newest, ending now."""

from collections.abc import Sequence

from briefing.compose.candidates import Candidate, choose, sure
from briefing.compose.chronology import chronicle, is_history
from briefing.model import Statement


def escalation(told: Sequence[Candidate], *, most: int, taken: Sequence[Candidate] = ()) -> tuple[Statement, ...]:
    """The `most` events that matter most, each with the date its own sentence gives."""
    events = sure([c for c in told if c.sentence.section == "escalation" and not is_history(c)])
    return chronicle(choose(events, most=most, taken=taken), events, told=told)
