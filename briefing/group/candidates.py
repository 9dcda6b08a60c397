"""Which articles are worth comparing: the nearest of each inside the time window.

They are found exactly, by blocks, as long as there are few articles; of many, only those are looked at that are near
in meaning or share rare words, so that an article costs little more where there are more of them.
"""

from typing import TYPE_CHECKING

from briefing.group.cells import cells
from briefing.group.points import Points
from briefing.group.postings import postings
from briefing.group.scoring import Scoring
from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = NDArray[np.int64]
    Scores = NDArray[np.float32]

#: So many articles are compared each with each.
EXACT = 10_000
_BLOCK = 512


def candidates(points: Points, own_bars: "Scores", weights: Weights) -> "tuple[Pairs, Scores]":
    """List pairs (i < j), shape (n, 2), sorted, and their scores: each article's `neighbours` best over -`margin`.

    Articles are in order of time, those without a date last.
    """
    import numpy as np

    n = len(points.rows)
    scoring = Scoring(points, own_bars, weights)
    if n <= EXACT:
        found = [_best(scoring, here, _reach(points, here, weights)) for here in _blocks(n)]
    else:
        found = [_best(scoring, here, here) for here in cells(points)]
        left, right = postings(points.keys)
        found.append((left, right, scoring.pairs(left, right)))
    left, right, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    pairs, scores = _distinct(n, left, right, scores)
    good = scores > -weights.margin
    pairs, scores = pairs[good], scores[good]
    if n > EXACT:
        kept = _nearest(pairs, scores, weights.neighbours)
        pairs, scores = pairs[kept], scores[kept]
    return pairs, scoring.named(pairs, scores)


def _blocks(n: int) -> "list[Pairs]":
    import numpy as np

    return [np.arange(start, min(start + _BLOCK, n)) for start in range(0, n, _BLOCK)]


def _reach(points: Points, here: "Pairs", weights: Weights) -> "Pairs":
    import numpy as np

    n = len(points.rows)
    dated = n - int(np.isnan(points.days).sum())
    if here[-1] >= dated:
        return np.arange(n)
    days = points.days[:dated]
    low = np.searchsorted(days, days[here[0]] - weights.window_days)
    high = np.searchsorted(days, days[here[-1]] + weights.window_days, side="right")
    return np.concatenate([np.arange(low, high), np.arange(dated, n)])


def _best(scoring: Scoring, here: "Pairs", others: "Pairs") -> "tuple[Pairs, Pairs, Scores]":
    """Give the nearest `others` of each `here`, as columns."""
    import numpy as np

    most = scoring.weights.neighbours
    score = scoring.block(here, others)
    good = score > -scoring.weights.margin
    crowded = np.flatnonzero(good.sum(axis=1) > most)
    if len(crowded):
        # Exactly so many, ties or not: a thousand equal articles must not make a million pairs.
        best = np.argpartition(-score[crowded], most - 1, axis=1)[:, :most]
        kept = np.zeros((len(crowded), len(others)), dtype=bool)
        np.put_along_axis(kept, best, values=True, axis=1)
        good[crowded] &= kept
    left, column = np.nonzero(good)
    return here[left], others[column], score[good]


def _distinct(n: int, left: "Pairs", right: "Pairs", scores: "Scores") -> "tuple[Pairs, Scores]":
    import numpy as np

    _, first = np.unique(np.minimum(left, right) * n + np.maximum(left, right), return_index=True)
    left, right = left[first], right[first]
    return np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1), scores[first]


def _nearest(pairs: "Pairs", scores: "Scores", most: int) -> "NDArray[np.bool_]":
    """Tell which pairs are among the `most` best of either article."""
    import numpy as np

    ends = pairs.T.ravel()
    order = np.lexsort((-np.tile(scores, 2), ends))
    sizes = np.bincount(ends)
    rank = np.arange(len(ends)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = np.zeros(len(pairs), dtype=bool)
    kept[order[rank < most] % len(pairs)] = True
    return kept
