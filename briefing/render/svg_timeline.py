"""The escalation's dated events on a time axis to scale, as inline SVG: it summarises the list, which stays the text.

A mark bears its event's number in the list and leads to it. A day is a disc, whatever is less exact a bar as long as
it may be; a dashed outline and "~" tell that the date was worked out. No text from outside stands in the drawing but
dates: a screen reader hears the event itself, by reference to the list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from briefing.model import Briefing
from briefing.model.extent import days_of
from briefing.render.axis import NARROW, Axis, flags, rows
from briefing.words import Words

#: Pixels: a mark's square, which a finger can hit (WCAG 2.2, 2.5.8); the mark in it; a line of dates; a letter's width.
_SQUARE, _MARK, _LANE, _LETTER = 24, 18, 16, 7.2
_BASELINE = 4


@dataclass(frozen=True, slots=True)
class Event:
    """A dated statement: its place among the statements, its date, the days it may fall on (ordinals)."""

    at: int
    date: str
    resolved: bool
    first: int
    last: int


def events(story: Briefing) -> tuple[Event, ...]:
    """The events to be drawn, in the order of print; none if they don't stand apart in time."""
    found = []
    for i, statement in enumerate(story.escalation):
        extent = days_of(statement.date)
        if extent and extent[0] <= extent[1]:
            first, last = (day.toordinal() for day in extent)
            found.append(Event(i, statement.date, statement.date_resolved, first, last))
    return tuple(found) if len({(event.first, event.last) for event in found}) > 1 else ()


def event_id(rank: int, at: int) -> str:
    """The id of the statement `at` a place in the escalation."""
    return f"e{rank}-{at + 1}"


def timeline(story: Briefing, rank: int, words: Words) -> Iterator[str]:
    """The drawing for the story at `rank`, up to its newest article; nothing where there is nothing to draw."""
    drawn = events(story)
    if not drawn:
        return
    newest = [r.published.date().toordinal() for r in story.articles if r.published]
    last = max([event.last for event in drawn] + newest)
    axis = Axis(min(event.first for event in drawn), last, words.rtl)
    marks = _marks(drawn, axis)
    line = _SQUARE * (max(mark.row for mark in marks) + 1) + _BASELINE
    labels = flags(_dates(marks, words), letter=_LETTER)
    height = line + _LANE * (max(flag.lane for flag in labels) + 1) + _BASELINE
    name = f"t{rank}"
    own = f'role="group" height="{height}" aria-labelledby="{name}" aria-describedby="{name}d"'
    ends = {"first": words.date(drawn[0].date), "last": words.date(drawn[-1].date)}
    yield f'<figure class="drawn"><svg {own}>'
    yield f'<title id="{name}">{words["drawing.timeline"]}</title>'
    yield f'<desc id="{name}d">{escape(words.count(len(drawn), "dated", **ends))}</desc>'
    yield f'<line class="axis" x1="0" x2="100%" y1="{line}" y2="{line}"/>'
    for x in axis.ticks():
        yield f'<line class="tick" x1="{x}%" x2="{x}%" y1="{line}" y2="{line + _BASELINE}"/>'
    for flag in labels:
        y = line + _LANE * (flag.lane + 1)
        yield f'<line class="pole" x1="{flag.x}%" x2="{flag.x}%" y1="{line}" y2="{y + 2}"/>'
        end = ' class="end" dx="-4"' if flag.at_end else ' dx="4"'
        yield f'<text x="{flag.x}%" y="{y}"{end}>{escape(flag.text)}</text>'
    for number, mark in enumerate(marks, 1):
        yield _mark(mark, number, event_id(rank, mark.event.at), line)
    yield f"</svg>\n<figcaption>{_caption(drawn, axis, words)}</figcaption></figure>"


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where an event is drawn: its middle and half of its breadth in per cent, its row, from 0, above the axis."""

    event: Event
    middle: float
    half: float
    row: int


def _marks(drawn: Sequence[Event], axis: Axis) -> tuple[_Mark, ...]:
    """No mark is smaller than its square, none covers another."""
    places = []
    for event in drawn:
        begin, end = axis.at(event.first), axis.at(event.last + 1)
        breadth = abs(end - begin) if event.first < event.last else 0
        places.append(((begin + end) / 2, max(breadth, _SQUARE / NARROW * 100) / 2))
    above = rows((middle - half, middle + half) for middle, half in places)
    return tuple(_Mark(event, *place, row) for event, place, row in zip(drawn, places, above, strict=True))


def _mark(mark: _Mark, number: int, target: str, line: int) -> str:
    y = line - _BASELINE - _SQUARE * mark.row - _SQUARE // 2
    if mark.event.first == mark.event.last:
        shape = f'<circle cx="{mark.middle:.2f}%" cy="{y}" r="{_MARK // 2}"/>'
    else:
        place = f'x="{mark.middle - mark.half:.2f}%" width="{2 * mark.half:.2f}%"'
        shape = f'<rect {place} y="{y - _MARK // 2}" height="{_MARK}" rx="{_MARK // 2}"/>'
    label = f'<text class="number" x="{mark.middle:.2f}%" y="{y + 4}">{number}</text>'
    kind = "resolved" if mark.event.resolved else "exact"
    return f'<a class="{kind}" href="#{target}" aria-labelledby="{target}">{shape}{label}</a>'


def _dates(marks: Sequence[_Mark], words: Words) -> Iterator[tuple[str, float]]:
    """Each date once, where its marks stand, with "~" if none of them was written as a date."""
    for date in dict.fromkeys(mark.event.date for mark in marks):
        same = [mark for mark in marks if mark.event.date == date]
        shown = words.date(date) + (" ~" if all(mark.event.resolved for mark in same) else "")
        yield shown, round(same[0].middle, 2)


def _caption(drawn: Sequence[Event], axis: Axis, words: Words) -> str:
    """What the signs of this drawing mean, no others."""
    told = [words[f"drawing.{axis.step}"]] if axis.step else []
    told += [words["drawing.bar"]] if any(event.first < event.last for event in drawn) else []
    told += [f"~ {words['report.resolved']}"] if any(event.resolved for event in drawn) else []
    return words["list.semicolon"].join(told)
