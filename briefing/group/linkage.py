"""Agglomeration over a sparse graph of candidates: the two stories that fit best join first, until none fit.

Parts of the graph that don't hang together go through it side by side.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.group.clusters import Clusters, squares
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]
    #: Places in rising order, the pairs among them (n, 2) and the scores of these, all above nought.
    Part = tuple[Indices, Indices, Scores]

#: The score of a pair that is one story whatever else is; no other scores as much.
BOUND = 9.0
_ALONE, _NEAR, _BOUND = range(3)
#: So many articles and pairs of articles go side by side at most.
_ARTICLES, _PAIRS = 4096, 1 << 18
#: What is gone is cleared away when no more than this share is left of so many rows or more.
_LEFT, _MANY = 0.7, 64


def link(parts: "Sequence[Part]", window: Window, weights: Weights) -> "Iterator[tuple[Indices, Indices]]":
    """Give the places of parts, and for each of them the first place of its story.

    The score of two stories is over all pairs of their articles, be they candidates or not: of texts their mean
    (UPGMA), of headlines between that and the cosine of both sums. Only stories that hold a candidate pair are
    compared. Ties go to the earlier places. What scores `BOUND` joins before all else.
    """
    for some in _batches(sorted(parts, key=lambda part: len(part[0]))):
        yield _linked(some, window, weights)


def _batches(parts: "Sequence[Part]") -> "Iterator[Sequence[Part]]":
    """Give parts of about the same size together; they are in order of their size."""
    begin = 0
    for end, (places, _, _) in enumerate(parts):
        size, many = len(places), end + 1 - begin
        if end > begin and (many * size > _ARTICLES or many * size * size > _PAIRS):
            yield parts[begin:end]
            begin = end
    if begin < len(parts):
        yield parts[begin:]


def _linked(parts: "Sequence[Part]", window: Window, weights: Weights) -> "tuple[Indices, Indices]":
    import numpy as np

    p, m = len(parts), len(parts[-1][0])
    places = np.full((p, m), -1)
    near = np.zeros((p, m, m), dtype=np.int8)
    scores = np.zeros((p, m, m), dtype=np.float32)
    for part, (mine, pairs, worth) in enumerate(parts):
        places[part, : len(mine)] = mine
        low, high = np.searchsorted(mine, pairs).T
        scores[part, low, high] = worth
        near[part, low, high] = near[part, high, low] = np.where(worth < BOUND, _NEAR, _BOUND)
    real = places >= 0
    joined = _Joining(Clusters(window, places, weights), near, scores, real.copy()).stories()
    return places[real], np.take_along_axis(places, joined, axis=1)[real]


class _Joining:
    """Which stories may join, how well they fit, and for each the `best` of those in later rows.

    None fits better than `best` says; where that is `stale`, it has to be looked for again.
    """

    def __init__(
        self,
        clusters: Clusters,
        near: "NDArray[np.int8]",
        scores: "NDArray[np.float32]",
        alive: "NDArray[np.bool_]",
    ) -> None:
        import numpy as np

        p, m = alive.shape
        self._clusters, self._near, self._scores, self._alive = clusters, near, scores, alive
        self._best, self._with = scores.max(axis=2), scores.argmax(axis=2)
        self._stale = np.zeros((p, m), dtype=bool)
        #: Which part and row they were at first, and by these the row that each story went to.
        self._parts, self._rows = np.arange(p), np.tile(np.arange(m), (p, 1))
        self._into = self._rows.copy()

    def stories(self) -> "Indices":
        """Join all that fit. Gives for each row the first row of its story, (p, m)."""
        import numpy as np

        parts = self._parts
        while True:
            rows = self._best[parts].argmax(axis=1)
            going = self._best[parts, rows] > 0
            parts, rows = parts[going], rows[going]
            if not len(parts):
                break
            stale = self._stale[parts, rows]
            self._look_again(parts[stale], rows[stale])
            self._join(parts[~stale], rows[~stale])
            many = self._alive.shape[1]
            if many >= _MANY and self._alive[parts].sum(axis=1).max() <= _LEFT * many:
                self._clear(parts)
                parts = np.arange(len(parts))
        # The row of a story is its first, so each row that it went to comes before.
        into = self._into
        while (into != (first := np.take_along_axis(into, into, axis=1))).any():
            into = first
        return into

    def _look_again(self, parts: "Indices", rows: "Indices") -> None:
        scores = self._scores[parts, rows] * self._alive[parts]
        self._with[parts, rows], self._best[parts, rows] = scores.argmax(axis=1), scores.max(axis=1)
        self._stale[parts, rows] = False

    def _join(self, parts: "Indices", rows: "Indices") -> None:
        """Join each of `rows` with the one that is best for it."""
        import numpy as np

        if not len(parts):
            return
        near, alive = self._near, self._alive
        gone = self._with[parts, rows]
        self._clusters.join(parts, rows, gone)
        self._into[self._parts[parts], self._rows[parts, gone]] = self._rows[parts, rows]
        alive[parts, gone] = False
        self._best[parts, gone] = 0.0

        ties = np.maximum(near[parts, rows], near[parts, gone]) * alive[parts]
        ties[np.arange(len(parts)), rows] = _ALONE
        which, others = np.nonzero(ties)
        part, row, ties = parts[which], rows[which], ties[which, others]
        near[part, row, others] = near[part, others, row] = ties
        fits = np.maximum(self._clusters.scores(part, row, others), 0.0).astype(np.float32)
        fits[ties == _BOUND] = BOUND
        self._scores[part, np.minimum(row, others), np.maximum(row, others)] = fits
        self._look_again(parts, rows)
        self._update((part, others), row, gone[which], fits)

    def _update(self, where: "tuple[Indices, Indices]", rows: "Indices", gone: "Indices", fits: "Scores") -> None:
        """Tell the stories at `where` (part, row) how well those in `rows` fit now, into each of which one has `gone`.

        What was best with one of these two may be so no more.
        """
        import numpy as np

        best, with_ = self._best[where], self._with[where]
        fits = np.where(where[1] < rows, fits, np.float32(0))
        moved = (with_ == rows) | (with_ == gone)
        more = fits > best
        better = more | ((fits == best) & (fits > 0) & (moved | (rows < with_)))
        self._stale[where] = ~more & (self._stale[where] | (moved & ~better))
        self._best[where], self._with[where] = np.where(better, fits, best), np.where(better, rows, with_)

    def _clear(self, parts: "Indices") -> None:
        """Clear away all but `parts`, and of these what has gone into others."""
        import numpy as np

        alive = self._alive[parts]
        rows = np.argsort(~alive, axis=1, kind="stable")[:, : alive.sum(axis=1).max()]
        place = np.cumsum(alive, axis=1) - 1
        self._clusters.keep(parts, rows)
        self._near, self._scores = (squares(matrices, parts, rows) for matrices in (self._near, self._scores))
        here = parts[:, None], rows
        self._with = np.take_along_axis(place, self._with[here], axis=1)
        self._alive, self._stale = self._alive[here], self._stale[here]
        self._best, self._rows, self._parts = self._best[here], self._rows[here], self._parts[parts]
