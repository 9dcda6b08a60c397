"""Growing stories over all pairs of their articles, as sums that are added up when two stories join.

Of many parts of a stream that have nothing to do with each other, a join or more at a time: what is small costs what
its numbers cost, not what it costs to begin.
"""

from typing import TYPE_CHECKING, Any

from briefing.group.lost import lost
from briefing.group.points import blend
from briefing.group.weights import Weights
from briefing.group.window import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Matrices = NDArray[np.float32]

#: What is summed over the articles of a story: how many, all their pairs' likeness and that of pairs of one language,
#: how many these are, how many have a date, and their days; then what holds for each, and what is told per language.
_SIZE, _INSIDE, _INSIDE_HERE, _HERE, _DATED, _DAYS = range(6)
_HOLDS = slice(6, 12)
_SPREAD, _TOLD = 11, 12
_COLUMNS = 4096


class Clusters:
    """p parts of m rows: stories, at first of one article each; `join` makes one row the story of both.

    Takes room for p * m * m pairs.
    """

    def __init__(self, window: Window, places: "Indices", weights: Weights) -> None:
        """Begin with the articles at `places` (p, m) of `window`, each part's at its begin and then -1."""
        import numpy as np

        points, real = window.points, places >= 0
        places = np.where(real, places, places[:, :1])
        own, tongue, days = points.own[places], points.tongue[places], points.days[places]
        self._weights = weights
        #: Summed over the pairs of articles of two stories: how alike all are, and last those of one language.
        self._alike = _alike(window, places, real, weights)
        tongues = np.unique(tongue)
        self._tongues = len(tongues)
        told = (tongues[:, None, None] == tongue).astype(np.float64)
        pairs = (weights.across, weights.untrusted, weights.cohesion, weights.age, weights.spread)
        dated = ~np.isnan(days)
        ones = np.ones(places.shape)
        self._sums: Floats = np.concatenate(
            [
                np.stack([ones, ones, ones, ones, dated, np.where(dated, days, 0.0)]),
                np.stack([window.bars[places], *(blend(pair, own) for pair in pairs)]),
                told,
                told * points.trust[places],
            ]
        )
        #: What mean likeness is divided by, and how alike the articles of one language are among themselves.
        self._breadth, self._within = np.ones(places.shape), np.zeros(places.shape)

    def scores(self, parts: "Indices", rows: "Indices", others: "Indices") -> "Floats":
        """Score the story in each of `rows` with that in `others`, of the part in the same place.

        Above zero they are one.
        """
        import numpy as np

        mine, theirs = self._sums[:, parts, rows], self._sums[:, parts, others]
        alike = self._alike[parts, rows, others].astype(np.float64)
        alike, alike_here = alike[:, 0], alike[:, -1]
        size, other = mine[_SIZE], theirs[_SIZE]
        bar, across, untrusted, cohesion, age, _ = (mine[_HOLDS] / size + theirs[_HOLDS] / other) / 2
        pairs = pairs_here = size * other
        score: Floats = alike / (self._breadth[parts, rows] * self._breadth[parts, others]) - bar
        if self._tongues > 1:
            told, trust = slice(_TOLD, _TOLD + self._tongues), slice(_TOLD + self._tongues, None)
            pairs_here = (mine[told] * theirs[told]).sum(axis=0)
            trusted = mine[trust].sum(axis=0) * theirs[trust].sum(axis=0) - (mine[trust] * theirs[trust]).sum(axis=0)
            apart = pairs - pairs_here
            score += (across * apart + untrusted * (apart - trusted)) / pairs
        loose = np.minimum(self._within[parts, rows], self._within[parts, others])
        score -= cohesion * np.maximum(loose * pairs_here - alike_here, 0.0) / pairs
        # A story without a date is a contemporary of all.
        day, days = (sums[_DAYS] / np.maximum(sums[_DATED], 1.0) for sums in (mine, theirs))
        gap = np.abs(days - day) * ((mine[_DATED] > 0) & (theirs[_DATED] > 0))
        score -= lost(gap, age, self._weights)
        return score

    def join(self, parts: "Indices", keep: "Indices", gone: "Indices") -> None:
        """In each of `parts`, no two alike, add the story in row `gone` to that in row `keep`."""
        import numpy as np

        sums = self._sums
        added = sums[:, parts, gone]
        told = slice(_TOLD, _TOLD + self._tongues)
        alike = self._alike[parts, keep, gone].astype(np.float64)
        added[_INSIDE] += 2 * alike[:, 0]
        added[_INSIDE_HERE] += 2 * alike[:, -1]
        added[_HERE] += 2 * (added[told] * sums[told, parts, keep]).sum(axis=0)
        sums[:, parts, keep] += added
        joined = sums[:, parts, keep]
        both = self._alike[parts, keep] + self._alike[parts, gone]
        self._alike[parts, keep] = self._alike[parts, :, keep] = both
        # The size of a story, or for a cosine the length of its sum, or between.
        size = joined[_SIZE]
        spread = joined[_SPREAD] / size
        self._breadth[parts, keep] = size ** (1 - spread) * np.maximum(joined[_INSIDE], 1e-6) ** (spread / 2)
        # Nought where there are no two of one language.
        others = joined[_HERE] - size
        within = (joined[_INSIDE_HERE] - size) / np.maximum(others, 1.0)
        self._within[parts, keep] = np.where(others > 0, within, 0.0)

    def keep(self, parts: "Indices", rows: "Indices") -> None:
        """Keep only these `parts`, and of each only its `rows` (len(parts), fewer)."""
        here = parts[:, None], rows
        self._sums = self._sums[:, *here]
        self._breadth, self._within = self._breadth[here], self._within[here]
        self._alike = squares(self._alike, parts, rows)


def squares(matrices: "NDArray[Any]", parts: "Indices", rows: "Indices") -> "NDArray[Any]":
    """Of matrices (p, m, m, ...) give those of `parts`, each with its `rows` and columns only."""
    import numpy as np

    some = zip(parts.tolist(), rows, strict=True)
    return np.stack([matrices[part].take(mine, axis=0).take(mine, axis=1) for part, mine in some])


def _alike(window: Window, places: "Indices", real: "NDArray[np.bool_]", weights: Weights) -> "Matrices":
    """Give how alike each two articles of a part are, and the same with nought for those of two languages.

    The shape is (p, m, m, 2), or (p, m, m, 1) where there is one language only.
    """
    import numpy as np

    points, size = window.points, window.size
    tongue, steps = points.tongue[places], points.steps[places]
    rows = points.rows[places].astype(np.float32)
    meaning = rows[:, :, :size] @ rows[:, :, :size].swapaxes(1, 2)
    alike = rows[:, :, size:] @ rows[:, :, size:].swapaxes(1, 2)
    alike += meaning
    alike *= steps[:, :, None]
    alike *= steps[:, None, :]
    foreign = tongue[:, :, None] != tongue[:, None, :]
    if not foreign.any():
        return alike[..., None]
    more = np.sqrt(blend(weights.abroad, points.own[places]) - 1) * steps
    meaning *= more[:, :, None]
    meaning *= more[:, None, :]
    meaning += _named(window, places, real)
    meaning *= foreign
    meaning += alike
    alike *= ~foreign
    return np.stack([meaning, alike], axis=-1)


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
