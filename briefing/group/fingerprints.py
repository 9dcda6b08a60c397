"""What is left of a text to recognise its copies by: a sixteenth of its overlapping runs of letters, as hashes.

The sample is the same wherever a run occurs, so two samples estimate how much two texts share (FracMinHash,
Irber et al. 2022). Runs are 32 letters, some five words, so that forms filled with other names and numbers don't match;
8 where words aren't spaced.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from briefing.group.distinct import edges
from briefing.group.ngrams import scatter
from briefing.group.signs import DENSE, RUN, Signs, signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHARS = 6000
#: A power of two.
_SAMPLE = 16
#: How long a run is, as powers of two: in spaced scripts, and in others.
_SPACED, _DENSE = 5, 3


def fingerprints(texts: Iterable[str]) -> "Iterator[NDArray[np.uint64]]":
    """Give for each text the sampled hashes of the letters it begins with, none twice."""
    for read in signs(text[:_CHARS] for text in texts):
        yield from _of(read)


def _of(read: Signs) -> "Iterator[NDArray[np.uint64]]":
    import numpy as np

    places = np.flatnonzero(read.kinds & RUN)
    ends = places.searchsorted(read.ends)
    doublings = _doublings(read.kinds[places] & DENSE != 0, ends)
    run = scatter(read.codes[places].astype(np.uint64))
    owners, hashes = [ends[:0]], [run[:0]]
    for doubled in range(1, _SPACED + 1):
        half = 1 << (doubled - 1)
        run = scatter(run[: max(len(run) - half, 0)] * np.uint64(3) + run[half:])
        if (doublings == doubled).any():
            at = np.flatnonzero(run & np.uint64(_SAMPLE - 1) == 0)
            owner = ends.searchsorted(at, side="right")
            kept = (doublings[owner] == doubled) & (at + 2 * half <= ends[owner])
            owners.append(owner[kept])
            hashes.append(run[at[kept]])
    yield from _distinct(np.concatenate(owners), np.concatenate(hashes), len(ends))


def _doublings(dense: "NDArray[np.bool_]", ends: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Tell how long runs are in each text, as a power of two; it has the signs up to its end."""
    import numpy as np

    found = np.full(len(ends), _SPACED)
    if dense.any():
        upto = np.append(0, np.cumsum(dense))
        begins = np.append(0, ends[:-1])
        found[(upto[ends] - upto[begins]) * 3 > ends - begins] = _DENSE
    return found


def _distinct(owners: "NDArray[np.int64]", hashes: "NDArray[np.uint64]", count: int) -> "Iterator[NDArray[np.uint64]]":
    """Give for each of so many owners its hashes, in order."""
    import numpy as np

    order = np.lexsort((hashes, owners))
    owners, hashes = owners[order], hashes[order]
    first = edges(hashes)[:-1] | edges(owners)[:-1]
    owners, hashes = owners[first], hashes[first]
    end = 0
    for many in np.bincount(owners, minlength=count).tolist():
        start, end = end, end + many
        yield hashes[start:end]
