"""What two single articles score; above zero they are one story, if nothing else comes between them."""

from typing import TYPE_CHECKING

from briefing.group.lost import lost
from briefing.group.points import SIZE, Points, blend, unpacked
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]

_BATCH = 2048
_KEY = (1 << 32) - 1


class Scoring:
    """Scores of the articles of a window as it is now, by their places."""

    def __init__(self, window: Window, weights: Weights) -> None:
        self._points, self._bars, self._weights = window.points, window.bars, weights

    def near(
        self, here: "Indices", others: "Indices", among: "NDArray[np.bool_] | None" = None
    ) -> "tuple[Indices, Indices, Scores]":
        """Give pairs of `here` with `others` that may score above nought, and at most how much: columns, by `here`.

        Names of two languages are hoped for, not looked at. Only pairs `among` count, shape (len(here), len(others)).
        """
        import numpy as np

        points, weights = self._points, self._weights
        size = points.rows.shape[1] - SIZE
        one, other = here[:, None], others[None, :]
        mine, theirs = unpacked(points.rows[here]), unpacked(points.rows[others])
        foreign = points.tongue[one] != points.tongue[other]
        if foreign.any():
            score: Scores = mine[:, :size] @ theirs[:, :size].T
            score += foreign * self._bonus(here[:, None], others[None, :], score, hoping=True)
            score += mine[:, size:] @ theirs[:, size:].T
        else:
            score = mine @ theirs.T
        score -= (self._bars[one] + self._bars[other]) / 2
        worth = score > -weights.margin
        if among is not None:
            worth &= among
        left, right = np.nonzero(worth)
        found = score[left, right]
        left, right = here[left], others[right]
        found -= self._lost(left, right)
        good = found > -weights.margin
        return left[good], right[good], found[good]

    def pairs(self, left: "Indices", right: "Indices") -> "Scores":
        """Score each of `left` with that of `right` in the same place: always the same, with whatever others."""
        import numpy as np

        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _BATCH):
            part = slice(start, start + _BATCH)
            found[part] = self._pairs(left[part], right[part])
        return found

    def _pairs(self, left: "Indices", right: "Indices") -> "Scores":
        import numpy as np

        points = self._points
        size = points.rows.shape[1] - SIZE
        mine, theirs = unpacked(points.rows[left]), unpacked(points.rows[right])
        meaning: Scores = np.einsum("ij,ij->i", mine[:, :size], theirs[:, :size])
        score: Scores = meaning + np.einsum("ij,ij->i", mine[:, size:], theirs[:, size:])
        foreign = np.flatnonzero(points.tongue[left] != points.tongue[right])
        if len(foreign):
            one, other = left[foreign], right[foreign]
            score[foreign] += self._bonus(one, other, meaning[foreign], hoping=False) + named(points, one, other)
        score -= (self._bars[left] + self._bars[right]) / 2
        score -= self._lost(left, right)
        return score

    def _bonus(self, one: "Indices", other: "Indices", meaning: "Scores", *, hoping: bool) -> "Scores":
        import numpy as np

        points, weights = self._points, self._weights
        trust, mine, theirs = points.trust, points.own[one], points.own[other]
        abroad = np.sqrt((blend(weights.abroad, mine) - 1) * (blend(weights.abroad, theirs) - 1))
        bonus = meaning * abroad + (blend(weights.across, mine) + blend(weights.across, theirs)) / 2
        untrusted = (blend(weights.untrusted, mine) + blend(weights.untrusted, theirs)) / 2
        bonus += untrusted * (1 - trust[one] * trust[other])
        if hoping:
            bonus += (blend(weights.hoped, mine) + blend(weights.hoped, theirs)) / 2
        found: Scores = bonus.astype(np.float32, copy=False)
        return found

    def _lost(self, one: "Indices", other: "Indices") -> "Scores":
        import numpy as np

        points, age = self._points, self._weights.age
        gap = np.abs(points.days[one] - points.days[other])
        gap[np.isnan(gap)] = 0.0
        ages = (blend(age, points.own[one]) + blend(age, points.own[other])) / 2
        return lost(gap, ages, self._weights).astype(np.float32, copy=False)


def named(points: Points, left: "Indices", right: "Indices") -> "Scores":
    """Give how alike the names of each of `left` are to those of `right` in the same place."""
    import numpy as np

    names, weights = points.names, points.weights
    first, last = np.searchsorted(names, left << 32), np.searchsorted(names, (left + 1) << 32)
    many = last - first
    pair = np.repeat(np.arange(len(left)), many)
    mine = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many) + first[pair]
    sought = (right[pair] << 32) | (names[mine] & _KEY)
    place = np.minimum(np.searchsorted(names, sought), max(len(names) - 1, 0))
    shared = names[place] == sought if len(names) else np.zeros(0, dtype=bool)
    told = np.bincount(pair[shared], weights=weights[mine[shared]] * weights[place[shared]], minlength=len(left))
    return told.astype(np.float32)
