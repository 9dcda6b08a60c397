"""Articles that share rare words or names: an inverted index of what tells most of each.

Each word leads only to the latest articles before one that use it, so that a common word costs no more than a rare one.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]

#: How many articles of each word are looked at, and how many of those that share most words are kept.
_LATEST, _KEPT = 16, 8
#: New entries are looked up apart until they are so many, and such a part of the others.
_RECENT, _PART = 4096, 16
#: An entry is (key, place), one number; entries are sorted.
_PLACE = 32


class Postings:
    """The places of articles by what tells most of them."""

    def __init__(self) -> None:
        import numpy as np

        self._recent = self._old = np.zeros(0, dtype=np.int64)

    def add(self, keys: "NDArray[np.int32]", begin: int) -> None:
        """Put articles in, the first at place `begin`. Each has as many `keys` as there are columns; -1 is none."""
        import numpy as np

        if len(self._recent) > max(_RECENT, len(self._old) // _PART):
            self._settle()
        new = np.sort(_entries(keys, begin))
        # Putting in costs less than sorting what is sorted.
        self._recent = np.insert(self._recent, np.searchsorted(self._recent, new), new)

    def shared(self, keys: "NDArray[np.int32]", begin: int) -> "tuple[Indices, Indices]":
        """Give of each of these articles, which were added last, those before it that share most of its keys.

        They are pairs (later, earlier).
        """
        import numpy as np

        mine = _entries(keys, begin)
        key = mine >> _PLACE << _PLACE
        here = np.searchsorted(self._recent, mine)
        near = np.minimum(here - np.searchsorted(self._recent, key), _LATEST)
        end = np.searchsorted(self._old, key + (1 << _PLACE))
        far = np.minimum(end - np.searchsorted(self._old, key), _LATEST - near)
        later = np.concatenate([np.repeat(mine, near), np.repeat(mine, far)]) & ((1 << _PLACE) - 1)
        told = np.concatenate([self._recent[_before(here, near)], self._old[_before(end, far)]])
        return _most((later << _PLACE) | (told & ((1 << _PLACE) - 1)))

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        self._settle()
        place = self._old & ((1 << _PLACE) - 1)
        stay = kept[place]
        self._old = (self._old[stay] >> _PLACE << _PLACE) | (np.cumsum(kept) - 1)[place[stay]]

    def _settle(self) -> None:
        import numpy as np

        # Two sorted runs: a stable sort merges them.
        self._old = np.sort(np.concatenate([self._old, self._recent]), kind="stable")
        self._recent = self._recent[:0]


def _entries(keys: "NDArray[np.int32]", begin: int) -> "Indices":
    import numpy as np

    entries = (keys.astype(np.int64) << _PLACE) | np.arange(begin, begin + len(keys))[:, None]
    found: Indices = entries[keys >= 0]
    return found


def _before(ends: "Indices", many: "Indices") -> "Indices":
    """Give the numbers of the so `many` before each of `ends`, one after the other."""
    import numpy as np

    found: Indices = np.arange(many.sum()) + np.repeat(ends - np.cumsum(many), many)
    return found


def _most(pairs: "Indices") -> "tuple[Indices, Indices]":
    """Keep of each later article the pairs that occur most, of those that do as often the latest."""
    import numpy as np

    pairs, times = np.unique(pairs, return_counts=True)
    later, earlier = pairs >> _PLACE, pairs & ((1 << _PLACE) - 1)
    order = np.lexsort((-earlier, -times, later))
    later, earlier = later[order], earlier[order]
    kept = np.arange(len(later)) - np.searchsorted(later, later) < _KEPT
    return later[kept], earlier[kept]
