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

#: What is known of a story. Summed over its articles: how many, all their pairs' likeness and that of pairs of one
#: language, how many these are, how many have a date, and their days; what holds for each. Worked out: what its mean
#: likeness is divided by, and how alike its articles of one language are among themselves. Then, summed again, how many
#: are of each language, and how far that is known.
_SIZE, _INSIDE, _INSIDE_HERE, _HERE, _DATED, _DAYS = range(6)
_BAR, _ACROSS, _UNTRUSTED, _COHESION, _AGE, _SPREAD = range(6, 12)
_HELD = slice(_BAR, _SPREAD + 1)
_BREADTH, _WITHIN, _TOLD = 12, 13, 14
_COLUMNS = 4096


class Clusters:
    """p parts of m stories, at first of one article each; `join` makes one the story of both.

    Stories are numbered through all parts. Takes room for p * m * m pairs.
    """

    def __init__(self, window: Window, places: "Indices", weights: Weights) -> None:
        """Begin with the articles at `places` (p, m) of `window`, each part's at its begin and then -1."""
        import numpy as np

        points, real, m = window.points, places >= 0, places.shape[1]
        places = np.where(real, places, places[:, :1])
        self._weights = weights
        #: Summed over the pairs of articles of two stories: how alike all are, and last those of one language.
        self._alike = _alike(window, places, real, weights).reshape(places.size, m, -1)
        places = places.ravel()
        own, tongue, days = points.own[places], points.tongue[places], points.days[places]
        tongues = np.unique(tongue)
        self._told = slice(_TOLD, _TOLD + len(tongues))
        self._trust = slice(_TOLD + len(tongues), _TOLD + 2 * len(tongues))
        self._known: Floats = np.zeros((len(places), self._trust.stop))
        self._known[:, [_SIZE, _INSIDE, _INSIDE_HERE, _HERE, _BREADTH]] = 1.0
        self._known[:, _DATED] = dated = ~np.isnan(days)
        self._known[:, _DAYS] = np.where(dated, days, 0.0)
        self._known[:, _BAR] = window.bars[places]
        pairs = (weights.across, weights.untrusted, weights.cohesion, weights.age, weights.spread)
        self._known[:, _ACROSS : _SPREAD + 1] = np.stack([blend(pair, own) for pair in pairs], axis=1)
        self._known[:, self._told] = told = tongue[:, None] == tongues
        trust = points.trust[places]
        self._known[:, self._trust] = told * trust[:, None]
        self._doubted = bool((trust < 1).any())

    def scores(self, ones: "Indices", others: "Indices", columns: "Indices") -> "Floats":
        """Score each of the stories `ones` with that of `others`, in these `columns` of its part, in the same place.

        Above zero they are one.
        """
        import numpy as np

        mine, theirs = self._known[ones].T, self._known[others].T
        alike = self._alike[ones, columns].astype(np.float64).T
        size, other = mine[_SIZE], theirs[_SIZE]
        bar, across, untrusted, cohesion, age, _ = (mine[_HELD] / size + theirs[_HELD] / other) / 2
        pairs = pairs_here = size * other
        score: Floats = alike[0] / (mine[_BREADTH] * theirs[_BREADTH]) - bar
        if len(alike) > 1:
            pairs_here = (mine[self._told] * theirs[self._told]).sum(axis=0)
            apart = pairs - pairs_here
            added = across * apart
            if self._doubted:
                trust, others_trust = mine[self._trust], theirs[self._trust]
                trusted = trust.sum(axis=0) * others_trust.sum(axis=0) - (trust * others_trust).sum(axis=0)
                added += untrusted * (apart - trusted)
            score += added / pairs
        loose = np.minimum(mine[_WITHIN], theirs[_WITHIN])
        score -= cohesion * np.maximum(loose * pairs_here - alike[-1], 0.0) / pairs
        # A story without a date is a contemporary of all.
        day, days = (known[_DAYS] / np.maximum(known[_DATED], 1.0) for known in (mine, theirs))
        gap = np.abs(days - day) * ((mine[_DATED] > 0) & (theirs[_DATED] > 0))
        score -= lost(gap, age, self._weights)
        return score

    def join(self, parts: "Indices", rows: "Indices", gone: "Indices") -> None:
        """In each of `parts`, no two alike, add the story in row `gone` to that in `rows`."""
        import numpy as np

        m = self._alike.shape[1]
        ones, others = parts * m + rows, parts * m + gone
        mine, theirs = self._known[ones], self._known[others]
        pairs_here = (mine[:, self._told] * theirs[:, self._told]).sum(axis=1)
        mine += theirs
        mine[:, _INSIDE : _INSIDE_HERE + 1] += 2 * self._alike[ones, gone]
        mine[:, _HERE] += 2 * pairs_here
        both = self._alike[ones] + self._alike[others]
        self._alike[ones] = self._alike.reshape(-1, m, *both.shape[1:])[parts, :, rows] = both
        size, inside, inside_here, here = mine[:, _SIZE : _HERE + 1].T
        # The size of a story, or for a cosine the length of its sum, or between.
        spread = mine[:, _SPREAD] / size
        mine[:, _BREADTH] = size ** (1 - spread) * np.maximum(inside, 1e-6) ** (spread / 2)
        # Nought where there are no two of one language.
        mine[:, _WITHIN] = np.where(here > size, (inside_here - size) / np.maximum(here - size, 1.0), 0.0)
        self._known[ones] = mine

    def keep(self, parts: "Indices", rows: "Indices") -> None:
        """Keep only these `parts`, and of each only its `rows` (len(parts), fewer)."""
        self._known = self._known[(parts[:, None] * self._alike.shape[1] + rows).ravel()]
        self._alike = squares(self._alike, parts, rows)


def squares(matrices: "NDArray[Any]", parts: "Indices", rows: "Indices") -> "NDArray[Any]":
    """Of matrices (p * m, m, ...) give those of `parts`, each with its `rows` and columns only."""
    import numpy as np

    some = zip((parts * matrices.shape[1]).tolist(), rows, strict=True)
    return np.concatenate([matrices.take(begin + mine, axis=0).take(mine, axis=1) for begin, mine in some])


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
