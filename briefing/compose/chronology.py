"""When a sentence's event was, and what that makes of background and escalation. Nothing here reads the clock."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from briefing.compose.calendar import first_day, last_day, year_before
from briefing.compose.candidates import Candidate
from briefing.compose.statement import state
from briefing.model import DateMention, Statement

#: An undated sentence belongs to the dated one that its article told at most this many sentences before.
REACH = 4


def event_date(candidate: Candidate) -> DateMention | None:
    """The date that the sentence gives its event: the first that is not after the article; None if it gives none.

    In news, what happened long ago dates no event that a sentence sets beside it: « Orsk will mark this weekend that
    the wall fell 30 years ago ».
    """
    published = candidate.article.published
    limit = f"{published:%Y-%m-%d}" if published else "9999"
    mentions = candidate.sentence.dates
    news = candidate.sentence.section != "background"
    recent = [mention for mention in mentions if news and not _is_long_ago(mention, candidate)]
    past = [mention for mention in recent or mentions if mention.iso and first_day(mention.iso) <= limit]
    return past[0] if past else next((mention for mention in mentions if not mention.iso), None)


def is_history(candidate: Candidate) -> bool:
    """Whether all that the sentence dates lies more than a year before its article, whatever the model says."""
    mentions = candidate.sentence.dates
    return bool(mentions) and all(_is_long_ago(mention, candidate) for mention in mentions)


def _is_long_ago(mention: DateMention, candidate: Candidate) -> bool:
    return bool(mention.iso and candidate.present) and last_day(mention.iso) < year_before(candidate.present)


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
    """`chosen`, oldest event first."""
    when = moments(told)
    return sorted(chosen, key=lambda c: (when[c.order], c.order))


def moments(told: Iterable[Candidate]) -> dict[tuple[int, int], str]:
    """When each event of `told` began, as sortable text, by its order in the story.

    An undated event stands where its article tells it: after the dated one just before it, else at the article's own
    date.
    """
    found: dict[tuple[int, int], str] = {}
    for _, sentences in groupby(sorted(told, key=lambda c: c.order), key=lambda c: c.reference.n):
        last, since = "", -REACH - 1
        for candidate in sentences:
            mention = event_date(candidate)
            if mention and mention.iso:
                last, since = first_day(mention.iso), candidate.sentence.i
            elif candidate.sentence.i - since > REACH:
                last = _day(candidate.article.published) or last
            found[candidate.order] = last
    return found


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
