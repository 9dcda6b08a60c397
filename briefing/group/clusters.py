"""Growing stories over all pairs of their articles, as sums that are added up when two stories join."""

from typing import TYPE_CHECKING

from briefing.group.lost import lost
from briefing.group.points import blend, unpacked
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Matrix = NDArray[np.float32]

_COLUMNS = 4096


class Clusters:
    """n stories, at first of one article each; `join` makes the lower row the story of both.

    Takes room for n * n pairs.
    """

    def __init__(self, window: Window, places: "NDArray[np.int64]", weights: Weights) -> None:
        """Begin with the articles at `places` of `window`; from here on they are numbered in that order."""
        import numpy as np

        points, n = window.points, len(places)
        own = points.own[places]
        self._weights = weights
        #: Sums over the pairs of articles of two stories: how alike all are, and those of one language.
        self._alike, self._alike_here = _alike(window, places, weights)
        self.sizes = np.ones(n)
        #: How many articles of each language a story has, and how far it is known, summed.
        self._told = (np.unique(points.tongue[places])[:, None] == points.tongue[places]).astype(np.float64)
        self._trust = self._told * points.trust[places]
        self._inside, self._inside_here, self._pairs_here = np.ones(n), np.ones(n), np.ones(n)
        self._breadth, self._within = np.ones(n), np.zeros(n)
        self._dated = np.where(np.isnan(points.days[places]), 0.0, 1.0)
        self._days = points.days[places]
        #: What holds for each story is the mean of what holds for its articles.
        pairs = (weights.across, weights.untrusted, weights.cohesion, weights.age, weights.spread)
        self._means = np.stack([window.bars[places], *(blend(pair, own) for pair in pairs)]).astype(np.float64)

    def scores(self, one: int, there: "NDArray[np.int64]") -> "Floats":
        """Score story `one` with each of those `there`; above zero they are one."""
        import numpy as np

        alike, alike_here = (matrix[one, there].astype(np.float64) for matrix in (self._alike, self._alike_here))
        bar, across, untrusted, cohesion, age, _ = (self._means[:, there] + self._means[:, one, None]) / 2
        pairs = self.sizes[there] * self.sizes[one]
        score: Floats = alike / (self._breadth[there] * self._breadth[one]) - bar
        pairs_here = pairs
        if len(self._told) > 1:
            pairs_here = self._told[:, one] @ self._told[:, there]
            mine, theirs = self._trust[:, one], self._trust[:, there]
            trusted = mine.sum() * theirs.sum(axis=0) - mine @ theirs
            apart = pairs - pairs_here
            score += (across * apart + untrusted * (apart - trusted)) / pairs
        loose = np.minimum(self._within[there], self._within[one])
        score -= cohesion * np.maximum(loose * pairs_here - alike_here, 0.0) / pairs
        # A story without a date is a contemporary of all.
        gap = np.fmax(np.abs(self._days[there] - self._days[one]), 0.0)
        score -= lost(gap, age, self._weights)
        return score

    def join(self, keep: int, gone: int) -> None:
        """Add story `gone` to `keep`."""
        size, other = float(self.sizes[keep]), float(self.sizes[gone])
        self._inside[keep] += self._inside[gone] + 2 * float(self._alike[keep, gone])
        self._inside_here[keep] += self._inside_here[gone] + 2 * float(self._alike_here[keep, gone])
        self._pairs_here[keep] += self._pairs_here[gone] + 2 * float(self._told[:, keep] @ self._told[:, gone])
        self._means[:, keep] += (self._means[:, gone] - self._means[:, keep]) * (other / (size + other))
        self.sizes[keep] = size = size + other
        self._meet(keep, gone)
        # In one language both are the same matrix.
        for matrix in (self._alike, self._alike_here)[: len(self._told)]:
            matrix[keep] += matrix[gone]
            matrix[:, keep] = matrix[keep]
        for sums in (self._told, self._trust):
            sums[:, keep] += sums[:, gone]
        # What mean likeness is divided by: the size of a story, or for a cosine the length of its sum, or between.
        spread = self._means[-1, keep]
        self._breadth[keep] = size ** (1 - spread) * max(self._inside[keep], 1e-6) ** (spread / 2)
        # How alike the articles of one language are among themselves; nought where there are no two.
        others = self._pairs_here[keep] - size
        self._within[keep] = (self._inside_here[keep] - size) / others if others > 0 else 0.0

    def _meet(self, keep: int, gone: int) -> None:
        """Take the mean day of the articles that have one."""
        if not self._dated[keep]:
            self._days[keep] = self._days[gone]
        elif self._dated[gone]:
            part = self._dated[gone] / (self._dated[gone] + self._dated[keep])
            self._days[keep] += (self._days[gone] - self._days[keep]) * part
        self._dated[keep] += self._dated[gone]


def _alike(window: Window, places: "NDArray[np.int64]", weights: Weights) -> "tuple[Matrix, Matrix]":
    """Give how alike each two articles are, and the same with nought for those of two languages.

    Where there is one language only, both are the same matrix.
    """
    import numpy as np

    points = window.points
    rows, tongue = unpacked(points, places), points.tongue[places]
    alike = rows @ rows.T
    foreign = tongue[:, None] != tongue
    if not foreign.any():
        return alike, alike
    alike_here = np.where(foreign, np.float32(0), alike)
    meant = rows[:, : window.size] * np.sqrt(blend(weights.abroad, points.own[places]) - 1)[:, None]
    more = meant @ meant.T
    more += _named(window, places)
    more *= foreign
    alike += more
    return alike, alike_here


def _named(window: Window, places: "NDArray[np.int64]") -> "Matrix":
    """Give how alike the names of each two articles are."""
    import numpy as np

    owners, keys, weights = window.names(places)
    keys, column, users = np.unique(keys, return_inverse=True, return_counts=True)
    # A name that one alone uses makes nobody alike.
    number = np.where(users > 1, np.cumsum(users > 1) - 1, -1)[column]
    found = np.zeros((len(places), len(places)), dtype=np.float32)
    for start in range(0, int((users > 1).sum()), _COLUMNS):
        mine = (number >= start) & (number < start + _COLUMNS)
        rows = np.zeros((len(places), min(_COLUMNS, int((users > 1).sum()) - start)), dtype=np.float32)
        rows[owners[mine], number[mine] - start] = weights[mine]
        found += rows @ rows.T
    return found
