"""A time axis to scale: where days stand on a drawing, and how dates are kept from covering one another.

Places are per cent of the drawing's width, so that it stretches with its column while letters keep their size. What
must not overlap is reckoned on the narrowest column that is drawn for, `NARROW` pixels: wider ones have more room.
Time runs with the page. Arabic newspapers draw it both ways, often in one article; guides for interfaces say that it
runs as the script does, and a page that runs one way throughout misleads nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

#: Pixels: a telephone's 320 less its margins.
NARROW = 280
#: Per cent that stay free at either end, so that a mark at an end is whole.
_MARGIN = 4.5
#: The longest axis, in days, on which each step is marked.
_STEPS = (("day", 16), ("week", 150), ("month", 1_100), ("year", 15_000), ("decade", 150_000))
_MONDAY = 1


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first day to the last, as `date.toordinal` counts; `mirrored` if time runs to the left."""

    first: int
    last: int
    mirrored: bool = False

    def at(self, moment: float) -> float:
        """Where `moment` stands, in per cent from the left; a whole number is the midnight on which its day begins."""
        share = (moment - self.first) / (self.last + 1 - self.first)
        place = _MARGIN + share * (100 - 2 * _MARGIN)
        return round(100 - place if self.mirrored else place, 2)

    @property
    def step(self) -> str:
        """What lies between two ticks: a day, week, month, year or decade; "" on an axis that is too long for any."""
        return next((step for step, longest in _STEPS if self.last - self.first < longest), "")

    def ticks(self) -> tuple[float, ...]:
        """Where the steps begin."""
        return tuple(self.at(day) for day in self._steps())

    def _steps(self) -> Iterator[int]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        if self.step in ("day", "week"):
            every = 1 if self.step == "day" else 7
            start = self.first if every == 1 else self.first + (_MONDAY - self.first) % every
            yield from range(start, self.last + 2, every)
        elif self.step == "month":
            months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            yield from self._inside(date(month // 12, month % 12 + 1, 1) for month in months)
        elif self.step:
            every = 1 if self.step == "year" else 10
            years = range(max(1, first.year // every * every), last.year + 1, every)
            yield from self._inside(date(year, 1, 1) for year in years)

    def _inside(self, days: Iterable[date]) -> Iterator[int]:
        return (day.toordinal() for day in days if day.toordinal() >= self.first)


@dataclass(frozen=True, slots=True)
class Flag:
    """A text beside a pole that stands at `x` (per cent), `lane` lines down; `at_end` if it lies to the pole's left."""

    text: str
    x: float
    lane: int
    at_end: bool


def flags(texts: Iterable[tuple[str, float]], *, letter: float) -> tuple[Flag, ...]:
    """The texts in lanes, so that none covers another; `letter` is the width of a letter in pixels.

    A text lies towards the middle of the drawing, so that it never leaves it. Those of a half are placed from the
    middle outwards: then each pole passes beside the texts above it, and only those across the middle may be crossed.
    """
    placed: list[tuple[Flag, float, float]] = []
    for text, x in sorted(texts, key=lambda one: abs(one[1] - 50)):
        at_end = x > 50  # noqa: PLR2004 (per cent: the right half)
        width = (len(text) + 1.5) * letter / NARROW * 100
        start, end = (x - width, x) if at_end else (x, x + width)
        deepest = max((flag.lane + 1 for flag, _, _ in placed), default=0)
        lane = next((lane for lane in range(deepest) if _is_free(lane, start, end, x, placed)), deepest)
        placed.append((Flag(text, x, lane, at_end), start, end))
    return tuple(flag for flag, _, _ in placed)


def _is_free(lane: int, start: float, end: float, x: float, placed: Iterable[tuple[Flag, float, float]]) -> bool:
    """Whether a text in `lane` hides none that is `placed`, nor its pole, nor has its own pole hidden."""
    return not any(
        (flag.lane == lane and start < right and left < end)
        or (flag.lane > lane and start < flag.x < end)
        or (flag.lane < lane and left < x < right)
        for flag, left, right in placed
    )


def rows(extents: Iterable[tuple[float, float]]) -> tuple[int, ...]:
    """For each (left, right) the lowest row, from 0, in which it covers none that came before it."""
    placed: list[tuple[int, float, float]] = []
    for left, right in extents:
        taken = {row for row, other, end in placed if left < end and other < right}
        placed.append((next(row for row in range(len(placed) + 1) if row not in taken), left, right))
    return tuple(row for row, _, _ in placed)
