"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the batch itself, in each language for
itself, counted in as many buckets that two features seldom share one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 21
_BLOCK, _DENSE = 4096, 16
_COMMON, _FEW = 0.5, 20
#: A language's texts are taken for so many more, in which none of their features stand: of few, one can't tell.
_MORE = 200


@dataclass(frozen=True, slots=True)
class Bags:
    """What `rows` use, each `buckets` once, with its `weight`: three columns, ordered by row."""

    rows: "NDArray[np.int64]"
    buckets: "NDArray[np.int64]"
    weight: "NDArray[np.float64]"


def weigh(owners: "NDArray[np.int64]", hashes: "NDArray[np.uint64]", tongue: "NDArray[np.int64]") -> Bags:
    """Weigh the occurrences (owner, 64-bit hash) of features, in any order, so that each row is of unit length.

    `tongue` numbers each row's language. Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))), n and df counted in
    the row's language. A feature of more than half of its rows tells nothing and is dropped, unless they are few.
    """
    import numpy as np

    buckets = (scatter(hashes) % np.uint64(BUCKETS)).astype(np.int64)
    cells, tf = np.unique(owners * BUCKETS + buckets, return_counts=True)
    rows, buckets = cells // BUCKETS, cells % BUCKETS
    df, texts = _counts(tongue[rows] * BUCKETS + buckets), np.bincount(tongue)[tongue[rows]]
    idf = 1.0 + np.log((1.0 + texts + _MORE) / (1.0 + df))
    idf[(texts >= _FEW) & (df > _COMMON * texts)] = 0.0
    weight = (1.0 + np.log(tf)) * idf
    weight /= np.maximum(np.sqrt(np.bincount(rows, weights=weight * weight, minlength=len(tongue))), 1e-12)[rows]
    return Bags(rows, buckets, weight)


def _counts(numbers: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Give how often each of `numbers` occurs: by counters where they are dense, else by sorting."""
    import numpy as np

    if numbers.max(initial=0) < _DENSE * len(numbers):
        return np.bincount(numbers)[numbers]
    _, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    return counts[place]


def sketch(bags: Bags, into: "NDArray[np.float32]", shares: "NDArray[np.float32]") -> None:
    """Add unit rows to those of `into`, each times its share; a row without features is zero."""
    import numpy as np

    size = into.shape[1]
    for start in range(0, len(into), _BLOCK):
        low, high = np.searchsorted(bags.rows, [start, start + _BLOCK])
        rows = into[start : start + _BLOCK]
        spread = scatter(bags.buckets[low:high].astype(np.uint64))
        weight = bags.weight[low:high] * np.where(spread >> np.uint64(63) == 1, -1.0, 1.0)
        slots = (bags.rows[low:high] - start) * size + (spread % np.uint64(size)).astype(np.int64)
        told = np.bincount(slots, weights=weight, minlength=rows.size).astype(np.float32).reshape(rows.shape)
        rows += told * shares[start : start + _BLOCK, None]


def telling(bags: Bags, *, count: int, most: int) -> "NDArray[np.int64]":
    """Give the buckets of the `most` features that weigh most in each row, shape (`count`, `most`), -1 for none."""
    import numpy as np

    # Weights are below two, so that one number orders by both.
    order = np.argsort(2.0 * bags.rows - bags.weight, kind="stable")
    rows = bags.rows[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    kept = (rank < most) & (bags.weight[order] > 0)
    found = np.full((count, most), -1, dtype=np.int64)
    found[rows[kept], rank[kept]] = bags.buckets[order[kept]]
    return found
