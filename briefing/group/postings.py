"""Articles that share rare words or names: an inverted index of what tells most of each.

Each word leads only to the latest articles before one that use it, so that a common word costs no more than a rare one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]

#: How many articles of each word are looked at, and how many of those that share most words are kept.
_LATEST, _KEPT = 16, 16
_BLOCK = 4096


def postings(keys: "Indices") -> "tuple[Indices, Indices]":
    """Give pairs (later, earlier) of rows that share `keys`, shape (n, k), a row's rarest first and -1 for none."""
    import numpy as np

    rows, _ = np.nonzero(keys >= 0)
    used = keys[keys >= 0]
    order = np.argsort(used, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    found = list(_shared(len(keys), rows, used, order, place))
    nothing = np.zeros(0, dtype=np.int64)
    later, earlier = zip((nothing, nothing), *found, strict=True)
    return np.concatenate(later), np.concatenate(earlier)


def _shared(
    n: int, rows: "Indices", used: "Indices", order: "Indices", place: "Indices"
) -> "Iterator[tuple[Indices, Indices]]":
    """Work through the uses of keys, which come by rows, in blocks of rows."""
    import numpy as np

    back = np.arange(1, _LATEST + 1)
    for start in range(0, n, _BLOCK):
        low, high = np.searchsorted(rows, [start, start + _BLOCK])
        before = place[low:high, None] - back
        other = order[np.maximum(before, 0)]
        use, column = np.nonzero((before >= 0) & (used[other] == used[low:high, None]))
        earlier = rows[other[use, column]]
        pairs, counts = np.unique(rows[low:high][use] * n + earlier, return_counts=True)
        pairs = pairs[np.lexsort((-counts, pairs // n))]
        later = pairs // n
        first = np.searchsorted(later, later)
        kept = np.arange(len(later)) - first < _KEPT
        yield later[kept], pairs[kept] % n
