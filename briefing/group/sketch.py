"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the batch itself, counted in as many
buckets that two features seldom share one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROWS = 1024
_BUCKETS = 1 << 21
_COMMON, _FEW = 0.5, 20

#: Texts -> (owner, 64-bit hash) of the occurrences of their features, in any order.
Features = Callable[[Sequence[str]], "tuple[NDArray[np.int64], NDArray[np.uint64]]"]


def sketch(texts: Sequence[str], features: Features, *, size: int) -> "NDArray[np.float32]":
    """Make unit rows, shape (len(texts), `size`); a text without features is zero.

    Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))). A feature of more than half of the texts tells nothing and
    is dropped, unless the texts are few.
    """
    import numpy as np

    count = len(texts)
    df = np.zeros(_BUCKETS, dtype=np.int32)
    counted = []
    for start in range(0, count, _ROWS):
        owners, hashes = features(texts[start : start + _ROWS])
        buckets = (scatter(hashes) % np.uint64(_BUCKETS)).astype(np.int64)
        cells, tf = np.unique(owners * _BUCKETS + buckets, return_counts=True)
        np.add.at(df, cells % _BUCKETS, 1)
        counted.append((cells.astype(np.uint32), np.minimum(tf, np.iinfo(np.uint8).max).astype(np.uint8)))
    idf = 1.0 + np.log((1.0 + count) / (1.0 + df))
    if count >= _FEW:
        idf[df > _COMMON * count] = 0.0
    dense = np.zeros((count, size), dtype=np.float32)
    for start, (cells, tf) in zip(range(0, count, _ROWS), counted, strict=True):
        rows = dense[start : start + _ROWS]
        rows += _spread(cells.astype(np.int64), tf, idf, rows.shape)
    return dense


def _spread(
    cells: "NDArray[np.int64]", tf: "NDArray[np.uint8]", idf: "NDArray[np.float64]", shape: tuple[int, int]
) -> "NDArray[np.float32]":
    """Give each (row, bucket) cell its slot and sign in rows of the given shape, and the rows unit length."""
    import numpy as np

    count, size = shape
    rows, buckets = cells // _BUCKETS, cells % _BUCKETS
    weight = (1.0 + np.log(tf)) * idf[buckets]
    weight /= np.maximum(np.sqrt(np.bincount(rows, weights=weight * weight, minlength=count)), 1e-12)[rows]
    spread = scatter(buckets.astype(np.uint64))
    weight *= np.where(spread >> np.uint64(63) == 1, -1.0, 1.0)
    slots = rows * size + (spread % np.uint64(size)).astype(np.int64)
    return np.bincount(slots, weights=weight, minlength=count * size).reshape(shape).astype(np.float32)


def bag(rows: Iterable[list[str]]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    """Give (owner, hash) of each feature of each row, for `sketch`."""
    import numpy as np

    owners: list[int] = []
    hashes: list[int] = []
    for i, row in enumerate(rows):
        for feature in row:
            data = feature.encode("utf-8", "surrogatepass")
            hashes.append(crc32(data) << 32 | adler32(data))
        owners += [i] * len(row)
    return np.array(owners, dtype=np.int64), np.array(hashes, dtype=np.uint64)
