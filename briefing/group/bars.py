"""How alike others must be to an article: more if it brings text, is like everything, or little is told twice."""

from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.group.centre import Meant
from briefing.group.points import SIZE, Points, blend, unpacked
from briefing.group.scoring import named
from briefing.group.usual import Usual
from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SHRINK = 20
_AT_ONCE = 1024


def bars(found: Points, usual: Usual, weights: Weights, *, counted: bool) -> "Floats":
    """Give the bar of each article, which itself is `counted` among the usual or not."""
    import numpy as np

    alike = np.empty(len(found.own), dtype=np.float32)
    sums = _sums(usual.rows)
    for start in range(0, len(alike), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        alike[part] = np.einsum("ij,ij->i", unpacked(found, part), sums[found.tongue[part]])
    texts = usual.rows.texts[found.tongue]
    crowd = (alike - counted) / (texts + weights.crowd_shrink)
    density = (usual.again + weights.usual_density * _SHRINK) / (usual.asked + _SHRINK)
    own: Floats = blend(weights.bar, found.own)
    own += blend(weights.sparse, found.own) * np.float32(1 - density)
    own += weights.crowd * np.maximum(crowd - weights.crowd_usual, 0).astype(np.float32)
    return own


@lru_cache(maxsize=4)
def _sums(rows: Meant) -> "Floats":
    """Give the sums of rows of each language. Looked up again and again for what comes one by one."""
    import numpy as np

    return rows.sums.astype(np.float32)


def told_again(window: Points, begin: int, most: int, weights: Weights) -> tuple[int, int]:
    """Ask some of the articles from `begin` on, `most` or up to twice as many, whether another is near.

    Gives how many have one, and how many were asked. Between languages names count, which are looked at where meaning
    alone brings an article half the way.
    """
    import numpy as np

    n = len(window.own)
    left = sample = np.arange(begin, n, max((n - begin) // most, 1))
    # What is told again mostly is so soon.
    for end in range(n, 0, -_AT_ONCE):
        left = left[~_near(window, left, np.arange(max(end - _AT_ONCE, 0), end), weights)]
    return len(sample) - len(left), len(sample)


def _near(
    window: Points, ones: "NDArray[np.int64]", others: "NDArray[np.int64]", weights: Weights
) -> "NDArray[np.bool_]":
    """Tell which of `ones` have one of `others`, which follow one another, near them."""
    import numpy as np

    mine = unpacked(window, ones)
    theirs = window.rows[others[0] : others[-1] + 1].astype(np.float32)
    size, steps = mine.shape[1] - SIZE, window.steps[others]
    meaning = mine[:, :size] @ theirs[:, :size].T
    meaning *= steps
    alike = mine[:, size:] @ theirs[:, size:].T
    alike *= steps
    alike += meaning
    alike[ones[:, None] == others] = 0
    foreign = window.tongue[ones][:, None] != window.tongue[others]
    near: NDArray[np.bool_] = ((alike >= weights.near) & ~foreign).any(axis=1)
    if foreign.any():
        meaning *= _abroad(window, ones, weights)[:, None]
        meaning *= _abroad(window, others, weights)
        meaning += alike
        at = np.flatnonzero(foreign & (meaning >= min(weights.near_abroad) / 2) & ~near[:, None])
        left, right = np.divmod(at, len(others))
        told = meaning.ravel()[at] + named(window, ones[left], others[right])
        asked = (blend(weights.near_abroad, window.own[places[i]]) for places, i in ((ones, left), (others, right)))
        near[left[told >= sum(asked) / 2]] = True
    return near


def _abroad(window: Points, places: "NDArray[np.int64]", weights: Weights) -> "Floats":
    import numpy as np

    scale: Floats = np.sqrt(blend(weights.abroad, window.own[places]) - 1)
    return scale
