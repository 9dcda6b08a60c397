"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the stream, in each language for
itself, counted in as many buckets that two features seldom share one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

#: A power of two.
BUCKETS = 1 << 21
_BLOCK = 2048
#: The bits of 1.0, and the highest number that has as many.
_ONE, _WEIGHT = 0x3F80_0000, (1 << 31) - 1
_COMMON, _FEW = 0.5, 20
#: A language's texts are taken for so many more, in which none of their features stand: of few, one can't tell.
_MORE = 200


@dataclass(frozen=True, slots=True)
class Counts:
    """How often (`times`) each of `rows` uses each of `buckets`: three columns, ordered by row."""

    rows: "NDArray[np.int32]"
    buckets: "NDArray[np.int32]"
    times: "NDArray[np.int32]"

    def part(self, low: int, high: int) -> "Counts":
        """Give what rows from `low` to before `high` use, as rows from nought."""
        import numpy as np

        first, last = np.searchsorted(self.rows, [low, high])
        here = slice(first, last)
        return Counts(self.rows[here] - np.int32(low), self.buckets[here], self.times[here])


@dataclass(frozen=True, slots=True)
class Bags:
    """What `rows` use, each `buckets` once, with its `weight`: three columns, ordered by row."""

    rows: "NDArray[np.int32]"
    buckets: "NDArray[np.int32]"
    weight: "NDArray[np.float64]"


def count(owners: "NDArray[np.int64]", hashes: "NDArray[np.uint64]") -> Counts:
    """Count the occurrences (owner, 64-bit hash) of features, which come in any order."""
    import numpy as np

    buckets = (scatter(hashes) & np.uint64(BUCKETS - 1)).astype(np.int64)
    cells, times = np.unique(owners * BUCKETS + buckets, return_counts=True)
    rows, buckets = cells // BUCKETS, cells & (BUCKETS - 1)
    return Counts(rows.astype(np.int32), buckets.astype(np.int32), times.astype(np.int32))


def uses(counts: Counts, tongue: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Number the features that each row uses, in each language for itself; `tongue` numbers each row's language."""
    return tongue[counts.rows] * BUCKETS + counts.buckets


def weigh(counts: Counts, df: "NDArray[np.float32]", texts: "NDArray[np.float64]") -> Bags:
    """Weigh what each row uses, so that each is of unit length.

    Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))); of `texts`, n, in each row's language so many use the
    feature, `df`. A feature of more than half of them tells nothing and is dropped, unless they are few.
    """
    import numpy as np

    df, n = np.maximum(df, 1.0), texts[counts.rows]
    idf = 1.0 + np.log((1.0 + n + _MORE) / (1.0 + df))
    idf[(n >= _FEW) & (df > _COMMON * n)] = 0.0
    weight = (1.0 + np.log(counts.times)) * idf
    weight /= np.maximum(np.sqrt(np.bincount(counts.rows, weights=weight * weight, minlength=len(texts))), 1e-12)[
        counts.rows
    ]
    return Bags(counts.rows, counts.buckets, weight)


def sketch(kinds: "Sequence[tuple[Bags, NDArray[np.float32]]]", into: "NDArray[np.float32]") -> None:
    """Add unit rows of several kinds of features to those of `into`, each times its share."""
    import numpy as np

    rows = np.concatenate([bags.rows for bags, _ in kinds])
    spread = scatter(np.concatenate([bags.buckets for bags, _ in kinds]).astype(np.uint64))
    weight = np.concatenate([bags.weight * shares[bags.rows] for bags, shares in kinds])
    np.negative(weight, out=weight, where=spread >> np.uint64(63) == 1)
    size = into.shape[1]
    slots = rows.astype(np.int64) * size + (spread % np.uint64(size)).astype(np.int64)
    into += np.bincount(slots, weights=weight, minlength=into.size).reshape(into.shape)


def telling(bags: Bags, *, count: int, most: int) -> "NDArray[np.int64]":
    """Give the buckets of the `most` features that weigh most in each row, shape (`count`, `most`), -1 for none."""
    import numpy as np

    found = np.full((count, most), -1, dtype=np.int64)
    for start in range(0, count, _BLOCK):
        low, high = np.searchsorted(bags.rows, [start, start + _BLOCK])
        # One number each (row, weight, bucket), since those are sorted much faster than three columns. What weighs
        # more comes first: positive floats are in the order of their bits, and no feature weighs more than one.
        weight = np.int64(_ONE) - bags.weight[low:high].astype(np.float32).view(np.int32)
        cells = np.sort(
            ((bags.rows[low:high].astype(np.int64) - start) << 52) | (weight << 21) | bags.buckets[low:high]
        )
        rows = cells >> 52
        rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
        kept = (rank < most) & ((cells >> 21) & _WEIGHT < _ONE)
        found[start + rows[kept], rank[kept]] = cells[kept] & (BUCKETS - 1)
    return found
