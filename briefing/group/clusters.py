"""Growing stories as sums of rows: how alike all articles of two stories are is a few products.

A story is kept in parts, one a language, so that articles of one language can be told from others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.familiar import likeness
from briefing.group.points import Points, blend
from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SAMPLE = 400
_SHRINK = 20


@dataclass(frozen=True, slots=True)
class Sums:
    """Over all pairs of articles of one story and each of m others, each of shape (m,).

    `alike` sums how alike they are, `alike_here` that of articles of one language, of which there are `pairs_here`;
    `trusted` sums how far both languages are known where they differ.
    """

    alike: "Floats"
    alike_here: "Floats"
    pairs_here: "Floats"
    trusted: "Floats"


class Clusters:
    """n stories, at first of one article each; `join` makes the lower row the story of both."""

    def __init__(self, points: Points, weights: Weights) -> None:
        """Take `points`, whose rows are used up."""
        import numpy as np

        n = len(points.rows)
        self._weights = weights
        self._rows, self._abroad, self._tongue = points.rows, points.abroad, points.tongue
        self._names = points.names
        self._count, self._trust = np.ones(n), points.trust.astype(np.float64)
        self._parts: list[list[int]] = [[i] for i in range(n)]
        self.sizes = np.ones(n)
        self._inside, self._inside_here, self._pairs_here = np.ones(n), np.ones(n), np.ones(n)
        self._dated = np.where(np.isnan(points.days), 0.0, 1.0)
        self._days = np.nan_to_num(points.days)
        self._bars = bars(points, weights).astype(np.float64)
        self._across = blend(weights.across, points.own).astype(np.float64)
        self._untrusted = blend(weights.untrusted, points.own).astype(np.float64)
        self._spread = blend(weights.spread, points.own).astype(np.float64)
        self._cohesion = blend(weights.cohesion, points.own).astype(np.float64)

    def scores(self, one: int, others: Sequence[int]) -> "Floats":
        """Score story `one` with each of `others`; above zero they are one."""
        import numpy as np

        there = np.array(others)
        sums = self._sums(one, others)
        pairs = self.sizes[one] * self.sizes[there]
        apart = pairs - sums.pairs_here
        score = sums.alike / (self._breadth(np.array([one])) * self._breadth(there))
        score += self._mean(self._across, one, there) * apart / pairs
        score += self._mean(self._untrusted, one, there) * (apart - sums.trusted) / pairs
        score -= self._mean(self._bars, one, there)
        loose = np.minimum(self._within(np.array([one])), self._within(there))
        short = np.maximum(loose - sums.alike_here / np.maximum(sums.pairs_here, 1.0), 0.0)
        score -= self._mean(self._cohesion, one, there) * short * sums.pairs_here / pairs
        score -= lost(self._gap(one, there), self._weights)
        return score

    def join(self, keep: int, gone: int) -> None:
        """Add story `gone` to `keep`."""
        sums = self._sums(keep, [gone])
        self._inside[keep] += self._inside[gone] + 2 * sums.alike[0]
        self._inside_here[keep] += self._inside_here[gone] + 2 * sums.alike_here[0]
        self._pairs_here[keep] += self._pairs_here[gone] + 2 * sums.pairs_here[0]
        for whole in (self.sizes, self._dated, self._days, self._bars, self._across, self._untrusted):
            whole[keep] += whole[gone]
        for whole in (self._spread, self._cohesion):
            whole[keep] += whole[gone]
        mine = {int(self._tongue[part]): part for part in self._parts[keep]}
        for part in self._parts[gone]:
            to = mine.get(int(self._tongue[part]))
            if to is None:
                self._parts[keep].append(part)
            else:
                for name, weight in self._names[part].items():
                    self._names[to][name] = self._names[to].get(name, 0.0) + weight
                for sum_ in (self._rows, self._abroad, self._count, self._trust):
                    sum_[to] += sum_[part]
        self._parts[gone] = []

    def _sums(self, one: int, others: Sequence[int]) -> Sums:
        import numpy as np

        mine = self._parts[one]
        theirs = [part for other in others for part in self._parts[other]]
        starts = np.cumsum([0] + [len(self._parts[other]) for other in others[:-1]])
        here = self._tongue[mine][:, None] == self._tongue[theirs][None]
        alike = (self._rows[mine] @ self._rows[theirs].T).astype(np.float64)
        alike += (self._abroad[mine] @ self._abroad[theirs].T) * ~here
        for i, j in zip(*np.nonzero(~here), strict=True):
            alike[i, j] += likeness(self._names[mine[i]], self._names[theirs[j]])
        count = self._count[mine][:, None] * self._count[theirs][None]
        trust = self._trust[mine][:, None] * self._trust[theirs][None]

        def summed(values: "Floats") -> "Floats":
            return np.add.reduceat(values.sum(axis=0), starts)

        return Sums(summed(alike), summed(alike * here), summed(count * here), summed(trust * ~here))

    def _mean(self, sums: "Floats", one: int, there: "NDArray[np.int64]") -> "Floats":
        """Over all pairs of the articles of two stories, the mean of both articles' numbers."""
        return (sums[one] / self.sizes[one] + sums[there] / self.sizes[there]) / 2

    def _breadth(self, rows: "NDArray[np.int64]") -> "Floats":
        """Give what to divide by: between a story's size, for mean scores, and the length of its sum, for cosines."""
        import numpy as np

        spread = self._spread[rows] / self.sizes[rows]
        breadth: Floats = self.sizes[rows] ** (1 - spread) * np.sqrt(np.maximum(self._inside[rows], 1e-6)) ** spread
        return breadth

    def _within(self, rows: "NDArray[np.int64]") -> "Floats":
        """How alike the articles of one language are within each story; 0 where there are no two."""
        import numpy as np

        sizes = self.sizes[rows]
        others = self._pairs_here[rows] - sizes
        return np.where(others > 0, (self._inside_here[rows] - sizes) / np.maximum(others, 1.0), 0.0)

    def _gap(self, one: int, there: "NDArray[np.int64]") -> "Floats":
        """Days between the mean times of two stories; 0 if one has none."""
        import numpy as np

        days = self._days / np.maximum(self._dated, 1.0)
        known = (self._dated[there] > 0) & (self._dated[one] > 0)
        return np.where(known, np.abs(days[one] - days[there]), 0.0)


