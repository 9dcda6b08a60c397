"""The lead (van Dijk: Main): the newest main event in one line, the bottom line first."""

from collections.abc import Sequence

from briefing.compose.calendar import year_before
from briefing.compose.candidates import Candidate
from briefing.compose.chronology import moments
from briefing.language.wording import wording

#: The main event is told at the top.
TOP = 4


def lead(told: Sequence[Candidate], *, headline: str) -> Candidate | None:
    """The sentence near the top of an article that best tells the newest main event; None if none does.

    A text that opens with history has no lead. `headline` is the story's: of equally new sentences the one that says
    what it announces wins.
    """
    first: dict[int, int] = {}
    for candidate in told:
        first.setdefault(candidate.reference.n, candidate.sentence.i)
    when = moments(told)
    top = [c for c in told if c.sentence.i < first[c.reference.n] + TOP and when[c.order] >= year_before(c.present)]
    events = [c for c in top if c.sentence.section == "escalation"]
    ledes = [c for c in top if c.sentence.i == first[c.reference.n] and c.sentence.attribution is None]
    main = [c for c in events if c.sentence.label == "Main"] or events or ledes
    main = [c for c in main if not c.foreign] or main
    newest = max((c.reference.n for c in main), default=1)
    words = wording(headline)

    def fitness(candidate: Candidate) -> tuple[float, tuple[int, int]]:
        own = wording(candidate.sentence.text)
        announced = len(own & words) / (len(words) + 1)
        fresh = candidate.reference.n / newest
        early = 1 / (1 + candidate.sentence.i - first[candidate.reference.n])
        return candidate.score * (1 + announced + fresh + early), (-candidate.reference.n, -candidate.sentence.i)

    return max(main, key=fitness, default=None)
