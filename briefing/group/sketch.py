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

_BITS = 21
BUCKETS = 1 << _BITS
#: An article has a row for each kind of its features: words, names, letters. Of the first two it is told which weigh
#: most.
KINDS, _TOLD = 3, 2
#: So many articles are worked on at a time, whose numbers are near the processor then.
_AT_ONCE = 256
#: Telling features are sorted as one number each: row, weight, and number, of so many bits.
_ROW, _WEIGHT = 52, _BITS + 1
#: The bits of 1.0.
_ONE = 0x3F80_0000
_COMMON, _FEW = 0.5, 20
#: A language's texts are taken for so many more, in which none of their features stand: of few, one can't tell.
_MORE = 200


@dataclass(frozen=True, slots=True)
class Counts:
    """How often (`times`) each of `rows` uses which feature, by its number: three columns, ordered by row."""

    rows: "NDArray[np.int32]"
    numbers: "NDArray[np.int64]"
    times: "NDArray[np.int32]"


@dataclass(frozen=True, slots=True)
class Bags:
    """What `rows` use, each `buckets` once, with its `weight`: three columns, ordered by row."""

    rows: "NDArray[np.int32]"
    buckets: "NDArray[np.int32]"
    weight: "NDArray[np.float64]"

    def parts(self, count: int) -> "Iterator[tuple[slice, Bags]]":
        """Give some of so many articles at a time, as if there were no others: which they are, and their bags."""
        import numpy as np

        starts = [*range(0, count, _AT_ONCE), count]
        bounds = self.rows.searchsorted(np.array(starts, dtype=np.int32) * np.int32(KINDS)).tolist()
        for start, end, first, last in zip(starts, starts[1:], bounds, bounds[1:], strict=False):
            rows = self.rows[first:last] - np.int32(start * KINDS)
            yield slice(start, end), Bags(rows, self.buckets[first:last], self.weight[first:last])


def count(kinds: "Sequence[tuple[NDArray[np.int64], NDArray[np.uint64]]]", tongue: "NDArray[np.int64]") -> Counts:
    """Count the occurrences (article, 64-bit hash) of features of each kind, which come in any order.

    Features have numbers of their own for each kind and each language, of which `tongue` gives that of each article.
    """
    import numpy as np

    rows = np.concatenate([articles * KINDS + kind for kind, (articles, _) in enumerate(kinds)])
    buckets = (scatter(np.concatenate([hashes for _, hashes in kinds])) & np.uint64(BUCKETS - 1)).astype(np.int64)
    cells, times = distinct((rows << _BITS) | buckets)
    rows = cells >> _BITS
    kind = (tongue[:, None] * KINDS + np.arange(KINDS)).ravel()[rows]
    return Counts(rows.astype(np.int32), (kind << _BITS) | (cells & (BUCKETS - 1)), times.astype(np.int32))


def weigh(counts: Counts, df: "Floats", texts: "NDArray[np.float64]") -> Bags:
    """Weigh what each row uses, so that each is of unit length.

    Weights are (1 + ln tf) * (1 + ln((1 + n) / (1 + df))); of `texts`, n, in each article's language so many use the
    feature, `df`. A feature of more than half of them tells nothing and is dropped, unless they are few.
    """
    import numpy as np

    rows, df, n = counts.rows, np.maximum(df, 1.0), np.repeat(texts, KINDS)
    idf = np.log((1.0 + n + _MORE)[rows] / (1.0 + df))
    idf += 1.0
    idf[df > np.where(n >= _FEW, _COMMON * n, np.inf)[rows]] = 0.0
    weight = np.log(counts.times)
    weight += 1.0
    weight *= idf
    lengths = np.sqrt(np.bincount(rows, weights=weight * weight, minlength=len(n)))
    weight /= np.maximum(lengths, 1e-12)[rows]
    return Bags(rows, (counts.numbers & (BUCKETS - 1)).astype(np.int32), weight)


def sketch(bags: Bags, shares: "Floats", size: int) -> "Floats":
    """Give a row of so many numbers for each article: what it uses, each kind times its share.

    `shares` has a row an article, a column a kind. A size is a power of two.
    """
    import numpy as np

    spread = scatter(bags.buckets.astype(np.uint64))
    slots = bags.rows // KINDS * size + (spread & np.uint64(size - 1)).astype(np.int64)
    # No weight is less than nought, and the first bit of a number is its sign.
    weight = np.copysign(bags.weight * shares.ravel()[bags.rows], spread.view(np.float64))
    found = np.bincount(slots, weights=weight, minlength=len(shares) * size)
    return found.reshape(len(shares), size).astype(np.float32)


def telling(bags: Bags, *, count: int, most: int) -> "NDArray[np.int64]":
    """Number the `most` words and the `most` names that weigh most in each article, -1 for none.

    Has a row for each of so many articles. A number stands for a word or for a name, never for both.
    """
    import numpy as np

    kind = bags.rows % KINDS
    told = (kind < _TOLD) & (bags.weight > 0)
    row = (bags.rows - bags.rows // KINDS)[told].astype(np.int64)
    number = ((kind << _BITS) | bags.buckets)[told]
    # What weighs more comes first: positive floats are in the order of their bits, and no feature weighs more than one.
    light = np.int64(_ONE) - bags.weight[told].astype(np.float32).view(np.int32)
    cells = np.sort((row << _ROW) | (light << _WEIGHT) | number)
    bounds = cells.searchsorted(np.arange(count * _TOLD + 1) << _ROW)
    places = bounds[:-1, None] + np.arange(most)
    found = np.full(places.shape, -1, dtype=np.int64)
    used = places < bounds[1:, None]
    found[used] = cells[places[used]] & ((1 << _WEIGHT) - 1)
    return found.reshape(count, _TOLD * most)
