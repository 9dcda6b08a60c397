"""Articles as rows of numbers: what they mean, and the words, letters and names they use, each weighed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.group import familiar
from briefing.group.centre import centre, lengths, trust
from briefing.group.features import Features
from briefing.group.sketch import Bags, Counts, sketch, telling, weigh
from briefing.group.tallies import Tally
from briefing.group.weights import Pair, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from briefing.group.usual import Usual

    Floats = NDArray[np.float32]

#: How many numbers the words, letters and names of an article are hashed into.
SIZE = 1024
_TELLING = 6
#: Rows are kept as whole numbers up to so many: a quarter of the memory. The product of two is a whole number that
#: float32 holds (100 * 100 * 1536 < 2 ** 24), so that it is the same in whatever order, with whatever others, it is
#: worked out.
_STEPS = 100
#: So are names weighed in whole steps, so that sums of products are exact.
_NAME_STEPS = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """n articles: the product of two of their unit `rows` (n, d) tells how alike they are.

    Rows are whole numbers of `steps` (n,), see `unpacked`. The first columns, all but SIZE, are what they mean, which
    counts more where languages differ; there also count how alike their rare names are: each uses `names` (owner, key)
    with `weights`.
    `keys` (n, k) number the words and names that tell most of each, -1 for none.
    `tongue` numbers the languages, `trust` says how far the encoder knows each article's, `own` how much text of its
    own an article brings, from 0 (a headline only) to 1; `days` are those since 1970, NaN without a date.
    """

    rows: "NDArray[np.int8]"
    steps: "Floats"
    names: "NDArray[np.int64]"
    weights: "Floats"
    keys: "NDArray[np.int32]"
    tongue: "NDArray[np.int64]"
    trust: "Floats"
    own: "Floats"
    days: "NDArray[np.float64]"


def points(found: Features, usual: "Usual", tags: "Sequence[str]", weights: Weights) -> Points:
    """One row an article. An article without a vector has zeros in its place: it is compared by its words."""
    import numpy as np

    trusted = trust(found.vectors, found.tongue, usual.meant, tags)
    meaning = blend(weights.meaning, found.own)
    # What a vector isn't trusted with goes to the names, which other languages share.
    unknown = meaning * (1 - trusted**2)
    meaning *= trusted**2
    centred = centre(found.vectors, found.tongue, usual.meant, shrink=weights.shrink)
    centred = usual.spread.even(centred, usual.meant, evening=weights.evening)
    centred *= np.sqrt(meaning)[:, None] / np.maximum(lengths(centred), 1e-9)
    bags = weigh(found.terms, usual.terms.of(found.terms.numbers), usual.meant.texts[found.tongue])
    shares = [blend(kind, found.own) for kind in (weights.words, weights.names, weights.letters)]
    shares[1] += unknown
    rows, steps, keys = _packed(centred, bags, np.sqrt(np.stack(shares, axis=1)), np.sqrt(1 - meaning))
    owners, weight = _rare(found.keys, usual.keys, int(usual.meant.texts.sum()), blend(weights.named, found.own))
    return Points(
        rows=rows,
        steps=steps,
        names=owners,
        weights=weight,
        keys=keys,
        tongue=found.tongue,
        trust=trusted,
        own=found.own,
        days=found.days,
    )


def _packed(
    meant: "Floats", bags: Bags, shares: "Floats", rest: "Floats"
) -> "tuple[NDArray[np.int8], Floats, NDArray[np.int32]]":
    """Give rows in whole steps, the steps, and keys: what is `meant` counts as it is, what articles use the `rest`."""
    import numpy as np

    n, size = meant.shape
    rows = np.empty((n, size + SIZE), dtype=np.int8)
    steps = np.empty(n, dtype=np.float32)
    keys = np.empty((n, 2 * _TELLING), dtype=np.int32)
    for part, some in bags.parts(n):
        surface = sketch(some, shares[part], SIZE)
        surface /= np.maximum(lengths(surface), 1e-9)
        surface *= rest[part, None]
        row = np.concatenate([meant[part], surface], axis=1)
        steps[part] = np.maximum(np.abs(row).max(axis=1), 1e-9) / np.float32(_STEPS)
        row /= steps[part, None]
        rows[part] = np.rint(row, out=row)
        keys[part] = telling(some, count=len(row), most=_TELLING)
    return rows, steps, keys


def unpacked(found: Points, places: "NDArray[np.int64] | slice" = slice(None)) -> "Floats":
    """Give the rows at `places` of all that were `found` as they are: of unit length."""
    import numpy as np

    rows: Floats = found.rows[places].astype(np.float32)
    rows *= found.steps[places][:, None]
    return rows


def blend(pair: Pair, own: "Floats") -> "Floats":
    """Give what holds for each article: between that for headlines and that for texts."""
    import numpy as np

    low, high = np.float32(pair[0]), np.float32(pair[1])
    between: NDArray[np.float32] = low + (high - low) * own
    return between


def _rare(keys: Counts, tally: Tally, texts: int, named: "Floats") -> "tuple[NDArray[np.int64], Floats]":
    """Each article's names (owner << 32 | key) with their weights: the product of two is their cosine times `named`."""
    import numpy as np

    # Where they count for nothing, none have to be compared.
    kept = named[keys.rows] > 0
    owners, numbers, times = keys.rows[kept].astype(np.int64), keys.numbers[kept], keys.times[kept]
    total, known = familiar.world()
    df = np.maximum(tally.of(numbers), 1.0) + known[numbers % familiar.BUCKETS]
    weight = (1.0 + np.log(times)) * np.log((1.0 + total + texts) / (1.0 + df))
    length = np.sqrt(np.bincount(owners, weights=weight * weight, minlength=len(named)))
    share = np.sqrt(named) / np.maximum(length, 1e-12)
    told = np.rint(weight * share[owners] * _NAME_STEPS) / _NAME_STEPS
    return (owners << 32) | numbers, told.astype(np.float32)


def no_points(size: int) -> Points:
    """No article, for vectors of `size` numbers."""
    import numpy as np

    return Points(
        rows=np.zeros((0, size + SIZE), dtype=np.int8),
        steps=np.zeros(0, dtype=np.float32),
        names=np.zeros(0, dtype=np.int64),
        weights=np.zeros(0, dtype=np.float32),
        keys=np.zeros((0, 2 * _TELLING), dtype=np.int32),
        tongue=np.zeros(0, dtype=np.int64),
        trust=np.zeros(0, dtype=np.float32),
        own=np.zeros(0, dtype=np.float32),
        days=np.zeros(0, dtype=np.float64),
    )
