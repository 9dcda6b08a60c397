"""Why a story stands where it stands: what its score is made of, told so that a reader can check it."""

from dataclasses import dataclass
from typing import Literal

#: What makes a score, in the order in which it is reckoned.
Part = Literal["outlets", "languages", "weight", "age", "growth", "watch", "matter", "siblings"]

#: Fewer points are not worth telling.
_LEAST = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """The facts about one story of a ranking, and what each of them adds to its score.

    `place` counts from 1. `outlets` are independent ones, wire copies and reprints counted once. `hours` is the age of
    the newest article (None: nothing is dated), `joined` how many outlets came to the story in the last hours.
    `watched` are the reader's words it is about, `siblings` the ids of the stories of its matter that stand above it.
    `points` add up to `score`; a part that holds for nothing has none.
    """

    story: str
    place: int
    outlets: int
    languages: tuple[str, ...]
    hours: float | None
    joined: int
    watched: tuple[str, ...]
    siblings: tuple[str, ...]
    points: tuple[tuple[Part, float], ...]

    @property
    def score(self) -> float:
        """What stories are ordered by, the highest first."""
        return sum(points for _, points in self.points)

    @property
    def lines(self) -> tuple[tuple[str, float], ...]:
        """Each part in a reader's words, with its points; but for the first, parts with next to none are left out."""
        told: dict[Part, str] = {
            "outlets": _count(self.outlets, "independent outlet"),
            "languages": f"{_count(len(self.languages), 'language')}: {' '.join(self.languages)}",
            "weight": "the weights of its sources",
            "age": "without a date" if self.hours is None else f"the newest article is {_age(self.hours)} old",
            "growth": f"{_count(self.joined, 'outlet')} joined in the last hours",
            "watch": f"you watch {', '.join(self.watched)}",
            "matter": "other stories of its matter",
            "siblings": f"moved down: the same matter stands above in {', '.join(self.siblings)}",
        }
        return tuple((told[part], points) for part, points in self.points if abs(points) >= _LEAST or part == "outlets")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _age(hours: float) -> str:
    if hours < 1:
        return _count(round(hours * 60), "minute")
    return _count(round(hours), "hour") if hours < 48 else _count(round(hours / 24), "day")  # noqa: PLR2004
