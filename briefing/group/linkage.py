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
_UNFIT = -1.0
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
    fits = np.zeros((p, m, m), dtype=np.float32)
    for part, (mine, pairs, scores) in enumerate(parts):
        places[part, : len(mine)] = mine
        low, high = np.searchsorted(mine, pairs).T
        fits[part, low, high] = fits[part, high, low] = scores
    real = places >= 0
    joined = _Joining(Clusters(window, places, weights), fits, real.copy()).stories()
    return places[real], places.ravel()[joined].reshape(p, m)[real]


class _Joining:
    """How well the stories of parts fit: above nought, `_UNFIT`, or nought where they hold no candidate pair.

    Stories are numbered through all parts, m of each. For each there is the `best` of its part, and which that is: none
    fits better, but where that is `stale` it has to be looked for again.
    """

    def __init__(self, clusters: Clusters, fits: "Scores", alive: "NDArray[np.bool_]") -> None:
        import numpy as np

        p, m = alive.shape
        self._clusters, self._fits, self._alive = clusters, fits.reshape(p * m, m), alive
        self._any_bound = bool((fits >= BOUND).any())
        self._best, self._with = fits.max(axis=2).ravel(), fits.argmax(axis=2).ravel()
        self._stale = np.zeros(p * m, dtype=bool)
        #: What each story was numbered at first, and by that number the story it went into.
        self._first = np.arange(p * m)
        self._into = self._first.copy()

    def stories(self) -> "Indices":
        """Join all that fit. Gives for each article the first of its story."""
        import numpy as np

        p, m = self._alive.shape
        parts = np.arange(p)
        while True:
            rows = self._best.reshape(-1, m)[parts].argmax(axis=1)
            ones = parts * m + rows
            going = self._best[ones] > 0
            if not going.all():
                parts, rows, ones = parts[going], rows[going], ones[going]
                if not len(parts):
                    break
            stale = self._stale[ones]
            if stale.any():
                self._look_again(parts[stale], ones[stale])
                ready = ~stale
                if ready.any():
                    self._join(parts[ready], rows[ready], ones[ready])
            else:
                self._join(parts, rows, ones)
            if m >= _MANY and self._alive[parts].sum(axis=1).max() <= _LEFT * m:
                self._clear(parts)
                parts, m = np.arange(len(parts)), self._alive.shape[1]
        # A story goes by its first article, so each that it went into comes before.
        into = self._into
        while (into != (first := into[into])).any():
            into = first
        return into

    def _look_again(self, parts: "Indices", ones: "Indices") -> None:
        fits = self._fits[ones] * self._alive[parts]
        self._with[ones], self._best[ones] = fits.argmax(axis=1), fits.max(axis=1)
        self._stale[ones] = False

    def _join(self, parts: "Indices", rows: "Indices", ones: "Indices") -> None:
        """In each of `parts` join the one in `rows`, numbered `ones`, with the one that is best for it."""
        import numpy as np

        m = self._alive.shape[1]
        begins, columns = parts * m, self._with[ones]
        gone = begins + columns
        self._clusters.join(parts, rows, columns)
        self._into[self._first[gone]] = self._first[ones]
        self._alive[parts, columns] = False
        self._best[gone] = 0.0

        mine, theirs = self._fits[ones], self._fits[gone]
        tied = ((mine != 0) | (theirs != 0)) & self._alive[parts]
        tied[np.arange(len(parts)), rows] = False
        which, columns = np.nonzero(tied)
        others, row, one = begins[which] + columns, rows[which], ones[which]
        fits = self._clusters.scores(one, others, columns).astype(np.float32)
        fits = np.where(fits > 0, fits, np.float32(_UNFIT))
        if self._any_bound:
            fits[np.maximum(mine, theirs)[which, columns] >= BOUND] = BOUND
        self._fits[one, columns] = self._fits[others, row] = fits
        self._look_again(parts, ones)
        self._update(others, row, (gone - begins)[which], fits)

    def _update(self, ones: "Indices", rows: "Indices", gone: "Indices", fits: "Scores") -> None:
        """Tell stories how well those in `rows` fit now, into each of which one has `gone`.

        What was best with one of these two may be so no more.
        """
        import numpy as np

        best, with_ = self._best[ones], self._with[ones]
        moved = (with_ == rows) | (with_ == gone)
        more = fits > best
        better = more | ((fits == best) & (moved | (rows < with_)))
        self._stale[ones] = ~more & (self._stale[ones] | (moved & ~better))
        self._best[ones], self._with[ones] = np.where(better, fits, best), np.where(better, rows, with_)

    def _clear(self, parts: "Indices") -> None:
        """Clear away all but `parts`, and of these what has gone into others."""
        import numpy as np

        alive, m = self._alive[parts], self._alive.shape[1]
        rows = np.argsort(~alive, axis=1, kind="stable")[:, : alive.sum(axis=1).max()]
        place = np.cumsum(alive, axis=1) - 1
        self._clusters.keep(parts, rows)
        self._fits = squares(self._fits, parts, rows)
        here = (parts[:, None] * m + rows).ravel()
        self._with = np.take_along_axis(place, self._with[here].reshape(rows.shape), axis=1).ravel()
        self._alive = np.take_along_axis(alive, rows, axis=1)
        self._best, self._stale, self._first = self._best[here], self._stale[here], self._first[here]
