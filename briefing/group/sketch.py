"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the batch itself, in each language for
itself, counted in as many buckets that two features seldom share one.
"""

from typing import TYPE_CHECKING

from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BUCKETS = 1 << 21
_COMMON, _FEW = 0.5, 20
#: A language's texts are taken for so many more, in which none of their features stand: of few, one can't tell.
_MORE = 200


def sketch(
    owners: "NDArray[np.int64]", hashes: "NDArray[np.uint64]", tongue: "NDArray[np.int64]", *, size: int
) -> "NDArray[np.float32]":
    """Make unit rows, shape (len(tongue), `size`), of the occurrences (owner, 64-bit hash) of features, in any order.

    `tongue` numbers each row's language. Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))), n and df counted in
    the row's language. A feature of more than half of its rows tells nothing and is dropped, unless they are few. A row
    without features is zero.
    """
    import numpy as np

    count = len(tongue)
    buckets = (scatter(hashes) % np.uint64(_BUCKETS)).astype(np.int64)
    cells, tf = np.unique(owners * _BUCKETS + buckets, return_counts=True)
    rows, buckets = cells // _BUCKETS, cells % _BUCKETS
    _, place, df = np.unique(tongue[rows] * _BUCKETS + buckets, return_inverse=True, return_counts=True)
    df, texts = df[place], np.bincount(tongue)[tongue[rows]]
    idf = 1.0 + np.log((1.0 + texts + _MORE) / (1.0 + df))
    idf[(texts >= _FEW) & (df > _COMMON * texts)] = 0.0
    weight = (1.0 + np.log(tf)) * idf
    weight /= np.maximum(np.sqrt(np.bincount(rows, weights=weight * weight, minlength=count)), 1e-12)[rows]
    spread = scatter(buckets.astype(np.uint64))
    weight *= np.where(spread >> np.uint64(63) == 1, -1.0, 1.0)
    slots = rows * size + (spread % np.uint64(size)).astype(np.int64)
    return np.bincount(slots, weights=weight, minlength=count * size).reshape(count, size).astype(np.float32)
