"""Articles that share rare words or names: an inverted index of what tells most of each.

Each word leads only to the latest articles before one that use it, so that a common word costs no more than a rare one.
"""

from typing import TYPE_CHECKING

from briefing.group.ranked import LAST, before, foremost, none, others, ranked

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
_PLACES = (1 << _PLACE) - 1
_BLOCK = 2048


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

        parts = [none()]
        for start in range(0, len(keys), _BLOCK):
            first = begin + start
            parts.append(self._shared(np.sort(_entries(keys[start : start + _BLOCK], first)), first))
        later, earlier = (np.concatenate(column) for column in zip(*parts, strict=True))
        return later, earlier

    def _shared(self, mine: "Indices", begin: int) -> "tuple[Indices, Indices]":
        """Give what `shared` does of these entries."""
        import numpy as np

        key = mine & ~_PLACES
        here = np.searchsorted(self._recent, mine)
        near = np.minimum(here - np.searchsorted(self._recent, key), _LATEST)
        end = np.searchsorted(self._old, key + (1 << _PLACE))
        far = np.minimum(end - np.searchsorted(self._old, key), _LATEST - near)
        later = np.repeat(np.concatenate([mine, mine]) & _PLACES, np.concatenate([near, far]))
        told = np.concatenate([self._recent[before(here, near)], self._old[before(end, far)]])
        pairs = np.sort((later << _PLACE) | (told & _PLACES))
        single = np.flatnonzero(others(pairs))
        times = np.append(single[1:], len(pairs)) - single
        pairs = pairs[single]
        return foremost(ranked(pairs >> _PLACE, pairs & _PLACES, LAST - times, begin), _KEPT, begin)

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        self._settle()
        place = self._old & _PLACES
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
