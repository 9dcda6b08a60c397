"""When a story's articles came, as a row of columns the size of a word (Tufte's sparkline), as inline SVG.

A column is an hour, day, month or year, as fits the time from the first article to the last. What is counted is
articles, as their feeds date them, in UTC; the numbers stand in the drawing's title. Time runs as in `axis`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

from briefing.model import Briefing, Snapshot
from briefing.words import Words

#: How many columns there may be, and up to how many they are broad.
_MOST, _FEW = 48, 24
#: Pixels from column to column, broad and narrow, and in the contents; how high the highest is.
_BROAD, _NARROW, _SMALL, _HIGH = 7, 4, 2, 16
#: In the contents a column is so many hours, and the last one ends with the briefing.
_HOURS, _RECENT = 3, 24
_MONTHS = 12


def coverage(story: Briefing, words: Words) -> str:
    """The story's articles over its time, from first to last; "" if they came at once or at one time only."""
    moments = sorted(r.published.astimezone(UTC) for r in story.articles if r.published)
    for unit in ("hour", "day", "month", "year"):
        counted = Counter(_number(moment, unit) for moment in moments)
        first, last = min(counted, default=0), max(counted, default=0)
        if first == last:
            return ""
        if last - first < _MOST:
            told = words["list.semicolon"].join(
                f"{_told(number, unit, words)}: {counted[number]}" for number in sorted(counted)
            )
            title = f"<title>{escape(words(f'drawing.by_{unit}', numbers=told))}</title>"
            columns = [counted[number] for number in range(first, last + 1)]
            first_, last_ = (f"<bdi>{escape(words.hour(moment).strip())}</bdi>" for moment in (moments[0], moments[-1]))
            pitch = _BROAD if len(columns) <= _FEW else _NARROW
            drawing = _columns(columns, max(columns), pitch, words, attributes='role="img"', inside=title)
            return f'<p class="spread">{drawing} {words("drawing.span", first=first_, last=last_)}</p>'
    return ""


def recent(snapshot: Snapshot, words: Words) -> tuple[str, ...]:
    """For each story the three days before the briefing, all on one scale, to be compared; "" for a single article.

    A screen reader passes them over: each story has its own drawing, with numbers.
    """
    end = snapshot.taken.astimezone(UTC)
    counts = [tuple(_counted(_published(story), end)) for story in snapshot.stories]
    highest = max((max(columns) for columns in counts), default=0)
    return tuple(
        _columns(columns, highest, _SMALL, words, attributes='aria-hidden="true"') if sum(columns) > 1 else ""
        for columns in counts
    )


def _published(story: Briefing) -> Iterator[datetime]:
    return (reference.published for reference in story.articles if reference.published)


def _counted(moments: Iterable[datetime], end: datetime) -> Iterator[int]:
    counted = Counter((end - moment) // timedelta(hours=_HOURS) for moment in moments)
    return (counted[age] for age in reversed(range(_RECENT)))


def _columns(
    counts: Sequence[int], highest: int, pitch: int, words: Words, *, attributes: str, inside: str = ""
) -> str:
    width = pitch * len(counts)
    drawn = [inside, f'<line class="axis" x1="0" x2="{width}" y1="{_HIGH - 0.5}" y2="{_HIGH - 0.5}"/>']
    for i, count in enumerate(reversed(counts) if words.rtl else counts):
        if count:
            height = max(2, round(count / highest * (_HIGH - 1)))
            drawn.append(f'<rect x="{pitch * i}" y="{_HIGH - height}" width="{max(2, pitch - 1)}" height="{height}"/>')
    return f'<svg class="spark" {attributes} width="{width}" height="{_HIGH}">{"".join(drawn)}</svg>'


def _number(moment: datetime, unit: str) -> int:
    """The number of the column in which `moment` falls."""
    if unit == "hour":
        return moment.toordinal() * 24 + moment.hour
    if unit == "day":
        return moment.toordinal()
    return moment.year * _MONTHS + moment.month - 1 if unit == "month" else moment.year


def _told(number: int, unit: str, words: Words) -> str:
    """When a column is."""
    if unit == "hour":
        return words.hour(datetime.fromordinal(number // 24).replace(hour=number % 24, tzinfo=UTC)).strip()
    if unit == "day":
        return words.day(datetime.fromordinal(number).replace(tzinfo=UTC))
    return f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}" if unit == "month" else f"{number:04}"
