"""Growing stories as sums of rows: how alike all articles of two stories are is a few products.

A story is kept in parts, one a language, so that articles of one language can be told from others.
"""

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from briefing.group.familiar import likeness
from briefing.group.lost import lost
from briefing.group.points import blend, unpacked
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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

    def __init__(self, window: Window, places: "NDArray[np.int64]", weights: Weights) -> None:
        """Begin with the articles at `places` of `window`; from here on they are numbered in that order."""
        import numpy as np

        points, n = window.points, len(places)
        own = points.own[places]
        self._weights = weights
        self._tongue = points.tongue[places]
        self._rows = unpacked(points.rows[places])
        self._abroad = self._rows[:, : window.size] * np.sqrt(blend(weights.abroad, own) - 1)[:, None]
        self._names = window.names(places)
        self._count, self._trust = np.ones(n), points.trust[places].astype(np.float64)
        self._parts: list[list[int]] = [[i] for i in range(n)]
        self._mixed = np.zeros(n, dtype=bool)
        self.sizes = np.ones(n)
        self._inside, self._inside_here, self._pairs_here = np.ones(n), np.ones(n), np.ones(n)
        self._breadth, self._within = np.ones(n), np.zeros(n)
        self._dated = np.where(np.isnan(points.days[places]), 0.0, 1.0)
        self._days = points.days[places]
        #: What holds for each story is the mean of what holds for its articles.
        pairs = (weights.across, weights.untrusted, weights.cohesion, weights.age, weights.spread)
        self._means = np.stack([window.bars[places], *(blend(pair, own) for pair in pairs)], axis=1)
        self._means = self._means.astype(np.float64)

    def scores(self, one: int, there: "NDArray[np.int64]") -> "Floats":
        """Score story `one` with each of those `there`; above zero they are one."""
        import numpy as np

        sums = self._sums(one, there)
        bar, across, untrusted, cohesion, age, _ = (self._means[there] + self._means[one]).T / 2
        pairs = self.sizes[there] * self.sizes[one]
        apart = pairs - sums.pairs_here
        score: Floats = sums.alike / (self._breadth[there] * self._breadth[one]) - bar
        score += (across * apart + untrusted * (apart - sums.trusted)) / pairs
        loose = np.minimum(self._within[there], self._within[one])
        short = np.maximum(loose * sums.pairs_here - sums.alike_here, 0.0)
        score -= cohesion * short / pairs
        gap = np.nan_to_num(np.abs(self._days[there] - self._days[one]), copy=False)
        score -= lost(gap, age, self._weights)
        return score

    def join(self, keep: int, gone: int) -> None:
        """Add story `gone` to `keep`."""
        import numpy as np

        sums = self._sums(keep, np.array([gone]))
        self._inside[keep] += self._inside[gone] + 2 * sums.alike[0]
        self._inside_here[keep] += self._inside_here[gone] + 2 * sums.alike_here[0]
        self._pairs_here[keep] += self._pairs_here[gone] + 2 * sums.pairs_here[0]
        part = self.sizes[gone] / (self.sizes[gone] + self.sizes[keep])
        self._means[keep] += (self._means[gone] - self._means[keep]) * part
        self.sizes[keep] += self.sizes[gone]
        self._meet(keep, gone)
        self._add(keep, gone)
        # What mean likeness is divided by: the size of a story, or for a cosine the length of its sum, or between.
        size, spread = self.sizes[keep], self._means[keep, -1]
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

    def _add(self, keep: int, gone: int) -> None:
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
        self._mixed[keep] = len(self._parts[keep]) > 1

    def _sums(self, one: int, there: "NDArray[np.int64]") -> Sums:
        import numpy as np

        mine, theirs, starts = [one], there, None
        if self._mixed[one] or self._mixed[there].any():
            parts = [self._parts[other] for other in there.tolist()]
            mine, theirs = self._parts[one], np.array(list(chain.from_iterable(parts)))
            starts = np.cumsum([0, *map(len, parts[:-1])])
        here = self._tongue[mine][:, None] == self._tongue[theirs]
        alike = (self._rows[mine] @ self._rows[theirs].T).astype(np.float64)
        count = self._count[mine][:, None] * self._count[theirs]
        trust = self._trust[mine][:, None] * self._trust[theirs]
        same = alike * here
        far = np.flatnonzero(~here.all(axis=0))
        if len(far):
            alike[:, far] += (self._abroad[mine] @ self._abroad[theirs[far]].T) * ~here[:, far]
            for i, j in zip(*np.nonzero(~here), strict=True):
                alike[i, j] += likeness(self._names[mine[i]], self._names[theirs[j]])

        def summed(values: "Floats") -> "Floats":
            whole: Floats = values.sum(axis=0)
            return whole if starts is None else np.add.reduceat(whole, starts)

        return Sums(summed(alike), summed(same), summed(count * here), summed(trust * ~here))
