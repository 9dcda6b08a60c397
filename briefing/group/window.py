"""The articles of a stream's window as columns of numbers, in the order in which they came."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from briefing.group.columns import grown
from briefing.group.points import Points, no_points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float32]

#: An article's names are numbered (owner, key).
_OWNER = 32
#: The columns of which an article has many rows or none.
_NAMES = ("names", "weights")
_COLUMNS = tuple(field.name for field in fields(Points))


class Window:
    """All `points` of a window, and `bars`: how alike others must be to each."""

    def __init__(self, size: int) -> None:
        """Begin one for vectors of `size` numbers."""
        import numpy as np

        nothing = no_points(size)
        self.size = size
        self._used = self._named = 0
        self._columns: dict[str, NDArray[Any]] = {name: getattr(nothing, name) for name in _COLUMNS}
        self._columns["bars"] = np.zeros(0, dtype=np.float32)

    def __len__(self) -> int:
        return self._used

    def add(self, found: Points, bars: "Floats") -> None:
        """Put articles at the end."""
        more = {name: getattr(found, name) for name in _COLUMNS} | {"bars": bars}
        more["names"] = found.names + (self._used << _OWNER)
        self._columns = {
            name: grown(column, self._named if name in _NAMES else self._used, more[name])
            for name, column in self._columns.items()
        }
        self._used += len(bars)
        self._named += len(found.names)

    @property
    def points(self) -> Points:
        """All articles: a view, until more are added."""
        return Points(**{name: self._values(name) for name in _COLUMNS})

    @property
    def bars(self) -> "Floats":
        """The bar of each."""
        return self._values("bars")

    def names(self, places: "Indices") -> "tuple[Indices, Indices, Floats]":
        """Give the names of the articles at `places`: which of them, by number, uses each key, with which weight."""
        import numpy as np

        names, weights = self._values("names"), self._values("weights")
        first, last = np.searchsorted(names, places << _OWNER), np.searchsorted(names, (places + 1) << _OWNER)
        many = last - first
        at = np.arange(many.sum()) + np.repeat(first - np.cumsum(many) + many, many)
        return np.repeat(np.arange(len(places)), many), names[at] & ((1 << _OWNER) - 1), weights[at]

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all others; those that are kept move up."""
        import numpy as np

        place = np.cumsum(kept) - 1
        owners = self._values("names") >> _OWNER
        mine = kept[owners]
        names = (place[owners[mine]] << _OWNER) | (self._values("names")[mine] & ((1 << _OWNER) - 1))
        columns = {name: self._values(name)[mine if name in _NAMES else kept] for name in self._columns}
        self._columns = columns | {"names": names}
        self._used, self._named = int(kept.sum()), len(names)

    def arrays(self) -> "dict[str, NDArray[Any]]":
        """What `restore` needs."""
        return {name: self._values(name) for name in self._columns}

    def restore(self, arrays: "dict[str, NDArray[Any]]") -> None:
        """Be the window of which these are the arrays."""
        self._columns = {name: arrays[name] for name in self._columns}
        self._used, self._named = len(arrays["bars"]), len(arrays["names"])

    def _values(self, name: str) -> "NDArray[Any]":
        return self._columns[name][: self._named if name in _NAMES else self._used]
