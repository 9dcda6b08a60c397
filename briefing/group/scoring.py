"""What two single articles score; above zero they are one story, if nothing else comes between them."""

from typing import TYPE_CHECKING

from briefing.group.dots import dots
from briefing.group.lost import lost
from briefing.group.points import Points, blend
from briefing.group.ranked import before
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]

_BATCH, _FEW, _AT_ONCE = 128, 512, 8192
_KEY = (1 << 32) - 1


class Scoring:
    """Scores of the articles of a window as it is now, by their places.

    What is the same for two articles is the same to the last bit, whatever others are scored with them (see `points`).
    """

    def __init__(self, window: Window, weights: Weights) -> None:
        self._points, self._bars, self._weights = window.points, window.bars, weights
        self._size = window.size

    def near(
        self, here: "Indices", others: "Indices", among: "NDArray[np.bool_] | None" = None
    ) -> "tuple[Indices, Indices, Scores]":
        """Give pairs of `here` with `others` that may score above nought, and at most how much: columns, by `here`.

        Of two languages names are hoped for, not looked at; of one it is what they score. Both are in rising order.
        Only pairs `among` count, shape (len(here), len(others)).
        """
        import numpy as np

        points = self._points
        one, other = here[:, None], others[None, :]
        foreign = points.tongue[one] != points.tongue[other]
        abroad = bool(foreign.any())
        score, meaning = self._products(here, others, apart=abroad)
        score *= points.steps[one]
        score *= points.steps[other]
        if abroad:
            bonus = self._bonus(one, other, meaning, hoping=True)
            bonus *= foreign
            score += bonus
        score -= self._bars[one] / 2
        score -= self._bars[other] / 2
        worth = score > 0
        if among is not None:
            worth &= among
        at = np.flatnonzero(worth)
        left, right = np.divmod(at, len(others))
        left, right = here[left], others[right]
        found = score.ravel()[at]
        found -= self._lost(left, right)
        good = found > 0
        return left[good], right[good], found[good]

    def pairs(self, left: "Indices", right: "Indices") -> "Scores":
        """Score each of `left` with that of `right` in the same place."""
        import numpy as np

        found = np.empty(len(left), dtype=np.float32)
        for start in range(0, len(left), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            found[part] = self._pairs(left[part], right[part])
        return found

    def foreign(self, left: "Indices", right: "Indices") -> "Indices":
        """Give the numbers of the pairs that are of two languages."""
        import numpy as np

        return np.flatnonzero(self._points.tongue[left] != self._points.tongue[right])

    def _products(self, here: "Indices", others: "Indices", *, apart: bool) -> "tuple[Scores, Scores]":
        """Give the products of rows in whole steps, and if it is wanted `apart` that of what they mean alone."""
        import numpy as np

        size = self._size
        mine = self._values(here)
        score = np.empty((len(here), len(others)), dtype=np.float32)
        meaning = np.empty_like(score if apart else score[:0])
        # Few at a time, so that what was made real is still near the processor.
        for start in range(0, len(others), _FEW):
            part = slice(start, start + _FEW)
            theirs = self._values(others[part])
            if apart:
                np.matmul(mine[:, :size], theirs[:, :size].T, out=meaning[:, part])
                np.matmul(mine[:, size:], theirs[:, size:].T, out=score[:, part])
            else:
                np.matmul(mine, theirs.T, out=score[:, part])
        if apart:
            score += meaning
        return score, meaning

    def _values(self, places: "Indices") -> "Scores":
        """Give rows in whole steps. `places` rise, so those that follow one another needn't be picked."""
        import numpy as np

        low, high = (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)
        found: Scores = self._points.rows[slice(low, high) if high - low == len(places) else places].astype(np.float32)
        return found

    def _pairs(self, left: "Indices", right: "Indices") -> "Scores":
        points = self._points
        score, meaning = self._dots(left, right)
        score += meaning
        score *= points.steps[left]
        score *= points.steps[right]
        foreign = self.foreign(left, right)
        if len(foreign):
            one, other = left[foreign], right[foreign]
            score[foreign] += self._bonus(one, other, meaning[foreign], hoping=False) + named(points, one, other)
        score -= self._bars[left] / 2
        score -= self._bars[right] / 2
        score -= self._lost(left, right)
        return score

    def _dots(self, left: "Indices", right: "Indices") -> "tuple[Scores, Scores]":
        """Give the products of rows in whole steps: of all but what they mean, and of that."""
        import numpy as np

        rows, size = self._points.rows, self._size
        score, meaning = (np.empty(len(left), dtype=np.float32) for _ in range(2))
        for start in range(0, len(left), _BATCH):
            part = slice(start, start + _BATCH)
            mine, theirs = (rows[at[part]].astype(np.float32) for at in (left, right))
            meaning[part] = dots(mine[:, :size], theirs[:, :size])
            score[part] = dots(mine[:, size:], theirs[:, size:])
        return score, meaning

    def _bonus(self, one: "Indices", other: "Indices", meaning: "Scores", *, hoping: bool) -> "Scores":
        """Give what is added between two languages; `meaning`, in steps, is used up."""
        import numpy as np

        points, weights = self._points, self._weights
        mine, theirs = points.own[one], points.own[other]
        meaning *= np.sqrt(blend(weights.abroad, mine) - 1) * points.steps[one]
        meaning *= np.sqrt(blend(weights.abroad, theirs) - 1) * points.steps[other]
        for pair in (weights.across, *([weights.hoped] if hoping else [])):
            meaning += blend(pair, mine) / 2
            meaning += blend(pair, theirs) / 2
        trust, others_trust = points.trust[one], points.trust[other]
        if trust.min() < 1 or others_trust.min() < 1:
            untrusted = (blend(weights.untrusted, mine) + blend(weights.untrusted, theirs)) / 2
            meaning += untrusted * (1 - trust * others_trust)
        return meaning

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
    if not len(left):
        return np.zeros(0, dtype=np.float32)
    # They come by `left`, so that its names are near one another, and few to seek in.
    low, high = np.searchsorted(names, [left.min() << 32, (left.max() + 1) << 32])
    mine = names[low:high]
    first, last = np.searchsorted(names, right << 32), np.searchsorted(names, (right + 1) << 32)
    many = last - first
    pair = np.repeat(np.arange(len(right)), many)
    theirs = before(last, many)
    sought = (left[pair] << 32) | (names[theirs] & _KEY)
    place = np.searchsorted(mine, sought)
    place[place == len(mine)] = 0
    shared = np.flatnonzero(mine[place] == sought) if len(mine) else place[:0]
    told = np.bincount(
        pair[shared], weights=weights[low + place[shared]] * weights[theirs[shared]], minlength=len(left)
    )
    return told.astype(np.float32)
