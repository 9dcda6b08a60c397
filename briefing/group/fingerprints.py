"""What is left of a text to recognise its copies by: a sixteenth of its overlapping runs of letters, as hashes.

The sample is the same wherever a run occurs, so two samples estimate how much two texts share (FracMinHash,
Irber et al. 2022). Runs are 32 letters, some five words, so that forms filled with other names and numbers don't match;
8 where words aren't spaced.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.group.ngrams import scatter
from briefing.group.signs import DENSE, RUN, signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHARS = 6000
#: Texts are read together until they have so many letters.
_AT_ONCE = 32_768
#: A power of two.
_SAMPLE = 16
#: How long a run is, as powers of two: in spaced scripts, and in others.
_SPACED, _DENSE = 5, 3


def fingerprints(texts: Iterable[str]) -> "Iterator[NDArray[np.uint64]]":
    """Give for each text the sampled hashes of the letters it begins with, none twice."""
    some: list[str] = []
    letters = 0
    for text in texts:
        some.append(text[:_CHARS])
        letters += len(some[-1])
        if letters >= _AT_ONCE:
            yield from _of(some)
            some, letters = [], 0
    if some:
        yield from _of(some)


def _of(texts: Sequence[str]) -> "Iterator[NDArray[np.uint64]]":
    import numpy as np

    read = signs(texts)
    places = np.flatnonzero(read.kinds & RUN)
    ends = places.searchsorted(read.ends)
    counted = np.append(0, np.cumsum(read.kinds[places] & DENSE != 0))[np.append(0, ends)]
    doublings = np.where(np.diff(counted) * 3 > np.diff(ends, prepend=0), _DENSE, _SPACED)
    run = scatter(read.codes[places].astype(np.uint64))
    owners, hashes = [ends[:0]], [run[:0]]
    for doubled in range(1, _SPACED + 1):
        half = 1 << (doubled - 1)
        run = scatter(run[: max(len(run) - half, 0)] * np.uint64(3) + run[half:])
        if (doublings == doubled).any():
            at = np.flatnonzero(run & np.uint64(_SAMPLE - 1) == 0)
            owner = ends.searchsorted(at, side="right")
            at = at[(doublings[owner] == doubled) & (at + 2 * half <= ends[owner])]
            owners.append(ends.searchsorted(at, side="right"))
            hashes.append(run[at])
    yield from _distinct(np.concatenate(owners), np.concatenate(hashes), len(texts))


def _distinct(owners: "NDArray[np.int64]", hashes: "NDArray[np.uint64]", count: int) -> "Iterator[NDArray[np.uint64]]":
    """Give for each of so many owners its hashes, in order."""
    import numpy as np

    order = np.lexsort((hashes, owners))
    owners, hashes = owners[order], hashes[order]
    first = np.append(True, (owners[1:] != owners[:-1]) | (hashes[1:] != hashes[:-1]))[: len(order)]
    owners, hashes = owners[first], hashes[first]
    end = 0
    for many in np.bincount(owners, minlength=count).tolist():
        start, end = end, end + many
        yield hashes[start:end]
