"""Which articles are worth comparing: the nearest of each inside the time window, found exactly, by blocks."""

from typing import TYPE_CHECKING

from briefing.group.masses import Masses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 512


def candidates(masses: Masses, *, neighbours: int, margin: float) -> "NDArray[np.int64]":
    """List pairs (i < j), shape (n, 2), sorted: each article's `neighbours` best others that score above -`margin`.

    Articles are in order of time, those without a date last.
    """
    import numpy as np

    n = len(masses.sizes)
    dated = int(masses.dated.sum())
    found = []
    for start in range(0, n, _BLOCK):
        stop = min(start + _BLOCK, n)
        others = _reach(masses, start, stop, dated)
        score = masses.scores(np.arange(start, stop), others)
        score[others[None] == np.arange(start, stop)[:, None]] = -np.inf
        k = min(neighbours, score.shape[1])
        best = np.argpartition(-score, k - 1, axis=1)[:, :k]
        left, column = np.nonzero(np.take_along_axis(score, best, axis=1) > -margin)
        right = others[best[left, column]]
        left = left + start
        found.append(np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1))
    return np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 2), dtype=np.int64)


def _reach(masses: Masses, start: int, stop: int, dated: int) -> "NDArray[np.int64]":
    import numpy as np

    n, window = len(masses.sizes), masses.weights.window_days
    if stop > dated:
        return np.arange(n)
    days = masses.days[:dated]
    low = np.searchsorted(days, days[start] - window)
    high = np.searchsorted(days, days[stop - 1] + window, side="right")
    return np.concatenate([np.arange(low, high), np.arange(dated, n)])
