"""When a sentence's event was, and what that makes of background and escalation. Nothing here reads the clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from briefing.compose.candidates import Candidate
from briefing.compose.statement import state
from briefing.model import DateMention, Statement

#: An undated sentence belongs to the dated one that its article told at most this many sentences before.
REACH = 4
#: What is older than this is history, whatever the model says.
HISTORY = timedelta(days=365)
#: Where a season of ISO 8601-2 (EDTF) stands among the months.
SEASONS = {"SP": "04", "SU": "07", "AU": "10", "WI": "12"}


def event_date(candidate: Candidate) -> DateMention | None:
    """The date that the sentence gives its event: the first that is not after the article; None if it gives none."""
    published = candidate.article.published
    limit = f"{published:%Y-%m-%d}" if published else "9999"
    mentions = candidate.sentence.dates
    past = [mention for mention in mentions if mention.iso and mention.iso[: len(limit)] <= limit]
    return past[0] if past else next((mention for mention in mentions if not mention.iso), None)


def is_history(candidate: Candidate) -> bool:
    """Whether all that the sentence dates lies more than a year before its article."""
    published = candidate.article.published
    isos = [mention.iso for mention in candidate.sentence.dates]
    if not isos or not all(isos):
        return False
    horizon = published - HISTORY if published else None
    return horizon is not None and all(_last(iso) < f"{horizon:%Y-%m-%d}" for iso in isos)


def _last(iso: str) -> str:
    """The last day an ISO date may mean, as sortable text: a year lasts to its end."""
    end = iso.rpartition("/")[2]
    return end if len(end) >= len("2020-01-01") else end + "-99"


def chronicle(
    chosen: Iterable[Candidate], among: Iterable[Candidate], *, told: Sequence[Candidate]
) -> tuple[Statement, ...]:
    """The statements of `chosen`, oldest event first, each with the date that its own sentence gives."""
    return tuple(state(c, told, section=_dated(event_date(c))) for c in _in_order(chosen, among))


def _dated(mention: DateMention | None) -> dict[str, object]:
    if mention is None:
        return {}
    return {
        "date": mention.iso,
        "date_text": mention.text,
        "date_precision": mention.precision,
        "date_resolved": mention.resolved,
    }


def _in_order(chosen: Iterable[Candidate], told: Iterable[Candidate]) -> list[Candidate]:
    """`chosen`, oldest event first.

    An undated event stands where its article tells it: after the dated one just before it among `told`, else at
    the article's own date.
    """
    moments: dict[tuple[int, int], str] = {}
    by_article = groupby(sorted(told, key=lambda c: c.order), key=lambda c: c.reference.n)
    for _, sentences in by_article:
        last, since = "", -REACH - 1
        for candidate in sentences:
            mention = event_date(candidate)
            if mention and mention.iso:
                last, since = _first(mention.iso), candidate.sentence.i
            elif candidate.sentence.i - since > REACH:
                last = _day(candidate.article.published) or last
            moments[candidate.order] = last
    return sorted(chosen, key=lambda c: (moments[c.order], c.order))


def _first(iso: str) -> str:
    """Where an ISO date, season or range begins, as sortable text."""
    start = iso.partition("/")[0]
    return start[:5] + SEASONS.get(start[5:], start[5:])


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
