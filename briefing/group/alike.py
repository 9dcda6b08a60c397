"""How alike all articles of a part of the stream are, two by two: of many small parts at once."""

from typing import TYPE_CHECKING

from briefing.group.points import blend
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Matrices = NDArray[np.float32]

_COLUMNS = 4096


def alike(window: Window, places: "Indices", real: "NDArray[np.bool_]", weights: Weights) -> "Matrices":
    """Give how alike each two articles of a part are, and the same with nought for those of two languages.

    `places` (p, m) are those of the articles of each part, and `real` unless they only fill it up. The shape is
    (2, p, m, m), or (1, p, m, m) where there is one language only.
    """
    import numpy as np

    points, size = window.points, window.size
    tongue, steps = points.tongue[places], points.steps[places]
    rows = points.rows[places].astype(np.float32)
    meaning = rows[:, :, :size] @ rows[:, :, :size].swapaxes(1, 2)
    found = rows[:, :, size:] @ rows[:, :, size:].swapaxes(1, 2)
    found += meaning
    found *= steps[:, :, None] * steps[:, None, :]
    foreign = tongue[:, :, None] != tongue[:, None, :]
    if not foreign.any():
        return found[None]
    more = np.sqrt(blend(weights.abroad, points.own[places]) - 1) * steps
    meaning *= more[:, :, None] * more[:, None, :]
    meaning += _named(window, places, real)
    meaning *= foreign
    meaning += found
    found *= ~foreign
    return np.stack([meaning, found])


def _named(window: Window, places: "Indices", real: "NDArray[np.bool_]") -> "Matrices":
    """Give how alike the names of each two articles of a part are."""
    import numpy as np

    p, m = places.shape
    at = np.flatnonzero(real)
    owners, keys, weights = window.names(places.ravel()[at])
    owners = at[owners]
    found = np.zeros((p, m, m), dtype=np.float32)
    order = np.lexsort((keys, owners // m))
    owners, keys, weights = owners[order], keys[order], weights[order]
    begins = np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] // m != owners[:-1] // m))[: len(keys)]
    column = np.cumsum(begins) - 1
    # A name that one alone uses makes nobody alike.
    shared = np.bincount(column) > 1
    part = owners[begins] // m
    before: Indices = np.cumsum(shared) - shared
    number = np.where(shared, before - before[np.searchsorted(part, part)], -1)[column]
    for start in range(0, int(number.max(initial=-1)) + 1, _COLUMNS):
        mine = (number >= start) & (number < start + _COLUMNS)
        rows = np.zeros((p, m, int(number[mine].max()) - start + 1), dtype=np.float32)
        rows.reshape(p * m, -1)[owners[mine], number[mine] - start] = weights[mine]
        found += rows @ rows.swapaxes(1, 2)
    return found
