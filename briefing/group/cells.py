"""Articles near in meaning: each is put in the cells of the few pivots nearest to it (an inverted file).

Pivots are articles themselves, as many as keep cells small, so that a cell costs the same however many articles there
are; finding an article's cells is a product with all pivots. The same stream always gives the same cells.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Rows = NDArray[np.int8]

#: An article in how many is a pivot, in how many cells each is put, and how many of a cell each is compared with.
_EVERY, _CELLS, LATEST = 40, 6, 128
_BLOCK = 1024


class Cells:
    """The places of articles by cell; only the latest of each cell are kept.

    `pivots` are rows in whole steps, `members` (cells, LATEST) the places in each, -1 for none; the one to go next is
    at `oldest`.
    """

    def __init__(self, pivots: "Rows", members: "NDArray[np.int32]", oldest: "Indices") -> None:
        import numpy as np

        self._pivots, self._members, self._oldest = pivots, members, oldest
        self._ready = pivots.astype(np.float32)
        self._lengths = np.sqrt(np.einsum("ij,ij->i", self._ready, self._ready))

    @classmethod
    def of(cls, meant: "Rows") -> "Cells":
        """Take pivots from all over `meant`, which are rows of what articles mean, and put the articles in cells."""
        import numpy as np

        pivots = meant[np.flatnonzero(meant.any(axis=1))[::_EVERY]]
        empty = np.full((len(pivots), LATEST), -1, dtype=np.int32)
        cells = cls(pivots, empty, np.zeros(len(pivots), dtype=np.int64))
        for _ in cells.add(meant, np.arange(len(meant))):
            pass
        return cells

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What makes them again."""
        return {"pivots": self._pivots, "members": self._members, "oldest": self._oldest}

    def add(self, meant: "Rows", places: "Indices") -> "Iterator[tuple[Indices, Indices]]":
        """Put articles in their cells; gives for each cell those that are new to it, and the latest before and them.

        An article without meaning is in none.
        """
        import numpy as np

        known = np.flatnonzero(meant.any(axis=1))
        nearest = self._nearest(meant[known])
        if not nearest.size:
            return
        order = np.argsort(nearest.ravel(), kind="stable")
        members = np.repeat(places[known], nearest.shape[1])[order]
        cells, begins = np.unique(nearest.ravel()[order], return_index=True)
        for cell, new in zip(cells.tolist(), np.split(members, begins[1:]), strict=True):
            here = self._members[cell]
            told = np.append(np.sort(here[here >= 0]), new)
            yield new, told
            here[:] = -1
            here[: len(told[-LATEST:])] = told[-LATEST:]
            self._oldest[cell] = len(told) if len(told) < LATEST else 0

    def add_one(self, meant: "Rows", place: int) -> "Indices":
        """Put one article in its cells; gives all that are there already, in rising order."""
        import numpy as np

        if not meant.any():
            return np.zeros(0, dtype=np.int64)
        (cells,) = self._nearest(meant[None])
        oldest = self._oldest[cells]
        told = np.sort(self._members[cells], axis=None)
        self._members[cells, oldest] = place
        self._oldest[cells] = (oldest + 1) % LATEST
        new = told >= 0
        new[1:] &= told[1:] != told[:-1]
        return told[new].astype(np.int64)

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1).astype(np.int32)
        self._members = np.sort(place[self._members], axis=1)
        self._oldest[:] = 0

    def _nearest(self, meant: "Rows") -> "Indices":
        """Give for each article its cells."""
        import numpy as np

        k = min(_CELLS, len(self._pivots))
        found = np.empty((len(meant), k), dtype=np.int64)
        if not k:
            return found
        for start in range(0, len(meant), _BLOCK):
            likeness = meant[start : start + _BLOCK].astype(np.float32) @ self._ready.T
            likeness /= self._lengths
            found[start : start + _BLOCK] = np.argpartition(likeness, -k, axis=1)[:, -k:]
        return found
