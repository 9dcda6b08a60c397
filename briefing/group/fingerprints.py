"""What is left of a text to recognise its copies by: a sixteenth of its overlapping runs of letters, as hashes.

The sample is the same wherever a run occurs, so two samples estimate how much two texts share (FracMinHash,
Irber et al. 2022). Runs are 32 letters, some five words, so that forms filled with other names and numbers don't match;
8 where words aren't spaced.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.group.ngrams import letters, scatter, unspaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHARS = 6000
_BATCH = 32
#: A power of two.
_SAMPLE = 16
#: How long a run is: in spaced scripts, and in others.
_SIZES = (32, 8)


def fingerprints(texts: Sequence[str]) -> "Iterator[NDArray[np.uint64]]":
    """Give for each text the sampled hashes of the letters it begins with, none twice."""
    for start in range(0, len(texts), _BATCH):
        yield from _batch(texts[start : start + _BATCH])


def _batch(texts: Sequence[str]) -> "Iterator[NDArray[np.uint64]]":
    import numpy as np

    read, lengths = letters([text[:_CHARS] for text in texts])
    codes = read.astype(np.uint64)
    dense = np.concatenate([[0], np.cumsum(unspaced(codes))])
    run = scatter(codes)
    hashes = {}
    for doubled in range(1, 6):
        half = 1 << (doubled - 1)
        run = scatter(run[: len(run) - half] * np.uint64(3) + run[half:]) if len(run) > half else run[:0]
        hashes[2 * half] = run
    sampled = {size: found & np.uint64(_SAMPLE - 1) == 0 for size, found in hashes.items() if size in _SIZES}
    end = 0
    for length in lengths.tolist():
        start, end = end, end + length
        size = _SIZES[int((dense[end] - dense[start]) * 3 > length)]
        here = slice(start, max(start, end - size + 1))
        yield np.unique(hashes[size][here][sampled[size][here]])
