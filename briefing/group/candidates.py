"""Which articles are worth comparing: the nearest of each inside the time window, found exactly, by blocks."""

from typing import TYPE_CHECKING

from briefing.group.clusters import bars, lost
from briefing.group.familiar import likeness
from briefing.group.points import Points, blend
from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = NDArray[np.int64]
    Scores = NDArray[np.float32]

_BLOCK = 512


def candidates(points: Points, weights: Weights) -> "tuple[Pairs, Scores]":
    """List pairs (i < j), shape (n, 2), sorted, and their scores: each article's `neighbours` best over -`margin`.

    Articles are in order of time, those without a date last.
    """
    import numpy as np

    n = len(points.rows)
    dated = n - int(np.isnan(points.days).sum())
    own_bars, across = bars(points, weights), blend(weights.across, points.own)
    untrusted = blend(weights.untrusted, points.own)
    found, scores = [np.zeros((0, 2), dtype=np.int64)], [np.zeros(0, dtype=np.float32)]
    for start in range(0, n, _BLOCK):
        here = np.arange(start, min(start + _BLOCK, n))
        others = _reach(points, here, dated, weights)
        score = points.rows[here] @ points.rows[others].T
        foreign = points.tongue[here][:, None] != points.tongue[others]
        bonus = (across[here][:, None] + across[others]) / 2
        known = points.trust[here][:, None] * points.trust[others]
        bonus += (untrusted[here][:, None] + untrusted[others]) / 2 * (1 - known)
        bonus += points.abroad[here] @ points.abroad[others].T + weights.hoped
        score += foreign * bonus
        score -= (own_bars[here][:, None] + own_bars[others]) / 2
        gap = np.abs(points.days[here][:, None] - points.days[others])
        score -= lost(np.nan_to_num(gap, copy=False), weights).astype(np.float32)
        score[others[None] == here[:, None]] = -np.inf
        k = min(weights.neighbours, len(others))
        best = np.argpartition(-score, k - 1, axis=1)[:, :k]
        best_scores = np.take_along_axis(score, best, axis=1)
        left, column = np.nonzero(best_scores > -weights.margin)
        right = others[best[left, column]]
        scores.append(best_scores[left, column])
        left = here[left]
        found.append(np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1))
    pairs = np.concatenate(found)
    _, first = np.unique(pairs[:, 0] * n + pairs[:, 1], return_index=True)
    return pairs[first], _named(points, pairs[first], np.concatenate(scores)[first], weights)


def _named(points: Points, pairs: "Pairs", scores: "Scores", weights: Weights) -> "Scores":
    """Put what the names of two languages share in place of what was hoped for."""
    import numpy as np

    for place in np.flatnonzero(points.tongue[pairs[:, 0]] != points.tongue[pairs[:, 1]]).tolist():
        one, other = pairs[place]
        scores[place] += likeness(points.names[one], points.names[other]) - weights.hoped
    return scores


def _reach(points: Points, here: "NDArray[np.int64]", dated: int, weights: Weights) -> "NDArray[np.int64]":
    import numpy as np

    n = len(points.rows)
    if here[-1] >= dated:
        return np.arange(n)
    days = points.days[:dated]
    low = np.searchsorted(days, days[here[0]] - weights.window_days)
    high = np.searchsorted(days, days[here[-1]] + weights.window_days, side="right")
    return np.concatenate([np.arange(low, high), np.arange(dated, n)])
