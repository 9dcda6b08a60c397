"""Dates as a sentence writes them, with their place in it and what they come to.

Escalation is printed as a dated chain, so a wrong date does more harm than a missing one: a number is a year only where
its neighbours say so, and a mention is never more exact than its words. Any explicit or relative date is found by the
language's own words; a language without any has ISO and numeric dates. Never prints, never asks the clock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from briefing.analyse.date_context import is_capital_inside, looks_like_name, points_ahead
from briefing.analyse.date_lexicon import Lexicon, lexicon_of
from briefing.analyse.date_moments import Moment, Scene
from briefing.analyse.date_tokens import Token
from briefing.analyse.date_values import resolve
from briefing.model import DateMention

_BARE = frozenset({"anymonth", "anyweekday", "month", "of", "weekday"})
#: A date that says its year hangs on nothing around it.
_ABSOLUTE = frozenset({"cued", "date", "decade", "era", "year"})
#: After an article these belong to a noun that comes later: "the May 3 raid", "die für Mai geplante Wahl".
_NOUN_FOLLOWS = frozenset({"anymonth", "anyweekday", "in", "year"})
_YEARLY = ("year", "relativeyear")
_ROUND_YEARS = (1900, 2000)


@dataclass(frozen=True, slots=True)
class _Match:
    """Tokens `first` up to `last` are a date with these `fields` (role -> value)."""

    first: int
    last: int
    fields: dict[str, Any]


def find_dates(text: str, *, language: str, published: datetime | None, offset: int = 0) -> tuple[DateMention, ...]:
    """Return mentions of dates in one sentence, in order and not overlapping; `offset` is added to their places.

    `language` is a BCP 47 tag. `published` resolves relative words; without it their mentions have no `iso`.
    """
    lexicon = lexicon_of(language)
    folded = lexicon.folded(text)
    tokens = lexicon.tokens(text, folded)
    if not tokens:
        return ()
    scene = Scene(published, ahead=False, numeric=lexicon.numeric, jalali_years=lexicon.jalali_years)
    matches = _longest(_matches(lexicon, tokens, folded))
    mentions: list[DateMention] = []
    for group in _joined(matches, tokens):
        start, end = tokens[group[0].first].start, tokens[group[-1].last - 1].end
        if _is_name(group, lexicon, text, tokens[group[0].last - 1]):
            continue
        ahead = _may_point(group) and points_ahead(lexicon, folded, start, end, spans=_is_range(group))
        moment = _moment(group, replace(scene, ahead=ahead))
        if moment:
            mentions.append(_mention(text, start, end, moment, offset))
    return tuple(mentions)


def _mention(text: str, start: int, end: int, moment: Moment, offset: int) -> DateMention:
    return DateMention(
        text=text[start:end],
        iso=moment.iso,
        precision=moment.precision,
        start=start + offset,
        end=end + offset,
        resolved=moment.resolved and bool(moment.iso),
    )


def _matches(lexicon: Lexicon, tokens: Sequence[Token], folded: str) -> Iterator[_Match]:
    row, starts = lexicon.row(tokens)
    if not row:
        return
    for pattern, groups in lexicon.patterns:
        for found in pattern.finditer(row):
            first, last = starts[found.start()], starts[found.end()]
            fields = {
                role: tokens[starts[found.start(i)]].roles[role.rstrip("2")]
                for i, role in enumerate(groups, start=1)
                if found.start(i) >= 0
            }
            first, last = _trimmed(tokens, first, last)
            if first < last and not _counts(lexicon, fields, folded, tokens[last - 1].end):
                yield _Match(first, last, fields)


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out what stands around a date: what only licenses it, a noun's article, a bracket, a full stop."""
    while first < last and (
        not tokens[first].roles.keys().isdisjoint({"outside", "open"})
        or ("article" in tokens[first].roles and not _NOUN_FOLLOWS.isdisjoint(tokens[first + 1].roles))
    ):
        first += 1
    opened = any("open" in token.roles for token in tokens[first:last])
    while first < last and (
        not tokens[last - 1].roles.keys().isdisjoint({"dot", "outside"})
        or ("close" in tokens[last - 1].roles and not opened)
    ):
        last -= 1
    return first, last


