"""Articles near in meaning: each is put in the cells of the few pivots nearest to it (an inverted file).

Pivots are articles themselves, as many as keep cells small, so that a cell costs the same however many articles there
are; finding an article's cells is a product with all pivots. The same stream always gives the same cells.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.dots import dots
from briefing.group.ranked import LAST, foremost, none, ranked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Rows = NDArray[np.int8]
    Scores = NDArray[np.float32]
    Pairs = tuple[Indices, Indices]

#: An article in how many is a pivot, in how many cells each is put, and how many of a cell each is compared with.
_EVERY, _CELLS, LATEST = 40, 6, 160
#: The cosine of what two articles mean from which on they are near, and how many of those near to each are looked at.
_NEAR, _NEAREST = 0.2, 80
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
        self._lengths = np.sqrt(dots(self._ready, self._ready))

    @classmethod
    def of(cls, meant: "Rows") -> "Cells":
        """Take pivots from all over `meant`, which are rows of what articles mean, and put the articles in cells."""
        import numpy as np

        pivots = meant[np.flatnonzero(meant.any(axis=1))[::_EVERY]]
        empty = np.full((len(pivots), LATEST), -1, dtype=np.int32)
        cells = cls(pivots, empty, np.zeros(len(pivots), dtype=np.int64))
        for _ in cells._put(meant, 0):
            pass
        return cells

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What makes them again."""
        return {"pivots": self._pivots, "members": self._members, "oldest": self._oldest}

    def add(self, meant: "Rows", begin: int) -> "Pairs":
        """Put the articles from place `begin` on in cells; `meant` are the rows of all.

        Gives the pairs (later, earlier) of them with those before them in their cells that are near, of each the
        nearest. An article without meaning is in no cell.
        """
        import numpy as np

        if begin + 1 == len(meant):
            return foremost(self._near_one(meant, begin), _NEAREST, begin)
        band = np.tri(LATEST, 2 * LATEST, LATEST - 1, dtype=bool) & ~np.tri(LATEST, 2 * LATEST, -1, dtype=bool)
        found = []
        for new, told in self._put(meant, begin):
            for at in range(len(told) - new, len(told), LATEST):
                low, high = max(at - LATEST, 0), min(at + LATEST, len(told))
                among = band[: high - at, LATEST - (at - low) :][:, : high - low]
                found.append(_near(meant, told[low:high], among, begin))
        return foremost(np.concatenate(found), _NEAREST, begin) if found else none()

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all other places; those that are kept move up."""
        import numpy as np

        place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1).astype(np.int32)
        self._members = np.sort(place[self._members], axis=1)
        self._oldest[:] = 0

    def _put(self, meant: "Rows", begin: int) -> "Iterator[tuple[int, Indices]]":
        """Give of each cell the latest before and all that are new to it, with how many are."""
        import numpy as np

        known = np.flatnonzero(meant[begin:].any(axis=1)) + begin
        nearest = self._nearest(meant[known])
        if not nearest.size:
            return
        order = np.argsort(nearest.ravel(), kind="stable")
        members = np.repeat(known, nearest.shape[1])[order]
        cells, begins = np.unique(nearest.ravel()[order], return_index=True)
        for cell, new in zip(cells.tolist(), np.split(members, begins[1:]), strict=True):
            here = self._members[cell]
            told = np.append(np.sort(here[here >= 0]), new)
            yield len(new), told
            here[:] = -1
            here[: len(told[-LATEST:])] = told[-LATEST:]
            self._oldest[cell] = len(told) if len(told) < LATEST else 0

    def _near_one(self, meant: "Rows", place: int) -> "Indices":
        """Of one article all cells are looked at in one go, which costs least."""
        import numpy as np

        if not meant[place].any():
            return np.zeros(0, dtype=np.int64)
        (cells,) = self._nearest(meant[place:])
        oldest = self._oldest[cells]
        told = np.sort(self._members[cells], axis=None)
        self._members[cells, oldest] = place
        self._oldest[cells] = (oldest + 1) % LATEST
        new = told >= 0
        new[1:] &= told[1:] != told[:-1]
        told = np.append(told[new], place)
        return _near(meant, told, np.arange(len(told))[None] < len(told) - 1, place)

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


def _near(meant: "Rows", places: "Indices", among: "NDArray[np.bool_]", begin: int) -> "Indices":
    """Give the pairs of the last of `places` with all of them that are near, `ranked`; only those `among` count."""
    import numpy as np

    rows = meant[places].astype(np.float32)
    scale = 1 / np.sqrt(dots(rows, rows))
    here = len(among)
    alike = rows[-here:] @ rows.T
    alike *= scale[-here:, None]
    alike *= scale
    near = alike >= _NEAR
    near &= among
    at = np.flatnonzero(near)
    later, earlier = np.divmod(at, len(places))
    apart = np.maximum(1 - alike.ravel()[at], 0)
    places = places.astype(np.int64)
    return ranked(places[later - here], places[earlier], (apart * LAST).astype(np.int64), begin)
