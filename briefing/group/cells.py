"""Articles near in meaning: each is put in the cells of the few pivots nearest to it (an inverted file).

Pivots are articles themselves, as many as keep cells small, so that a cell costs the same however many articles there
are; finding an article's cells is a product with all pivots. The same articles always give the same cells.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.group.points import Points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: An article in how many is a pivot, in how many cells each is put, and how many of a cell are compared at once.
_EVERY, _CELLS, _AT_ONCE = 40, 5, 512
_BLOCK = 2048


def cells(points: Points) -> "Iterator[NDArray[np.int64]]":
    """Give rows to compare each with each; a large cell in parts, each overlapping half of the one before it."""
    import numpy as np

    meant = points.rows[:, : points.abroad.shape[1]]
    known = np.flatnonzero(np.einsum("ij,ij->i", meant, meant) > 0)
    if not len(known):
        return
    pivots = _pivots(meant, known)
    k = min(_CELLS, len(pivots))
    nearest = np.empty((len(known), k), dtype=np.int64)
    for start in range(0, len(known), _BLOCK):
        likeness = meant[known[start : start + _BLOCK]] @ pivots.T
        nearest[start : start + _BLOCK] = np.argpartition(-likeness, k - 1, axis=1)[:, :k]
    order = np.argsort(nearest.ravel(), kind="stable")
    members = np.repeat(known, k)[order]
    ends = np.cumsum(np.bincount(nearest.ravel(), minlength=len(pivots))).tolist()
    for start, end in zip([0, *ends], ends, strict=False):
        for low in range(start, max(end - _AT_ONCE // 2, start + 1), _AT_ONCE // 2):
            if low < end:
                yield members[low : min(low + _AT_ONCE, end)]


def _pivots(meant: "NDArray[np.float32]", known: "NDArray[np.int64]") -> "NDArray[np.float32]":
    """Take articles from all over the window, as unit rows."""
    import numpy as np

    chosen = meant[known[::_EVERY]]
    unit: NDArray[np.float32] = chosen / np.linalg.norm(chosen, axis=1, keepdims=True)
    return unit
