"""Why a story stands where it stands: what its score is made of, so that a reader can check it."""

from dataclasses import dataclass

from briefing.model import Part, Reason

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
    def told(self) -> tuple[Reason, ...]:
        """Each part with its points and what it counts; but for the first, parts with next to none are left out."""
        facts: dict[Part, tuple[float | None, tuple[str, ...]]] = {
            "outlets": (self.outlets, ()),
            "languages": (len(self.languages), self.languages),
            "age": (self.hours, ()),
            "growth": (self.joined, ()),
            "watch": (None, self.watched),
            "siblings": (None, self.siblings),
        }
        return tuple(
            Reason(part=part, points=points, number=number, names=names)
            for part, points in self.points
            if abs(points) >= _LEAST or part == "outlets"
            for number, names in (facts.get(part, (None, ())),)
        )
