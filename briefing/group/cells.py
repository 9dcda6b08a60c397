"""Articles near in meaning: each is put in the cells of the few pivots nearest to it (an inverted file).

Pivots are articles themselves, as many as keep cells small, so that a cell costs the same however many articles there
are; finding an article's cells is a product with all pivots. The same stream always gives the same cells.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.points import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]

#: An article in how many is a pivot, in how many cells each is put, and how many of a cell each is compared with.
_EVERY, _CELLS, _LATEST = 40, 5, 256
_BLOCK = 2048


class Cells:
    """The places of articles by cell, oldest first; only the latest of each cell are kept."""

    def __init__(self, pivots: "NDArray[np.float32]", members: list[list[int]]) -> None:
        self._pivots = pivots
        self._members = members

    @classmethod
    def of(cls, meant: "NDArray[np.int16]") -> "Cells":
        """Take pivots from all over `meant`, which are rows of what articles mean, and put the articles in cells."""
        import numpy as np

        known = np.flatnonzero(meant.any(axis=1))
        pivots = unpacked(meant[known[::_EVERY]])
        cells = cls(pivots / np.linalg.norm(pivots, axis=1, keepdims=True), [[] for _ in range(len(pivots))])
        for start in range(0, len(meant), _BLOCK):
            for _ in cells.add(meant[start : start + _BLOCK], np.arange(start, min(start + _BLOCK, len(meant)))):
                pass
        return cells

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restored` needs."""
        import numpy as np

        sizes = np.array([len(cell) for cell in self._members], dtype=np.int64)
        return {
            "pivots": self._pivots,
            "members": np.array([member for cell in self._members for member in cell], dtype=np.int64),
            "sizes": sizes,
        }

    @classmethod
    def restored(cls, pivots: "NDArray[np.float32]", members: "Indices", sizes: "Indices") -> "Cells":
        """Give the cells of which these are the arrays."""
        import numpy as np

        return cls(pivots, [cell.tolist() for cell in np.split(members, np.cumsum(sizes)[:-1])] if len(sizes) else [])

    def add(self, meant: "NDArray[np.int16]", places: "Indices") -> "Iterator[tuple[Indices, Indices]]":
        """Put articles in their cells; gives for each cell those that are new to it, and the latest before and them.

        An article without meaning is in none.
        """
        import numpy as np

        known = np.flatnonzero(meant.any(axis=1))
        k = min(_CELLS, len(self._pivots))
        if not k or not len(known):
            return
        likeness = unpacked(meant[known]) @ self._pivots.T
        nearest = np.argpartition(-likeness, k - 1, axis=1)[:, :k].ravel()
        order = np.argsort(nearest, kind="stable")
        members = np.repeat(places[known], k)[order]
        cells, begins = np.unique(nearest[order], return_index=True)
        for cell, new in zip(cells.tolist(), np.split(members, begins[1:]), strict=True):
            here = self._members[cell]
            here.extend(new.tolist())
            yield new, np.array(here)
            del here[:-_LATEST]

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        place, stays = (np.cumsum(kept) - 1).tolist(), kept.tolist()
        self._members = [[place[member] for member in cell if stays[member]] for cell in self._members]
