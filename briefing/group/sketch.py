"""Bags of features as short dense vectors whose dot product is, but for a little noise, their TF-IDF cosine.

Feature hashing with signs (Weinberger et al. 2009): a block of similarities is then one matrix product, and the sum of
a story's vectors stands for all its articles. Document frequencies are those of the stream, in each language for
itself, counted in as many buckets that two features seldom share one.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group.distinct import distinct
from briefing.group.ngrams import scatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: A power of two.
BUCKETS = 1 << 21
_BITS = 21
#: An article has a row for each kind of its features: words, names, letters. Of the first two it is told which weigh
#: most.
KINDS, _TOLD = 3, 2
#: So many articles are sketched at a time: what belongs to them is near the processor then.
_AT_ONCE = 256
_BLOCK = 1024
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


@dataclass(frozen=True, slots=True)
class Bags:
    """What `rows` use, each `buckets` once, with its `weight`: three columns, ordered by row."""

    rows: "NDArray[np.int32]"
    buckets: "NDArray[np.int32]"
    weight: "NDArray[np.float64]"


def count(kinds: "Sequence[tuple[NDArray[np.int64], NDArray[np.uint64]]]") -> Counts:
    """Count the occurrences (article, 64-bit hash) of features of each kind, which come in any order."""
    import numpy as np

    rows = np.concatenate([articles * KINDS + kind for kind, (articles, _) in enumerate(kinds)])
    buckets = (scatter(np.concatenate([hashes for _, hashes in kinds])) & np.uint64(BUCKETS - 1)).astype(np.int64)
    cells, times = distinct((rows << _BITS) | buckets)
    return Counts((cells >> _BITS).astype(np.int32), (cells & (BUCKETS - 1)).astype(np.int32), times.astype(np.int32))


def uses(counts: Counts, tongue: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Number the features that are used, in each language and kind for itself; `tongue` numbers articles' languages."""
    import numpy as np

    of_row = (tongue[:, None] * KINDS + np.arange(KINDS)).ravel() << _BITS
    return of_row[counts.rows] | counts.buckets


def weigh(counts: Counts, df: "Floats", texts: "NDArray[np.float64]") -> Bags:
    """Weigh what each row uses, so that each is of unit length.

    Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))); of `texts`, n, in each article's language so many use the
    feature, `df`. A feature of more than half of them tells nothing and is dropped, unless they are few.
    """
    import numpy as np

    df, n = np.maximum(df, 1.0), np.repeat(texts, KINDS)[counts.rows]
    idf = 1.0 + np.log((1.0 + n + _MORE) / (1.0 + df))
    idf[(n >= _FEW) & (df > _COMMON * n)] = 0.0
    weight = (1.0 + np.log(counts.times)) * idf
    squares = np.bincount(counts.rows, weights=weight * weight, minlength=len(texts) * KINDS)
    weight /= np.maximum(np.sqrt(squares), 1e-12)[counts.rows]
    return Bags(counts.rows, counts.buckets, weight)


def sketch(bags: Bags, shares: "Floats", size: int) -> "Iterator[Floats]":
    """Give some rows of so many numbers at a time, a row an article: what it uses, each kind times its share.

    `shares` has a row an article, a column a kind. A size is a power of two.
    """
    import numpy as np

    starts = np.arange(0, len(shares) + _AT_ONCE, _AT_ONCE)
    bounds = bags.rows.searchsorted((starts * KINDS).astype(np.int32))
    for start, low, high in zip(starts.tolist(), bounds[:-1], bounds[1:], strict=False):
        some, here = shares[start : start + _AT_ONCE], slice(low, high)
        rows = bags.rows[here] - np.int32(start * KINDS)
        spread = scatter(bags.buckets[here].astype(np.uint64))
        weight = bags.weight[here] * some.ravel()[rows]
        np.negative(weight, out=weight, where=spread >> np.uint64(63) == 1)
        slots = rows // KINDS * size + (spread & np.uint64(size - 1)).astype(np.int64)
        yield np.bincount(slots, weights=weight, minlength=len(some) * size).reshape(len(some), size).astype(np.float32)


def telling(bags: Bags, *, count: int, most: int) -> "NDArray[np.int64]":
    """Number the `most` words and the `most` names that weigh most in each article, -1 for none.

    Has a row for each of so many articles. A number stands for a word or for a name, never for both.
    """
    import numpy as np

    told = bags.rows % KINDS < _TOLD
    rows, buckets, weight = bags.rows[told], bags.buckets[told], bags.weight[told]
    rows = (rows - rows // KINDS).astype(np.int64)
    found = np.full((count * _TOLD, most), -1, dtype=np.int64)
    for start in range(0, len(found), _BLOCK):
        some = found[start : start + _BLOCK]
        here = slice(*rows.searchsorted([start, start + len(some)]))
        # One number each (row, weight, bucket), since those are sorted much faster than three columns. What weighs
        # more comes first: positive floats are in the order of their bits, and no feature weighs more than one.
        light = np.int64(_ONE) - weight[here].astype(np.float32).view(np.int32)
        cells = np.sort(((rows[here] - start) << 52) | (light << _BITS) | buckets[here])
        bounds = np.append(cells.searchsorted(np.arange(len(some)) << 52), len(cells))
        places = bounds[:-1, None] + np.arange(most)
        used = places < bounds[1:, None]
        picked = cells[places[used]]
        some[used] = np.where((picked >> _BITS) & _WEIGHT < _ONE, picked & (BUCKETS - 1), -1)
    found[1::_TOLD] += (found[1::_TOLD] >= 0) * BUCKETS
    return found.reshape(count, _TOLD * most)
