"""Words and character n-grams in any script, without a word list."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.group.signs import DENSE, MARKS, RUN, folded, signs
from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RUN = re.compile(rf"[\w{MARKS}]+")
_LONGEST = 5
_SPACE = ord(" ")


def words(text: str) -> list[str]:
    """List the words of two letters and more, in order, without case; none in scripts that don't space them."""
    return [word for word in runs(text) if len(word) > 1 and not UNSPACED.search(word)]


def runs(text: str) -> list[str]:
    """List the runs of letters, digits and signs of words in `text`, in order, without case."""
    return _RUN.findall(folded(text).replace("_", " "))


def ngrams(texts: Sequence[str]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    """Give (owner, hash) of every n-gram within a word and its edges: n is 3 to 5, 2 to 3 in unspaced scripts."""
    import numpy as np

    read = signs(texts)
    run = read.kinds & RUN != 0
    # One space before each run and behind the last.
    kept = run.copy()
    kept[0] = True
    kept[1:] |= run[:-1]
    places = np.flatnonzero(kept)
    space = ~run[places]
    codes = read.codes[places].astype(np.uint64)
    codes[space] = _SPACE
    dense = (read.kinds[places] & DENSE != 0) & ~space
    owner = read.ends.searchsorted(places, side="right")
    single = scatter(codes)
    run = single
    crosses = np.zeros(len(codes), dtype=bool)
    owners, hashes = [owner[:0]], [single[:0]]
    for n in range(2, _LONGEST + 1):
        size = max(len(codes) - n + 1, 0)
        run = scatter(run[:size] * np.uint64(3) + single[n - 1 : n - 1 + size])
        crosses = crosses[:size] | (space[n - 2 : n - 2 + size] if n - 1 > 1 else False)
        unbroken = dense[1 : 1 + size]
        wanted = (dense[:size] & unbroken, np.True_, ~unbroken, ~unbroken)[n - 2]
        keep = wanted & ~crosses
        # The space before a text's first run may stand in the one before.
        owners.append(owner[1 : 1 + size][keep])
        hashes.append(run[keep] + np.uint64(n))
    return np.concatenate(owners), np.concatenate(hashes)


def scatter(values: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Spread values over 64 bits, equal ones alike."""
    import numpy as np

    mixed = values * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(29)
    return mixed
