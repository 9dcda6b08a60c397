"""The legend of a page: the words of likelihood that occur in it, by the range of probability that each stands for.

The words stay the sources'; what has no range is said to have none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.model import BANDS, Band, Snapshot, Statement
from briefing.render.look import Look
from briefing.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Words of likelihood that stand for one range, in the order in which they occur; "" is no range.

    `said` are statements with such a word, one for each.
    """

    band: Band | Literal[""]
    said: tuple[Statement, ...]

    def around(self, words: Words) -> tuple[str, str]:
        """What stands before the words, and what after them."""
        least, most = BANDS[self.band] if self.band else (0, 0)
        places = {"band": words.of("band", self.band), "least": str(least), "most": str(most)}
        sides = ["", ""]
        after = False
        for text, place in words.parts("legend.range" if self.band else "legend.none"):
            sides[after] += text + places.get(place, "")
            after = after or place == "words"
        return sides[0], sides[1]


def legend(snapshot: Snapshot, look: Look) -> tuple[Range, ...]:
    """The ranges of the words that the page shows, the least likely first, then the words without one."""
    shown = snapshot.stories if "outlook" in look.sections else ()
    once: dict[tuple[Band | Literal[""], str], Statement] = {}
    for story in shown:
        for statement in story.outlook:
            if statement.likelihood:
                once.setdefault((statement.band, statement.likelihood.casefold()), statement)
    return tuple(_ranges(once))


def has_ranges(ranges: Iterable[Range]) -> bool:
    """Whether any of the words stands for one, so that a page says whose the ranges are."""
    return any(one.band for one in ranges)


def _ranges(once: dict[tuple[Band | Literal[""], str], Statement]) -> Iterator[Range]:
    bands: tuple[Band | Literal[""], ...] = (*BANDS, "")
    for band in bands:
        said = tuple(statement for (of, _), statement in once.items() if of == band)
        if said:
            yield Range(band=band, said=said)
