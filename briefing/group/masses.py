"""Articles and growing stories as sums of vectors: the mean score of all pairs between two stories is one product."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Masses:
    """n stories of one or more articles; arrays are changed in place as stories join.

    `vectors` (n, d) and `languages` (n, tags) are sums over the articles, `sizes` their number, `days` the sum of the
    times (days since the first) of those with a date, of which there are `dated`; `own` is the sum of
    how much text of its own each brings, from 0 (a headline only) to 1.
    """

    vectors: "NDArray[np.float32]"
    languages: "NDArray[np.float32]"
    sizes: "NDArray[np.float32]"
    days: "NDArray[np.float64]"
    dated: "NDArray[np.float64]"
    own: "NDArray[np.float32]"
    weights: Weights

    def scores(self, left: "NDArray[np.int64]", right: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Score each of `left` with each of `right`, shape (len(left), len(right)); above zero they are one story."""
        import numpy as np

        weights = self.weights
        score: NDArray[np.float32] = self.vectors[left] @ self.vectors[right].T
        score /= self._breadth(left)[:, None]
        score /= self._breadth(right)[None]
        together = self.languages[left] @ self.languages[right].T
        together /= self.sizes[left][:, None] * self.sizes[right][None]
        score += weights.across * (1.0 - together)
        gap = self._times(left)[:, None] - self._times(right)[None]
        np.abs(gap, out=gap)
        score[gap > weights.window_days] = -np.inf
        np.minimum(gap, weights.age_days, out=gap)
        score -= weights.age * np.nan_to_num(gap, copy=False, nan=0.0)
        score -= self._bars(left)[:, None] / 2
        score -= self._bars(right)[None] / 2
        return score

    def join(self, keep: int, gone: int) -> None:
        """Add story `gone` to `keep`."""
        for part in (self.vectors, self.languages, self.sizes, self.days, self.dated, self.own):
            part[keep] += part[gone]

    def _breadth(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Give what to divide by: between a story's size, for mean scores, and the length of its sum, for cosines."""
        import numpy as np

        weights = self.weights
        one = weights.meaning + weights.words + weights.letters + weights.names
        length = np.maximum(np.linalg.norm(self.vectors[rows], axis=1) / one**0.5, 1e-3)
        spread = weights.spread * (1 - self.own[rows] / self.sizes[rows])
        breadth: NDArray[np.float32] = self.sizes[rows] ** (1 - spread) * length**spread
        return breadth

    def _bars(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        import numpy as np

        low, high = np.float32(self.weights.bar_headline), np.float32(self.weights.bar_text)
        bars: NDArray[np.float32] = low + (high - low) * self.own[rows] / self.sizes[rows]
        return bars

    def _times(self, rows: "NDArray[np.int64]") -> "NDArray[np.float32]":
        import numpy as np

        days = self.days[rows] / np.maximum(self.dated[rows], 1)
        return np.where(self.dated[rows] > 0, days, np.nan).astype(np.float32)
