"""The articles of a stream's window as columns of numbers, in the order in which they came."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from briefing.group.columns import grown
from briefing.group.points import Points, no_points
from briefing.group.ranked import before

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Arrays = dict[str, NDArray[Any]]

#: An article's names are numbered (owner, key).
_OWNER = 32
#: The columns of which an article has many rows or none.
_NAMES = ("names", "weights")
_COLUMNS = tuple(field.name for field in fields(Points))


class Window:
    """All `points` of a window, and `bars`: how alike others must be to each.

    Each article has a serial number, by which it is known when those before it are dropped.
    """

    def __init__(self, size: int) -> None:
        """Begin one for vectors of `size` numbers."""
        import numpy as np

        nothing = no_points(size)
        self.size = size
        self._used = self._named = 0
        self._columns: dict[str, NDArray[Any]] = {name: getattr(nothing, name) for name in _COLUMNS}
        self._columns["bars"] = np.zeros(0, dtype=np.float32)
        self._columns["serials"] = np.zeros(0, dtype=np.int64)

    def __len__(self) -> int:
        return self._used

    def add(self, found: Points, bars: "Floats") -> None:
        """Put articles at the end."""
        import numpy as np

        serials = self.serials
        next_ = int(serials[-1]) + 1 if len(serials) else 0
        more = {name: getattr(found, name) for name in _COLUMNS}
        self._add(more | {"bars": bars, "serials": np.arange(next_, next_ + len(bars))})

    def _add(self, more: "Arrays") -> None:
        more = more | {"names": more["names"] + (self._used << _OWNER)}
        self._columns = {
            name: grown(column, self._named if name in _NAMES else self._used, more[name])
            for name, column in self._columns.items()
        }
        self._used += len(more["bars"])
        self._named += len(more["names"])

    @property
    def points(self) -> Points:
        """All articles: a view, until more are added."""
        return Points(**{name: self._values(name) for name in _COLUMNS})

    @property
    def bars(self) -> "Floats":
        """The bar of each."""
        return self._values("bars")

    @property
    def serials(self) -> "Indices":
        """The serial number of each, in rising order."""
        return self._values("serials")

    def names(self, places: "Indices") -> "tuple[Indices, Indices, Floats]":
        """Give the names of the articles at `places`: which of them, by number, uses each key, with which weight."""
        import numpy as np

        names, weights = self._values("names"), self._values("weights")
        first, last = np.searchsorted(names, places << _OWNER), np.searchsorted(names, (places + 1) << _OWNER)
        many = last - first
        at = before(last, many)
        return np.repeat(np.arange(len(places)), many), names[at] & ((1 << _OWNER) - 1), weights[at]

    def keep(self, kept: "NDArray[np.bool_]") -> None:
        """Drop all others; those that are kept move up."""
        self._columns = _kept({name: self._values(name) for name in self._columns}, kept)
        self._used, self._named = int(kept.sum()), len(self._columns["names"])

    def part(self, begin: int, end: int) -> "Arrays":
        """What `restore` needs of the articles in places from `begin` to before `end`."""
        import numpy as np

        here = slice(begin, end)
        named = slice(*np.searchsorted(self._values("names"), [begin << _OWNER, end << _OWNER]))
        found = {name: self._values(name)[named if name in _NAMES else here] for name in self._columns}
        return found | {"names": found["names"] - (begin << _OWNER)}

    def restore(self, parts: "Iterable[tuple[Arrays, NDArray[np.bool_]]]", room: int) -> None:
        """Be made of those that are kept of each of `parts`, which are `room` in all.

        Raises:
            ValueError: they are more.
        """
        self._reserve(room)
        for arrays, kept in parts:
            found = _kept(arrays, kept)
            if self._used + len(found["bars"]) > room:
                raise ValueError("more articles than there were")
            self._add({name: found[name] for name in self._columns})

    def _reserve(self, room: int) -> None:
        """Have room for so many, and for some that come next."""
        import numpy as np

        for name, column in self._columns.items():
            if name not in _NAMES:
                self._columns[name] = np.empty((room + room // 8, *column.shape[1:]), dtype=column.dtype)

    def _values(self, name: str) -> "NDArray[Any]":
        return self._columns[name][: self._named if name in _NAMES else self._used]


def _kept(columns: "Arrays", kept: "NDArray[np.bool_]") -> "Arrays":
    import numpy as np

    if kept.all():
        return columns
    place = np.cumsum(kept) - 1
    owners = columns["names"] >> _OWNER
    mine = kept[owners]
    found = {name: column[mine if name in _NAMES else kept] for name, column in columns.items()}
    return found | {"names": (place[owners[mine]] << _OWNER) | (found["names"] & ((1 << _OWNER) - 1))}