def bars(points: Points, weights: Weights) -> "NDArray[np.float32]":
    """How alike articles must be to each: more if it brings text, and if it is like everything in its language."""
    import numpy as np

    languages = np.zeros((int(points.tongue.max()) + 1, points.rows.shape[1]), dtype=np.float32)
    np.add.at(languages, points.tongue, points.rows)
    likeness = np.einsum("ij,ij->i", points.rows, languages[points.tongue]) - 1
    crowd = likeness / (np.bincount(points.tongue)[points.tongue] + weights.crowd_shrink)
    own: NDArray[np.float32] = blend(weights.bar, points.own)
    own += blend(weights.sparse, points.own) * (1 - density(points, weights))
    own += weights.crowd * np.maximum(crowd - weights.crowd_usual, 0).astype(np.float32)
    return own


def density(points: Points, weights: Weights) -> float:
    """Tell how often what one article tells is told again: the share of articles with a near other in their language.

    Estimated from a sample, the same for the same articles; few articles are taken to be as sparse as a day's news.
    """
    import numpy as np

    sample = np.arange(0, len(points.rows), max(len(points.rows) // _SAMPLE, 1))
    alike = points.rows[sample] @ points.rows.T
    alike[points.tongue[sample][:, None] != points.tongue] = 0
    alike[np.arange(len(sample)), sample] = 0
    again = int((alike.max(axis=1) >= weights.near).sum())
    return (again + weights.usual_density * _SHRINK) / (len(sample) + _SHRINK)


def lost(gap: "Floats", weights: Weights) -> "Floats":
    """Give what a story loses by so many days; everything outside the window."""
    import numpy as np

    near: Floats = weights.age * np.minimum(gap, weights.age_days) ** weights.age_power
    return np.where(gap > weights.window_days, np.inf, near)
