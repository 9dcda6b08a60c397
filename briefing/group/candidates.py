"""Which articles are worth comparing: of those before each in the stream, the nearest.

They are found exactly as long as there are few articles; of many, only those are looked at that are near in meaning or
share rare words, so that an article costs the same however many there are.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.cells import Cells
from briefing.group.postings import Postings
from briefing.group.ranked import others
from briefing.group.scoring import Scoring
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]
    Found = tuple[Indices, Indices, Scores]

#: So many articles are compared each with each.
EXACT = 10_000
_BLOCK, _OTHERS, _AT_ONCE = 256, 4096, 16_384


class Candidates:
    """Finds the pairs of a window as it grows; what it looks near articles up in is made when there are many."""

    def __init__(self, window: Window, weights: Weights) -> None:
        self._window, self._weights = window, weights
        self._cells: Cells | None = None
        self._postings = Postings()
        #: When so many articles have come since cells were made, they are made anew.
        self.renew = 0

    def of(self, begin: int) -> "Found":
        """Give the pairs (later, earlier) of the articles from place `begin` on that score above nought, with scores.

        Of each only those with its `neighbours` nearest.
        """
        import numpy as np

        window, end = self._window, len(self._window)
        scoring = Scoring(window, self._weights)
        parts = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))]
        while begin < end:
            if begin < EXACT:
                upto = min(begin + _BLOCK, end, EXACT)
                found = self._all(scoring, begin, upto)
            else:
                self._renewed(begin)
                upto = min(begin + _AT_ONCE, end, begin + self.renew)
                found = self._some(scoring, begin, upto)
                self.renew -= upto - begin
            parts.append(found)
            begin = upto
        return _joined(parts)

    def _all(self, scoring: Scoring, begin: int, end: int) -> "Found":
        import numpy as np

        here = np.arange(begin, end)
        found = []
        for start in range(0, end, _OTHERS):
            others = np.arange(start, min(start + _OTHERS, end))
            before = others[None, :] < here[:, None] if others[-1] >= begin else None
            found.append(scoring.near(here, others, before))
        later, earlier, scores = _best(*_joined(found), self._weights.neighbours)
        foreign = scoring.foreign(later, earlier)
        scores[foreign] = scoring.pairs(later[foreign], earlier[foreign])
        good = scores > 0
        return later[good], earlier[good], scores[good]

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restore` needs."""
        return self._cells.arrays() if self._cells is not None else {}

    def restore(self, arrays: "dict[str, NDArray[Any]]", renew: int) -> None:
        """Go on with the cells of which these are the arrays, and the articles of the window."""
        self.renew = renew
        if arrays:
            self._cells = Cells(**arrays)
            self._postings = Postings()
            self._postings.add(self._window.points.keys, 0)

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places, which the window did before."""
        if len(self._window) < EXACT:
            self._cells, self.renew = None, 0
        if self._cells is not None:
            self._cells.keep(kept)
            self._postings.keep(kept)

    def _renewed(self, known: int) -> None:
        if self.renew and self._cells is not None:
            return
        points = self._window.points
        self._cells = Cells.of(points.rows[:known, : self._window.size])
        self._postings = Postings()
        self._postings.add(points.keys[:known], 0)
        self.renew = known

    def _some(self, scoring: Scoring, begin: int, end: int) -> "Found":
        import numpy as np

        points = self._window.points
        pairs = []
        if self._cells is not None:
            pairs.append(self._cells.add(points.rows[:end, : self._window.size], begin))
        keys = points.keys[begin:end]
        self._postings.add(keys, begin)
        pairs.append(self._postings.shared(keys, begin))
        both = np.sort(np.concatenate([(left << 32) | right for left, right in pairs]))
        both = both[others(both)]
        later, earlier = both >> 32, both & ((1 << 32) - 1)
        scores = scoring.pairs(later, earlier)
        good = scores > 0
        return _best(later[good], earlier[good], scores[good], self._weights.neighbours)


def _joined(found: "list[Found]") -> "Found":
    import numpy as np

    left, right, scores = (np.concatenate(column) for column in zip(*found, strict=True))
    return left, right, scores


def _best(left: "Indices", right: "Indices", scores: "Scores", most: int) -> "Found":
    """Keep of each of `left` the pairs with the `most` nearest of `right`, once; of equal ones the earlier."""
    import numpy as np

    order = np.lexsort((right, -scores, left))
    left, right, scores = left[order], right[order], scores[order]
    _, first = np.unique((left << 32) | right, return_index=True)
    first.sort()
    left, right, scores = left[first], right[first], scores[first]
    good = others(left, most)
    return left[good], right[good], scores[good]
