"""An index of fingerprints: which texts hold a run of letters. Sorted numbers, which take little memory."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many texts of those that hold a run are looked at, the first.
_CROWD = 64
#: New prints are looked up apart until they are so many, and half as many as the others.
_RECENT = 50_000


class Prints:
    """The prints of texts by their places, in the order in which they were added."""

    def __init__(self) -> None:
        import numpy as np

        #: How many prints each text has.
        self.sizes: list[int] = []
        self._runs, self._places = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)
        self._recent: dict[int, list[int]] = {}
        self._waiting = 0

    def holders(self, prints: Sequence[int]) -> Iterator[list[int]]:
        """Give places of texts that hold prints, each as often as it holds one: of each print the first texts."""
        import numpy as np

        sought = np.array(prints, dtype=np.uint64)
        low, high = (np.searchsorted(self._runs, sought, side=side) for side in ("left", "right"))
        counts: dict[int, int] = {}
        for i in np.flatnonzero(low < high).tolist():
            held = self._places[low[i] : min(high[i], low[i] + _CROWD)].tolist()
            counts[prints[i]] = len(held)
            yield held
        for run in self._recent.keys() & prints:
            yield self._recent[run][: _CROWD - counts.get(run, 0)]

    def add(self, prints: Sequence[int]) -> None:
        """Add the prints of the next text."""
        place = len(self.sizes)
        self.sizes.append(len(prints))
        for run in prints:
            self._recent.setdefault(run, []).append(place)
        self._waiting += len(prints)
        if self._waiting > max(_RECENT, len(self._runs) // 2):
            self._settle()

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        self._settle()
        place = np.cumsum(kept, dtype=np.int32) - 1
        stay = kept[self._places]
        self._runs, self._places = self._runs[stay], place[self._places[stay]]
        self.sizes = np.array(self.sizes, dtype=np.int32)[kept].tolist()

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restored` needs."""
        import numpy as np

        self._settle()
        return {"runs": self._runs, "places": self._places, "sizes": np.array(self.sizes, dtype=np.int32)}

    @classmethod
    def restored(cls, runs: "NDArray[np.uint64]", places: "NDArray[np.int32]", sizes: "NDArray[np.int32]") -> "Prints":
        """Give the prints of which these are the arrays."""
        prints = cls()
        prints._runs, prints._places, prints.sizes = runs, places, sizes.tolist()
        return prints

    def _settle(self) -> None:
        import numpy as np

        if not self._recent:
            return
        places = [place for held in self._recent.values() for place in held]
        counts = [len(held) for held in self._recent.values()]
        more = np.repeat(np.fromiter(self._recent, dtype=np.uint64, count=len(counts)), counts)
        runs = np.concatenate([self._runs, more])
        order = np.argsort(runs, kind="stable")
        self._runs = runs[order]
        self._places = np.concatenate([self._places, np.array(places, dtype=np.int32)])[order]
        self._recent, self._waiting = {}, 0
