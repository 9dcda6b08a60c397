"""From a chosen sentence to a statement: its span, its citations, those who say the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.compose.candidates import Candidate
from briefing.model import Citation, Statement


def state(
    candidate: Candidate,
    everything: Iterable[Candidate],
    *,
    span: tuple[int, int] | None = None,
    section: Mapping[str, Any] | None = None,
) -> Statement:
    """The statement of `candidate`, or of a `span` of its article's text, cited to all outlets that say the same.

    Each outlet is cited once, by the article that says it first: two marks are two voices, one mark is a claim of one.
    `section` is what the section adds: a date, a voice, a likelihood word.
    """
    sentence = candidate.sentence
    start, end = span or (sentence.start, sentence.end)
    citations = [Citation(n=candidate.reference.n, start=start, end=end)]
    cited = {candidate.outlet}
    new = candidate.new
    for other in everything:
        if other.outlet not in cited and candidate.agrees(other):
            cited.add(other.outlet)
            citations.append(Citation(n=other.reference.n, start=other.sentence.start, end=other.sentence.end))
            new = new and other.new
    return Statement(
        text=candidate.article.text[start:end],
        language=sentence.language,
        citations=(citations[0], *sorted(citations[1:], key=lambda c: c.n)),
        new=new,
        **(section or {}),
    )
