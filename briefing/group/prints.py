"""An index of fingerprints: which texts hold a run of letters. Sorted numbers, which take little memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.group.columns import inserted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Runs, sorted, and the place of the text that holds each; of one run the first texts come first.
    Held = tuple[NDArray[np.uint64], NDArray[np.int32]]

#: So many texts of those that hold a run are looked at, the first.
_CROWD = 64
#: New prints are looked up apart until they are so many, and such a part of the others.
_RECENT, _SETTLED = 4096, 32
#: Of fewer than such a part of others each is put in its place.
_PART = 8


class Prints:
    """The prints of texts by their places, in the order in which they were added."""

    def __init__(self) -> None:
        #: How many prints each text has.
        self.sizes: list[int] = []
        self._old = self._recent = _held([])
        #: What was added since `expect`, and where runs that come again stand in it.
        self._new: list[tuple[int, NDArray[np.uint64]]] = []
        self._again: dict[int, list[int]] = {}

    def expect(self, texts: "Sequence[NDArray[np.uint64]]") -> list[bool]:
        """Tell of each of `texts`, whose prints are looked up next and added or not, whether it can share any."""
        import numpy as np

        self._settle()
        runs = np.concatenate([self._old[0][:0], *texts])
        ordered = np.sort(runs)
        again = ordered[1:][ordered[1:] == ordered[:-1]]
        self._again = {run: [] for run in again.tolist()}
        known = ordered[_holds(self._old[0], ordered) | _holds(self._recent[0], ordered)]
        if not len(again) and not len(known):
            return [False] * len(texts)
        told = np.append(0, np.cumsum(_holds(np.sort(np.concatenate([again, known])), runs)))
        sizes = [len(prints) for prints in texts]
        ends = np.cumsum(sizes)
        found: list[bool] = (told[ends] > told[ends - sizes]).tolist()
        return found

    def holders(self, prints: "NDArray[np.uint64]") -> Iterator[list[int]]:
        """Give places of texts that hold prints, each as often as it holds one: of each print the first texts."""
        import numpy as np

        left = np.full(len(prints), _CROWD)
        for runs, places in (self._old, self._recent):
            low = np.searchsorted(runs, prints)
            many = np.minimum(np.searchsorted(runs, prints, side="right") - low, left)
            left -= many
            for i in np.flatnonzero(many).tolist():
                yield places[low[i] : low[i] + many[i]].tolist()
        for run, rest in zip(prints.tolist(), left.tolist(), strict=True):
            if run in self._again:
                yield self._again[run][:rest]

    def add(self, prints: "NDArray[np.uint64]") -> None:
        """Add the prints of the next text."""
        place = len(self.sizes)
        self.sizes.append(len(prints))
        self._new.append((place, prints))
        if self._again:
            for run in self._again.keys() & set(prints.tolist()):
                self._again[run].append(place)

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        runs, places = self._all()
        place = np.cumsum(kept, dtype=np.int32) - 1
        stay = kept[places]
        self._old = runs[stay], place[places[stay]]
        self.sizes = np.array(self.sizes, dtype=np.int32)[kept].tolist()

    def part(self, begin: int, end: int) -> "dict[str, NDArray[Any]]":
        """What `restored` needs of the texts in places from `begin` to before `end`."""
        import numpy as np

        runs, places = self._all()
        here = (places >= begin) & (places < end)
        sizes = np.array(self.sizes[begin:end], dtype=np.int32)
        return {"runs": runs[here], "owners": places[here] - np.int32(begin), "sizes": sizes}

    @classmethod
    def restored(cls, parts: "Iterable[tuple[dict[str, NDArray[Any]], NDArray[np.bool_]]]") -> "Prints":
        """Give the prints of those that are kept of each of `parts`."""
        import numpy as np

        prints = cls()
        held = [prints._old]
        for arrays, kept in parts:
            place, stay = np.cumsum(kept, dtype=np.int32) - 1 + len(prints.sizes), kept[arrays["owners"]]
            held.append((arrays["runs"][stay], place[arrays["owners"][stay]].astype(np.int32)))
            prints.sizes += arrays["sizes"][kept].tolist()
        runs, places = (np.concatenate(column) for column in zip(*held, strict=True))
        order = np.argsort(runs, kind="stable")
        prints._old = runs[order], places[order]
        return prints

    def _settle(self) -> None:
        """Put what is new among the recent, and those among the others when they are many."""
        if self._new:
            self._recent = _merged(self._recent, _held(self._new))
            self._new, self._again = [], {}
        if len(self._recent[0]) > max(_RECENT, len(self._old[0]) // _SETTLED):
            self._all()

    def _all(self) -> "Held":
        self._old = _merged(_merged(self._old, self._recent), _held(self._new))
        self._recent, self._new, self._again = _held([]), [], {}
        return self._old


def _held(texts: "Sequence[tuple[int, NDArray[np.uint64]]]") -> "Held":
    import numpy as np

    runs = np.concatenate([np.zeros(0, dtype=np.uint64), *(prints for _, prints in texts)])
    places = np.repeat(np.array([place for place, _ in texts], dtype=np.int32), [len(prints) for _, prints in texts])
    order = np.argsort(runs, kind="stable")
    return runs[order], places[order]


def _merged(first: "Held", then: "Held") -> "Held":
    import numpy as np

    if not len(then[0]):
        return first
    if len(then[0]) < len(first[0]) // _PART:
        # Putting in costs less than sorting what is sorted.
        runs, places = inserted(first, first[0].searchsorted(then[0], side="right"), then)
        return runs, places
    runs = np.concatenate([first[0], then[0]])
    order = np.argsort(runs, kind="stable")
    return runs[order], np.concatenate([first[1], then[1]])[order]


def _holds(held: "NDArray[np.uint64]", runs: "NDArray[np.uint64]") -> "NDArray[np.bool_]":
    """Tell which of `runs` are held; what is held is sorted."""
    import numpy as np

    if not len(held):
        return np.zeros(len(runs), dtype=bool)
    at = held.searchsorted(runs)
    at[at == len(held)] = 0
    found: NDArray[np.bool_] = held[at] == runs
    return found
