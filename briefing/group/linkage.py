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

    Stories are numbered through all parts, m of each. Where there are many, the best for each is kept.
    """

    def __init__(self, clusters: Clusters, fits: "Scores", alive: "NDArray[np.bool_]") -> None:
        import numpy as np

        p, m = alive.shape
        self._clusters, self._fits, self._alive = clusters, fits.reshape(p * m, m), alive
        self._any_bound = bool((fits >= BOUND).any())
        self._best = _Best(self._fits) if m >= _MANY else None
        #: What each story was numbered at first, and by that number the story it went into.
        self._first = np.arange(p * m)
        self._into = self._first.copy()

    def stories(self) -> "Indices":
        """Join all that fit. Gives for each article the first of its story."""
        import numpy as np

        parts = np.arange(len(self._alive))
        while True:
            parts, rows, columns = self._best.pairs(parts) if self._best else self._pairs(parts)
            if not len(parts):
                break
            self._join(parts, rows, columns)
            if self._best and self._alive[parts].sum(axis=1).max() <= _LEFT * self._alive.shape[1]:
                self._clear(parts)
                parts = np.arange(len(parts))
        # A story goes by its first article, so each that it went into comes before.
        into = self._into
        while (into != (first := into[into])).any():
            into = first
        return into

    def _pairs(self, parts: "Indices") -> "tuple[Indices, Indices, Indices]":
        """Give those `parts` that have stories that fit, and in which row and column they fit best."""
        import numpy as np

        m = self._fits.shape[1]
        fits = self._fits.reshape(-1, m * m)[parts]
        best = fits.argmax(axis=1)
        going = fits[np.arange(len(parts)), best] > 0
        return parts[going], *np.divmod(best[going], m)

    def _join(self, parts: "Indices", rows: "Indices", columns: "Indices") -> None:
        """In each of `parts` join the story in `columns` to that in `rows`."""
        import numpy as np

        m = self._fits.shape[1]
        begins = parts * m
        ones, gone = begins + rows, begins + columns
        self._clusters.join(parts, rows, columns)
        self._into[self._first[gone]] = self._first[ones]
        self._alive[parts, columns] = False

        mine, theirs = self._fits[ones], self._fits[gone]
        which, others = np.nonzero(theirs)
        self._fits[gone] = 0.0
        self._fits[begins[which] + others, columns[which]] = 0.0
        tied = ((mine != 0) | (theirs != 0)) & self._alive[parts]
        tied[np.arange(len(parts)), rows] = False
        which, others = np.nonzero(tied)
        if len(which):
            bound = np.maximum(mine, theirs)[which, others] >= BOUND if self._any_bound else None
            one, other, row = ones[which], begins[which] + others, rows[which]
            scores = self._clusters.scores(one, other, others).astype(np.float32)
            fits = np.where(scores > 0, scores, np.float32(_UNFIT))
            if bound is not None:
                fits[bound] = BOUND
            self._fits[one, others] = self._fits[other, row] = fits
        if self._best:
            self._best.joined(ones, gone)
            if len(which):
                self._best.fit(other, row, columns[which], fits)

    def _clear(self, parts: "Indices") -> None:
        """Clear away all but `parts`, and of these what has gone into others."""
        import numpy as np

        alive, m = self._alive[parts], self._alive.shape[1]
        rows = np.argsort(~alive, axis=1, kind="stable")[:, : alive.sum(axis=1).max()]
        self._clusters.keep(parts, rows)
        self._fits = squares(self._fits, parts, rows)
        self._alive = np.take_along_axis(alive, rows, axis=1)
        self._first = self._first[(parts[:, None] * m + rows).ravel()]
        self._best = _Best(self._fits)


class _Best:
    """For each of many stories the one that fits best, so that not all have to be looked at for each join.

    None fits better than is kept; where that is `stale`, it has to be looked for again.
    """

    def __init__(self, fits: "Scores") -> None:
        import numpy as np

        self._fits = fits
        self._best, self._with = fits.max(axis=1), fits.argmax(axis=1)
        self._stale = np.zeros(len(fits), dtype=bool)

    def pairs(self, parts: "Indices") -> "tuple[Indices, Indices, Indices]":
        """Give those `parts` that have stories that fit, and in which row and column they fit best."""
        m = self._fits.shape[1]
        while True:
            rows = self._best.reshape(-1, m)[parts].argmax(axis=1)
            ones = parts * m + rows
            going = self._best[ones] > 0
            stale = self._stale[ones] & going
            if not stale.any():
                return parts[going], rows[going], self._with[ones[going]]
            self._look_again(ones[stale])

    def _look_again(self, ones: "Indices") -> None:
        fits = self._fits[ones]
        self._with[ones], self._best[ones] = fits.argmax(axis=1), fits.max(axis=1)
        self._stale[ones] = False

    def joined(self, ones: "Indices", gone: "Indices") -> None:
        """Look for what is best for the stories `ones`, into each of which one has `gone`."""
        self._best[gone] = 0.0
        self._look_again(ones)

    def fit(self, ones: "Indices", rows: "Indices", gone: "Indices", fits: "Scores") -> None:
        """Tell stories how well those in `rows` fit now, into each of which that in the row `gone` went.

        What was best with one of these two may be so no more.
        """
        import numpy as np

        best, with_ = self._best[ones], self._with[ones]
        moved = (with_ == rows) | (with_ == gone)
        more = fits > best
        better = more | ((fits == best) & (moved | (rows < with_)))
        self._stale[ones] = ~more & (self._stale[ones] | (moved & ~better))
        self._best[ones], self._with[ones] = np.where(better, fits, best), np.where(better, rows, with_)
