"""Which articles hang together: the pairs that score above nought, and the stories made of them.

Articles that no chain of pairs connects can't be one story. So only what hangs together with something new is linked
again, which gives the same stories as linking everything.
"""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefing.group.clusters import Clusters
from briefing.group.columns import grown
from briefing.group.linkage import link
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]

#: So many articles are linked at once, or more where more hang together.
_AT_ONCE = 8192


class Web:
    """Pairs of places of a window, and for each place its story: the first place of it."""

    def __init__(self) -> None:
        import numpy as np

        self._used = 0
        self._ends = np.zeros((0, 2), dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.float32)
        #: The numbers of the pairs of each place.
        self._pairs: list[list[int]] = []
        self.story: list[int] = []

    def add(self, places: int, later: "Indices", earlier: "Indices", scores: "Scores") -> None:
        """Add pairs; there are now so many `places`."""
        import numpy as np

        self._pairs += ([] for _ in range(places - len(self._pairs)))
        self.story += range(len(self.story), places)
        for number, (one, other) in enumerate(zip(later.tolist(), earlier.tolist(), strict=True), self._used):
            self._pairs[one].append(number)
            self._pairs[other].append(number)
        self._ends = grown(self._ends, self._used, np.stack([earlier, later], axis=1))
        self._scores = grown(self._scores, self._used, scores)
        self._used += len(later)

    def relink(self, touched: Iterable[int], window: Window, weights: Weights) -> None:
        """Make the stories anew of all that hangs together with places `touched`."""
        places: list[int] = []
        for part in self._connected(touched):
            if len(places) + len(part) > _AT_ONCE:
                self._link(places, window, weights)
                places = []
            places += part
        self._link(places, window, weights)

    def keep(self, kept: "NDArray[np.bool_]") -> list[int]:
        """Drop all other places; those that are kept move up. Gives, by new numbers, those that have to be linked."""
        import numpy as np

        ends, scores = self._ends[: self._used], self._scores[: self._used]
        place = np.cumsum(kept) - 1
        stay = kept[ends].all(axis=1)
        # What hung together with an article that is dropped has a pair with it, or with another that has.
        beside = ends[~stay].ravel()
        story = np.array(self.story, dtype=np.int64)
        self.restore(place[ends[stay]], scores[stay], np.where(kept[story], place[story], 0)[kept])
        return sorted(set(place[beside[kept[beside]]].tolist()))

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restore` needs."""
        import numpy as np

        return {
            "ends": self._ends[: self._used],
            "scores": self._scores[: self._used],
            "story": np.array(self.story, dtype=np.int64),
        }

    def restore(self, ends: "Indices", scores: "Scores", story: "Indices") -> None:
        """Be the web of which these are the arrays."""
        self._used, self._ends, self._scores, self._pairs = 0, ends[:0], scores[:0], []
        self.add(len(story), ends[:, 1], ends[:, 0], scores)
        self.story = story.tolist()

    def _connected(self, touched: Iterable[int]) -> Iterable[list[int]]:
        """Give the places that hang together with each of `touched`, in order, none twice."""
        seen: set[int] = set()
        ends = self._ends
        for start in touched:
            if start in seen:
                continue
            if not self._pairs[start]:
                self.story[start] = start
                continue
            seen.add(start)
            part, ahead = [start], [start]
            while ahead:
                mine = self._pairs[ahead.pop()]
                for other in ends[mine].ravel().tolist() if mine else ():
                    if other not in seen:
                        seen.add(other)
                        part.append(other)
                        ahead.append(other)
            yield sorted(part)

    def _link(self, places: list[int], window: Window, weights: Weights) -> None:
        import numpy as np

        if not places:
            return
        here = np.array(sorted(places))
        numbers = np.array(sorted(set(chain.from_iterable(self._pairs[place] for place in places))))
        pairs = np.searchsorted(here, self._ends[numbers])
        for place, root in zip(
            here.tolist(), link(Clusters(window, here, weights), pairs, self._scores[numbers]), strict=True
        ):
            self.story[place] = int(here[root])
