"""What two single articles score; above zero they are one story, if nothing else comes between them."""

from typing import TYPE_CHECKING

from briefing.group.clusters import lost
from briefing.group.familiar import likeness
from briefing.group.points import Points, blend
from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]

_BATCH = 4096


class Scoring:
    """Scores of articles by their rows; names of two languages are hoped for first, looked at in `named`."""

    def __init__(self, points: Points, own_bars: "Scores", weights: Weights) -> None:
        import numpy as np

        self.points, self.weights = points, weights
        self._bars, self._across = own_bars / 2, blend(weights.across, points.own) / 2
        self._untrusted, self._age = blend(weights.untrusted, points.own) / 2, blend(weights.age, points.own) / 2
        self._hoped = blend(weights.hoped, points.own) / 2
        self._abroad = bool(points.abroad.any())
        self._days = points.days.astype(np.float32)

    def block(self, here: "Indices", others: "Indices") -> "Scores":
        """Score all `here` with all `others`: (len(here), len(others)). Nothing scores with itself."""
        import numpy as np

        points, one = self.points, here[:, None]
        score: Scores = points.rows[here] @ points.rows[others].T
        foreign = points.tongue[one] != points.tongue[others]
        if foreign.any():
            products = points.abroad[here] @ points.abroad[others].T if self._abroad else None
            score += foreign * self._bonus(one, others, products)
        score -= self._bars[one] + self._bars[others]
        score -= self._lost(one, others)
        score[others == one] = -np.inf
        return score

    def pairs(self, left: "Indices", right: "Indices") -> "Scores":
        """Score each of `left` with that of `right` in the same place."""
        import numpy as np

        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _BATCH):
            part = slice(start, start + _BATCH)
            found[part] = self._pairs(left[part], right[part])
        return found

    def _pairs(self, left: "Indices", right: "Indices") -> "Scores":
        import numpy as np

        points = self.points
        score: Scores = np.einsum("ij,ij->i", points.rows[left], points.rows[right])
        foreign = points.tongue[left] != points.tongue[right]
        if foreign.any():
            products = np.einsum("ij,ij->i", points.abroad[left], points.abroad[right]) if self._abroad else None
            score += foreign * self._bonus(left, right, products)
        score -= self._bars[left] + self._bars[right]
        score -= self._lost(left, right)
        return score

    def named(self, pairs: "Indices", scores: "Scores") -> "Scores":
        """Put what the names of two languages share in place of what was hoped for."""
        import numpy as np

        points = self.points
        for place in np.flatnonzero(points.tongue[pairs[:, 0]] != points.tongue[pairs[:, 1]]).tolist():
            one, other = pairs[place]
            scores[place] += likeness(points.names[one], points.names[other])
            scores[place] -= self._hoped[one] + self._hoped[other]
        return scores

    def _bonus(self, one: "Indices", other: "Indices", products: "Scores | None") -> "Scores":
        import numpy as np

        trust = self.points.trust
        bonus = self._across[one] + self._across[other] + self._hoped[one] + self._hoped[other]
        bonus += (self._untrusted[one] + self._untrusted[other]) * (1 - trust[one] * trust[other])
        if products is not None:
            bonus += products
        return bonus.astype(np.float32, copy=False)

    def _lost(self, one: "Indices", other: "Indices") -> "Scores":
        import numpy as np

        gap = np.abs(self._days[one] - self._days[other])
        gap[np.isnan(gap)] = 0.0
        return lost(gap, self._age[one] + self._age[other], self.weights).astype(np.float32, copy=False)
