"""Growing stories over all pairs of their articles, as sums that are added up when two stories join."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from operator import mul
from typing import TYPE_CHECKING

from briefing.group.alike import alike
from briefing.group.lost import lost
from briefing.group.points import blend
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Matrix = NDArray[np.float32]
    from briefing.group.lost import Numbers

#: What is known of a story: how many articles it has, how alike all their pairs are in sum and those of one language,
#: how many these are; how many have a date, and their mean day; what holds for it, the mean of what holds for each;
#: what its mean likeness is divided by, how alike its articles of one language are among themselves, and how far their
#: languages are known in sum. Then how many are of each language, and if any is in doubt how far each is known.
_SIZE, _INSIDE, _INSIDE_HERE, _HERE, _DATED, _DAY = range(6)
_BAR, _ACROSS, _UNTRUSTED, _COHESION, _AGE, _SPREAD = range(6, 12)
_BREADTH, _WITHIN, _TRUSTED, _TOLD = range(12, 16)
#: Of fewer stories the numbers are looked at one by one, which costs less than to begin with arrays.
_FEW = 40


def clusters(window: Window, parts: "Sequence[Indices]", weights: Weights) -> "Iterator[Clusters]":
    """Give for each of `parts`, places of `window` of about the same number, its clusters."""
    import numpy as np

    places = np.stack([np.pad(part, (0, len(parts[-1]) - len(part)), constant_values=-1) for part in parts])
    real = places >= 0
    places = np.where(real, places, places[:, :1])
    pairs = alike(window, places, real, weights)
    known, tongues = _known(window, places, weights)
    for part, mine in enumerate(parts):
        n = len(mine)
        kind = Few if n < _FEW else Many
        yield kind(known[part, :n], list(pairs[:, part, :n, :n]), tongues, weights)


def _known(window: Window, places: "Indices", weights: Weights) -> "tuple[NDArray[np.float64], int]":
    """Give what is known of the articles at `places` (p, m), (p, m, ...), and of how many languages they are."""
    import numpy as np

    points = window.points
    own, days, trust = points.own[places], points.days[places], points.trust[places]
    tongue = _numbered(points.tongue[places])
    one = np.ones(places.shape)
    dated = ~np.isnan(days)
    pairs = (weights.across, weights.untrusted, weights.cohesion, weights.age, weights.spread)
    held = [window.bars[places], *(blend(pair, own) for pair in pairs)]
    told = [(tongue == one_).astype(np.float64) for one_ in np.unique(tongue)]
    sums = [one, one, one, one, dated, np.where(dated, days, 0.0), *held, one, one * 0, trust, *told]
    if (trust < 1).any():
        sums += [mine * trust for mine in told]
    return np.stack(sums, axis=-1, dtype=np.float64), len(told)


def _numbered(tongue: "Indices") -> "Indices":
    """Number the languages of each part from nought: a part has fewer than all together."""
    import numpy as np

    first = (tongue[:, :, None] == tongue[:, None, :]).argmax(axis=2)
    number = np.cumsum(first == np.arange(first.shape[1]), axis=1) - 1
    return np.take_along_axis(number, first, axis=1)


class Clusters(ABC):
    """n stories, at first of one article each; `join` makes the lower row the story of both.

    Takes room for n * n pairs.
    """

    def __init__(self, tongues: int, weights: Weights) -> None:
        self._told, self._trust = slice(_TOLD, _TOLD + tongues), slice(_TOLD + tongues, None)
        self._weights = weights

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def scores(self, one: int, there: list[int]) -> list[float]:
        """Score story `one` with each of those `there`; above zero they are one."""

    @abstractmethod
    def join(self, keep: int, gone: int) -> None:
        """Add story `gone` to `keep`."""

    def _score(
        self, mine: Sequence[float], theirs: "Sequence[Numbers]", likeness: "Numbers", likeness_here: "Numbers"
    ) -> "Numbers":
        """Score one story with one or, where they are arrays, with many: from what is known of them."""
        size, _, _, _, dated, day, bar, across, untrusted, cohesion, age, _, breadth, within, trust = mine[:_TOLD]
        sizes, _, _, _, dateds, days, bars, abroad, doubts, apiece, ages, _, breadths, withins, trusts = theirs[:_TOLD]
        pairs = here = size * sizes
        score = likeness / (breadth * breadths) - (bar + bars) / 2
        if self._told.stop - self._told.start > 1:
            here = _dot(mine[self._told], theirs[self._told])
            apart = pairs - here
            added = (across + abroad) * apart
            if len(mine) > self._told.stop:
                trusted = trust * trusts - _dot(mine[self._trust], theirs[self._trust])
                added = added + (untrusted + doubts) * (apart - trusted)
            score = score + added / (2 * pairs)
        # The lesser of two is half of what their sum is over their distance: so it is written for numbers and arrays.
        loose = (within + withins - abs(within - withins)) / 2
        short = loose * here - likeness_here
        score = score - (cohesion + apiece) * (short + abs(short)) / (4 * pairs)
        # A story without a date is a contemporary of all.
        gap = abs(day - days) * (dated > 0) * (dateds > 0)
        return score - lost(gap, (age + ages) / 2, self._weights)

    def _joined(
        self, mine: Sequence[float], theirs: Sequence[float], likeness: float, likeness_here: float
    ) -> list[float]:
        """Give what is known of the story of both, of which pairs of one with the other are so much alike in sum."""
        size = mine[_SIZE] + theirs[_SIZE]
        inside = mine[_INSIDE] + theirs[_INSIDE] + 2 * likeness
        inside_here = mine[_INSIDE_HERE] + theirs[_INSIDE_HERE] + 2 * likeness_here
        here = mine[_HERE] + theirs[_HERE] + 2 * _dot(mine[self._told], theirs[self._told])
        dated = mine[_DATED] + theirs[_DATED]
        day = (mine[_DAY] * mine[_DATED] + theirs[_DAY] * theirs[_DATED]) / max(dated, 1.0)
        part, held = theirs[_SIZE] / size, slice(_BAR, _SPREAD + 1)
        means = [own + (other - own) * part for own, other in zip(mine[held], theirs[held], strict=True)]
        # The size of a story, or for a cosine the length of its sum, or between.
        spread = means[-1]
        breadth = size ** (1 - spread) * max(inside, 1e-6) ** (spread / 2)
        # Nought where there are no two of one language.
        within = (inside_here - size) / (here - size) if here > size else 0.0
        sums = (own + other for own, other in zip(mine[_TRUSTED:], theirs[_TRUSTED:], strict=True))
        return [size, inside, inside_here, here, dated, day, *means, breadth, within, *sums]


class Few(Clusters):
    """Stories as lists of numbers."""

    def __init__(
        self, known: "NDArray[np.float64]", matrices: "Sequence[Matrix]", tongues: int, weights: Weights
    ) -> None:
        super().__init__(tongues, weights)
        self._known: list[list[float]] = known.tolist()
        #: Sums over the pairs of articles of two stories: how alike all are, and those of one language.
        self._matrices: list[list[list[float]]] = [matrix.tolist() for matrix in matrices]

    def __len__(self) -> int:
        return len(self._known)

    def scores(self, one: int, there: list[int]) -> list[float]:
        """As of `Clusters`."""
        mine, alike, here = self._known[one], self._matrices[0][one], self._matrices[-1][one]
        return [self._score(mine, self._known[other], alike[other], here[other]) for other in there]

    def join(self, keep: int, gone: int) -> None:
        """As of `Clusters`."""
        alike, here = self._matrices[0][keep][gone], self._matrices[-1][keep][gone]
        self._known[keep] = self._joined(self._known[keep], self._known[gone], alike, here)
        for matrix in self._matrices:
            both = [mine + theirs for mine, theirs in zip(matrix[keep], matrix[gone], strict=True)]
            matrix[keep] = both
            for row, likeness in zip(matrix, both, strict=True):
                row[keep] = likeness


class Many(Clusters):
    """Stories as arrays."""

    def __init__(
        self, known: "NDArray[np.float64]", matrices: "Sequence[Matrix]", tongues: int, weights: Weights
    ) -> None:
        import numpy as np

        super().__init__(tongues, weights)
        self._known = np.ascontiguousarray(known.T)
        self._matrices = [np.ascontiguousarray(matrix) for matrix in matrices]

    def __len__(self) -> int:
        return len(self._known[0])

    def scores(self, one: int, there: list[int]) -> list[float]:
        """As of `Clusters`."""
        import numpy as np

        at = np.array(there)
        alike, here = (matrix[one, at].astype(np.float64) for matrix in (self._matrices[0], self._matrices[-1]))
        found: list[float] = self._score(self._known[:, one].tolist(), list(self._known[:, at]), alike, here).tolist()
        return found

    def join(self, keep: int, gone: int) -> None:
        """As of `Clusters`."""
        alike, here = (float(matrix[keep, gone]) for matrix in (self._matrices[0], self._matrices[-1]))
        known = self._known
        known[:, keep] = self._joined(known[:, keep].tolist(), known[:, gone].tolist(), alike, here)
        for matrix in self._matrices:
            matrix[keep] += matrix[gone]
            matrix[:, keep] = matrix[keep]


def _dot(mine: Sequence[float], theirs: "Sequence[Numbers]") -> "Numbers":
    found: Numbers = sum(map(mul, mine, theirs))
    return found
