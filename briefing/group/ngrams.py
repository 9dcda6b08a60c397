"""Words and character n-grams in any script, without a word list."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.group.signs import DENSE, MARKS, RUN, Signs, folded, signs
from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RUN = re.compile(rf"[\w{MARKS}]+")
#: How long n-grams are: from the first to the second in scripts without spaces, above the first to the last in others.
_SHORTEST, _LONG, _LONGEST = 2, 3, 5
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

    owners, hashes = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.uint64)]
    for read in signs(texts):
        for owner, run in _of(read):
            owners.append(owner)
            hashes.append(run)
    return np.concatenate(owners), np.concatenate(hashes)


def _of(read: Signs) -> "Iterator[tuple[NDArray[np.int64], NDArray[np.uint64]]]":
    import numpy as np

    # One space before each run and behind the last.
    run = read.kinds & RUN
    kept = run.copy()
    kept[0] = RUN
    kept[1:] |= run[:-1]
    places = np.flatnonzero(kept)
    letter = run[places] != 0
    dense = letter & (read.kinds[places] & DENSE != 0)
    codes = read.codes[places].astype(np.uint64)
    codes[~letter] = _SPACE
    # The space before a text's first run may stand in the one before.
    owner = read.owners(places[1:])
    single = hashes = scatter(codes)
    within = np.ones(len(codes), dtype=bool)
    for n in range(_SHORTEST, min(_LONGEST, len(codes)) + 1):
        size = len(codes) - n + 1
        hashes = scatter(hashes[:size] * np.uint64(3) + single[n - 1 :])
        if n == _SHORTEST:
            wanted = dense[:-1] & dense[1:]
        else:
            within = within[:size] & letter[n - 2 : -1]
            wanted = within if n == _LONG else within & ~dense[1 : 1 + size]
        yield owner[:size][wanted], hashes[wanted] + np.uint64(n)


def scatter(values: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Spread values over 64 bits, equal ones alike."""
    import numpy as np

    mixed = values * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(29)
    return mixed
