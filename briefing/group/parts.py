"""Places that chains of pairs connect: what can't be of one story needn't be compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Scores = NDArray[np.float32]
    #: Places in order, and the numbers of the pairs among them.
    Part = tuple[Indices, Indices]


def connected(count: int, ends: "Indices") -> "Indices":
    """Give for each of `count` nodes the first with which pairs, whose ends these are, connect it."""
    import numpy as np

    first = np.arange(count)
    while True:
        one, other = first[ends].T
        if (one == other).all():
            return first
        np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))
        while (first[first] != first).any():
            first = first[first]


def split(first: "Indices", places: "Indices", pairs: "Indices", ends: "Indices") -> "Iterator[Part]":
    """Give the `places` that have the same `first` with their `pairs`, but none that is alone.

    `first` is by place, `ends` by pair.
    """
    import numpy as np

    places = places[np.argsort(first[places], kind="stable")]
    pairs = pairs[np.argsort(first[ends[pairs, 0]], kind="stable")]
    firsts, begins, lengths = np.unique(first[places], return_index=True, return_counts=True)
    low, high = (np.searchsorted(first[ends[pairs, 0]], firsts, side) for side in ("left", "right"))
    many = lengths > 1
    for begin, length, start, end in zip(
        *(column[many].tolist() for column in (begins, lengths, low, high)), strict=True
    ):
        yield places[begin : begin + length], pairs[start:end]


def bounded(part: "Part", ends: "Indices", scores: "Scores", *, most: int, step: float) -> "Iterator[Part]":
    """Give a part; of one of more than `most` places the parts by pairs that score a `step` more, and so on."""
    import numpy as np

    ahead = [(*part, 0.0)]
    while ahead:
        places, pairs, worth = ahead.pop()
        if len(places) <= most:
            yield places, pairs
            continue
        pairs = pairs[scores[pairs] > worth + step]
        nodes = np.searchsorted(places, ends[pairs])
        found = split(connected(len(places), nodes), np.arange(len(places)), np.arange(len(pairs)), nodes)
        ahead += ((places[mine], pairs[among], worth + step) for mine, among in found)
