"""Pairs of places as one number each, in the order in which they are kept: sorted much faster than by columns."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Pairs = tuple[Indices, Indices]

#: Above the place of the earlier article there is room for a rank, above that for the number of the later one.
_PLACE, _RANK = 32, 12
_PLACES = (1 << _PLACE) - 1
#: The last rank.
LAST = (1 << _RANK) - 1


def ranked(later: "Indices", earlier: "Indices", rank: "Indices", begin: int) -> "Indices":
    """Give one number a pair: by later article, of which the first has place `begin`, by `rank`, the latest first."""
    return ((((later - begin) << _RANK) | rank) << _PLACE) | (_PLACES - earlier)


def foremost(pairs: "Indices", most: int, begin: int) -> "Pairs":
    """Give of each later article the first so many pairs (later, earlier), each once; `pairs` are used up."""
    import numpy as np

    pairs.sort()
    pairs = pairs[changes(pairs)]
    later = pairs >> (_PLACE + _RANK)
    begins = changes(later)
    many = np.minimum(np.diff(begins, append=len(pairs)), most)
    kept = before(begins + many, many)
    return later[kept] + begin, _PLACES - (pairs[kept] & _PLACES)


def changes(values: "Indices") -> "Indices":
    """Give the numbers of those that differ from the one before."""
    import numpy as np

    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def before(ends: "Indices", many: "Indices") -> "Indices":
    """Give the numbers of the so `many` before each of `ends`, one after the other."""
    import numpy as np

    found: Indices = np.arange(many.sum()) + np.repeat(ends - np.cumsum(many), many)
    return found


def none() -> "Pairs":
    """No pair."""
    import numpy as np

    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
