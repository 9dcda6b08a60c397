"""Figures for the same thing that differ between a story's articles: tolls, arrests, people who fled.

They are put side by side, each in its source's own words with its citation; which of them is right, or whether a later
one corrects an earlier one, is for the reader to see. Never adds, averages or chooses.
"""

from collections.abc import Iterable, Sequence

from briefing.analyse.figures import Found
from briefing.compose.calendar import last_day, week_before
from briefing.compose.candidates import Candidate
from briefing.compose.chronology import event_date, is_history
from briefing.model import MEASURES, Figure

#: An article's first sentences tell its main event, so that figures there are about the same thing.
TOP = 3
#: Figures of one measure that are printed at most.
MOST = 8

_Told = tuple[Candidate, Found]


def figures(told: Sequence[Candidate]) -> tuple[Figure, ...]:
    """Those of `told` for the same thing that differ between outlets, by measure, then as the articles come."""
    first: dict[int, int] = {}
    for candidate in told:
        first.setdefault(candidate.reference.n, candidate.sentence.i)
    found: dict[tuple[str, int], _Told] = {}
    for candidate in sorted(told, key=lambda c: c.order):
        if _is_present(candidate):
            for figure in candidate.facts.figures:
                found.setdefault((figure.measure, candidate.reference.n), (candidate, figure))
    by_measure = ([one for (name, _), one in found.items() if name == measure] for measure in MEASURES)
    return tuple(_figure(one) for every in by_measure for same in _same_thing(every, first) for one in _differing(same))


def _is_present(candidate: Candidate) -> bool:
    """Whether the sentence tells an event of the story itself, not one of which it reminds its readers."""
    if candidate.sentence.section != "escalation" or is_history(candidate):
        return False
    mention = event_date(candidate)
    return not (mention and mention.iso and candidate.present) or last_day(mention.iso) >= week_before(
        candidate.present
    )


def _same_thing(every: Sequence[_Told], first: dict[int, int]) -> Iterable[list[_Told]]:
    """Figures in groups: at the top of their articles, or in sentences that share a name, they belong together."""
    groups: list[list[_Told]] = []
    for one in every:
        near = [group for group in groups if any(_belong(one[0], other[0], first) for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([*(other for group in near for other in group), one])
    return groups


def _belong(one: Candidate, other: Candidate, first: dict[int, int]) -> bool:
    at_top = all(c.sentence.i < first[c.reference.n] + TOP for c in (one, other))
    return at_top or bool(one.facts.names & other.facts.names)


def _differing(same: Sequence[_Told]) -> Iterable[_Told]:
    """All of them, oldest article first, one outlet's repetition once; none if all outlets tell one figure."""
    outlets = {candidate.outlet for candidate, _ in same}
    if len(outlets) == 1 or len({figure.value for _, figure in same}) == 1:
        return ()
    once: dict[tuple[str, int], _Told] = {}
    for candidate, figure in sorted(same, key=lambda one: one[0].order):
        once.setdefault((candidate.outlet, figure.value), (candidate, figure))
    return list(once.values())[-MOST:]


def _figure(one: _Told) -> Figure:
    candidate, found = one
    return Figure(
        measure=found.measure,
        value=found.value,
        text=candidate.article.text[found.start : found.end],
        language=candidate.sentence.language,
        n=candidate.reference.n,
        start=found.start,
        end=found.end,
    )