def _counts(lexicon: Lexicon, fields: dict[str, Any], folded: str, end: int) -> bool:
    """Tell whether a lone number is an amount ("2000 houses"); a round one is unless something leads to this age."""
    if "year" not in fields or fields.keys() - {"year", "in", "of"}:
        return False
    if fields["year"] % 100 == 0 and (len(fields) == 1 or fields["year"] not in _ROUND_YEARS):
        return True
    return lexicon.counted.match(folded, end) is not None


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    chosen: list[_Match] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if not chosen or match.first >= chosen[-1].last:
            chosen.append(match)
    return chosen


def _joined(matches: Sequence[_Match], tokens: Sequence[Token]) -> Iterator[tuple[_Match, ...]]:
    """Yield matches alone, or by two where the words between make them the ends of a range."""
    i = 0
    while i < len(matches):
        pair = tuple(matches[i : i + 2])
        if len(pair) > 1 and _spans(tokens, *pair):
            yield pair
            i += 2
        else:
            yield pair[:1]
            i += 1


def _spans(tokens: Sequence[Token], first: _Match, second: _Match) -> bool:
    """Tell whether a dash, "to" or "between … and" ties two matches; the tie may count as the second's first word."""
    if second.first - first.last > 1 or _grain(first.fields) != _grain(second.fields):
        return False
    link = tokens[first.last].roles
    if second.first == first.last:
        return "to" in link or "until" in tokens[second.last - 1].roles
    opener = {**tokens[first.first].roles, **(tokens[first.first - 1].roles if first.first else {})}
    return "to" in link or "dash" in link or ("and" in link and "between" in opener)


def _may_point(group: Sequence[_Match]) -> bool:
    """Tell whether the verb around a date may say its year or week."""
    return all(match.fields.keys().isdisjoint(_ABSOLUTE) for match in group)


def _is_range(group: Sequence[_Match]) -> bool:
    return len(group) > 1 or not group[0].fields.keys().isdisjoint({"day2", "month2", "anymonth2"})


def _grain(fields: dict[str, Any]) -> str:
    """Return how exact a match is: only two of one kind are the ends of a range."""
    if not fields.keys().isdisjoint({"day", "date", "weekday", "anyweekday", "relativeday"}):
        return "day"
    return "month" if not fields.keys().isdisjoint({"month", "anymonth", "monthnumber", "relativemonth"}) else ""


def _is_name(group: Sequence[_Match], lexicon: Lexicon, text: str, word: Token) -> bool:
    """Tell whether a month or weekday without any other word than "the" or "of" is somebody's or something's name."""
    if len(group) > 1:
        return False
    fields = group[0].fields.keys()
    if fields <= {"relative"}:
        return is_capital_inside(text, word.start, word.end)
    return fields <= _BARE and looks_like_name(text, word.start, word.end, capitals=lexicon.capitals)


def _moment(group: Sequence[_Match], scene: Scene) -> Moment | None:
    if len(group) == 1:
        return resolve(group[0].fields, scene)
    before, after = ({role: match.fields[role] for role in _YEARLY if role in match.fields} for match in group)
    first = resolve({**after, **group[0].fields}, scene)
    shared = before if "year" in before and _grain(group[1].fields) != "" and not after else {}
    last = resolve({**shared, **group[1].fields}, scene)
    if first is None or last is None:
        return first or last
    if first.precision != last.precision or first.precision not in {"day", "month", "year"}:
        return first
    if last.iso < first.iso:
        if not group[0].fields.keys().isdisjoint({"anyweekday", "weekday"}):
            first = replace(first, iso=(date.fromisoformat(first.iso) - timedelta(7)).isoformat())
        elif shared:
            last = resolve({"year": before["year"] + 1, **group[1].fields}, scene) or last
        else:
            last = resolve(group[1].fields, replace(scene, ahead=True)) or last
    if not first.iso or last.iso <= first.iso:
        return Moment("", "range") if not first.iso else first
    return Moment(f"{first.iso}/{last.iso}", "range", first.resolved or last.resolved)
