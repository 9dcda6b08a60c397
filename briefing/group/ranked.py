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
    pairs.sort()
    pairs = pairs[others(pairs)]
    later = pairs >> (_PLACE + _RANK)
    kept = others(later, most)
    return later[kept] + begin, _PLACES - (pairs[kept] & _PLACES)


def others(values: "Indices", back: int = 1) -> "NDArray[np.bool_]":
    """Tell which are others than those so many places before: of equal ones in a row the first so many."""
    import numpy as np

    other = np.ones(len(values), dtype=bool)
    np.not_equal(values[back:], values[:-back], out=other[back:])
    return other


def before(ends: "Indices", many: "Indices") -> "Indices":
    """Give the numbers of the so `many` before each of `ends`, one after the other."""
    import numpy as np

    found: Indices = np.arange(many.sum()) + np.repeat(ends - np.cumsum(many), many)
    return found


def none() -> "Pairs":
    """No pair."""
    import numpy as np

    return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
