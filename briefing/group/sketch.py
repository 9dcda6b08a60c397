"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the batch itself.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROWS = 2048
_COMMON, _FEW = 0.5, 20


def sketch(
    owners: "NDArray[np.int64]",
    features: "NDArray[np.uint64]",
    *,
    count: int,
    size: int,
) -> "NDArray[np.float32]":
    """Make unit rows, shape (`count`, `size`), from (owner, feature) occurrences in any order; a row without is zero.

    Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))). A feature of more than half of the rows tells nothing and is
    dropped, unless the rows are few. `features` are 64-bit hashes.
    """
    import numpy as np

    kinds, columns = np.unique(features, return_inverse=True)
    cells, tf = np.unique(owners * len(kinds) + columns, return_counts=True)
    rows, ids = cells // max(len(kinds), 1), cells % max(len(kinds), 1)
    df = np.bincount(ids, minlength=len(kinds))
    weight = (1.0 + np.log(tf)) * (1.0 + np.log((1.0 + count) / (1.0 + df)))[ids]
    if count >= _FEW:
        weight[df[ids] > _COMMON * count] = 0.0
    weight /= np.maximum(np.sqrt(np.bincount(rows, weights=weight * weight, minlength=count)), 1e-12)[rows]
    spread = scatter(kinds)
    weight *= np.where(spread >> np.uint64(63) == 1, -1.0, 1.0)[ids]
    slots = (spread % np.uint64(size)).astype(np.int64)[ids]
    dense = np.zeros((count, size), dtype=np.float32)
    for start in range(0, count, _ROWS):
        stop = min(start + _ROWS, count)
        part = slice(*np.searchsorted(rows, (start, stop)))
        cell = (rows[part] - start) * size + slots[part]
        dense[start:stop] = np.bincount(cell, weights=weight[part], minlength=(stop - start) * size).reshape(-1, size)
    return dense


def bag(rows: Iterable[list[str]]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    """Give (owner, hash) of each feature of each row, for `sketch`."""
    import numpy as np

    known: dict[str, int] = {}
    owners: list[int] = []
    hashes: list[int] = []
    for i, row in enumerate(rows):
        for feature in row:
            if feature not in known:
                data = feature.encode("utf-8", "surrogatepass")
                known[feature] = crc32(data) << 32 | adler32(data)
            hashes.append(known[feature])
        owners += [i] * len(row)
    return np.array(owners, dtype=np.int64), np.array(hashes, dtype=np.uint64)
