"""Which articles hang together: the pairs that score above nought, and the stories made of them.

Articles that no chain of pairs connects can't be one story. So only what hangs together with something new is linked
again, which gives the same stories as linking everything. Where very many hang together, weak pairs don't count.

What remains of a story when articles leave the window stays together: nothing was said that would part it.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.columns import grown
from briefing.group.linkage import BOUND, link
from briefing.group.parts import bounded, connected, split
from briefing.group.ranked import before
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]

#: So many articles are linked at once at most: of more, only those hang together whose pairs score a step more.
_MOST, _STEP = 4000, 0.01


class Web:
    """Pairs of places of a window, and for each place its story: the first place of it.

    `held` is by place the number of the story's id when the last span ended; nought where there was none.
    """

    def __init__(self) -> None:
        import numpy as np

        self._used = self._places = 0
        self._ends = np.zeros((0, 2), dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.float32)
        #: Pairs are in order of the later place; how many there are before the first of each place.
        self._before = np.zeros(0, dtype=np.int64)
        self._story = self._first = self._held = np.zeros(0, dtype=np.int64)

    @property
    def story(self) -> "Indices":
        """For each place the first place of its story."""
        return self._story[: self._places]

    @property
    def held(self) -> "Indices":
        """For each place the number of the id that its story had when the last span ended."""
        return self._held[: self._places]

    def add(self, places: int, later: "Indices", earlier: "Indices", scores: "Scores") -> None:
        """Add pairs, in order of the `later`, all of which are new; there are now so many `places`."""
        import numpy as np

        new = np.arange(self._places, places)
        self._held = grown(self._held, self._places, np.zeros(len(new), dtype=np.int64))
        self._story, self._first = (grown(column, self._places, new) for column in (self._story, self._first))
        self._before = grown(self._before, self._places, self._used + np.searchsorted(later, new))
        self._places = places
        ends = np.stack([earlier, later], axis=1)
        self._ends = grown(self._ends, self._used, ends)
        self._scores = grown(self._scores, self._used, scores)
        self._used += len(ends)
        if len(ends):
            first = self._first[:places]
            firsts, nodes = np.unique(first[ends], return_inverse=True)
            moved = np.arange(places)
            moved[firsts] = firsts[connected(len(firsts), nodes.reshape(ends.shape))]
            first[:] = moved[first]

    def relink(self, touched: "Indices", window: Window, weights: Weights) -> None:
        """Make the stories anew of all that hangs together with places `touched`."""
        import numpy as np

        first, ends = self._first[: self._places], self._ends[: self._used]
        wanted = np.zeros(self._places, dtype=bool)
        wanted[first[touched]] = True
        places = np.flatnonzero(wanted[first])
        pairs = self._pairs(places)
        self._story[places] = places
        parts = []
        for part in split(first, places, pairs, ends):
            for some, among in bounded(part, ends, self._scores, most=_MOST, step=_STEP):
                if len(among) == 1:
                    self._story[some] = some[0]
                else:
                    parts.append((some, ends[among], self._scores[among]))
        for some, story in link(parts, window, weights):
            self._story[some] = story

    def _pairs(self, places: "Indices") -> "Indices":
        """Give the numbers of the pairs of which one of `places` is the later."""
        import numpy as np

        begins = self._before[places]
        after = np.minimum(places + 1, self._places - 1)
        many = np.where(after > places, self._before[after], self._used) - begins
        return before(begins + many, many)

    def keep(self, kept: "NDArray[np.bool_]", *, reworded: "NDArray[np.bool_]", old: "NDArray[np.bool_]") -> "Indices":
        """Drop all other places; those that are kept move up. Gives, by new numbers, those that have to be linked.

        Those are what hung together with one that is dropped since it was `reworded`. Of the story of any other, what
        is left and `old` is bound together.
        """
        import numpy as np

        ends, scores = self._ends[: self._used], self._scores[: self._used]
        place = np.cumsum(kept) - 1
        stay = kept[ends].all(axis=1)
        # What hung together with an article that is dropped has a pair with it, or with another that has.
        beside = ends[reworded[ends].any(axis=1)].ravel()
        left = np.zeros(self._places, dtype=bool)
        left[self.story[~kept & ~reworded]] = True
        _, first, story = np.unique(self.story[kept], return_index=True, return_inverse=True)
        story = first[story.reshape(-1)]
        bound = np.flatnonzero((left[self.story] & old)[kept])
        bound = bound[story[bound] < bound]
        # Its pairs say that they are bound already, some of them by one that is dropped now.
        stay &= (scores < BOUND) | ~left[self.story[ends[:, 0]]]
        ends = np.concatenate([place[ends[stay]], np.stack([story[bound], bound], axis=1)])
        self.restore(ends, np.append(scores[stay], np.full(len(bound), BOUND, np.float32)), story, self.held[kept])
        return np.unique(place[beside[kept[beside]]])

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restore` needs."""
        ends, scores = self._ends[: self._used], self._scores[: self._used]
        return {"ends": ends, "scores": scores, "story": self.story, "held": self.held}

    def restore(self, ends: "Indices", scores: "Scores", story: "Indices", held: "Indices") -> None:
        """Be the web of which these are the arrays."""
        order = ends[:, 1].argsort(kind="stable")
        self._used = self._places = 0
        self.add(len(story), ends[order, 1], ends[order, 0], scores[order])
        self.story[:], self.held[:] = story, held
