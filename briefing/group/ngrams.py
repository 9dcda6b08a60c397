"""Words and character n-grams in any script, without a word list.

n-grams are made of all texts at once, as arrays of code points: one text at a time would cost most of grouping's time.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefing.group.unspaced import RANGES, UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Signs that are part of a word: accents, vowels of Semitic and Indic scripts.
MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0971-\u0dff"
_RUN = re.compile(rf"[\w{MARKS}]+")

_LONGEST = 5
_IN, _OUT = 1, 2


def words(text: str) -> list[str]:
    """List the words of two letters and more, in order, without case; none in scripts that don't space them."""
    return [word for word in _plain(text).split() if len(word) > 1 and not UNSPACED.search(word)]


def ngrams(texts: Sequence[str]) -> "tuple[NDArray[np.int64], NDArray[np.uint64]]":
    """Give (owner, hash) of every n-gram within a word and its edges: n is 3 to 5, 2 to 3 in unspaced scripts."""
    import numpy as np

    plain = [f" {_plain(text)} " for text in texts]
    codes = np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(plain)), [len(text) for text in plain])
    space, dense = codes == ord(" "), unspaced(codes)
    single = scatter(codes)
    run = single
    crosses = np.zeros(len(codes), dtype=bool)
    owners, hashes = [owner[:0]], [single[:0]]
    for n in range(2, _LONGEST + 1):
        size = max(len(codes) - n + 1, 0)
        last = slice(n - 1, n - 1 + size)
        run = scatter(run[:size] * np.uint64(3) + single[last])
        crosses = crosses[:size] | (space[n - 2 : n - 2 + size] if n - 1 > 1 else False)
        unbroken = dense[1 : 1 + size]
        wanted = (dense[:size] & unbroken, np.True_, ~unbroken, ~unbroken)[n - 2]
        keep = wanted & ~crosses & (owner[:size] == owner[last])
        owners.append(owner[:size][keep])
        hashes.append(run[keep] + np.uint64(n))
    return np.concatenate(owners), np.concatenate(hashes)


def scatter(values: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """Spread values over 64 bits, equal ones alike."""
    import numpy as np

    mixed = values * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(29))


def unspaced(codes: "NDArray[np.uint64]") -> "NDArray[np.bool_]":
    """Tell which code points belong to scripts that don't put spaces between words."""
    import numpy as np

    found = np.zeros(len(codes), dtype=bool)
    if not len(codes) or codes.max() < RANGES[0][0]:
        return found
    for low, high in RANGES:
        found |= (codes >= low) & (codes <= high)
    return found


def _plain(text: str) -> str:
    return " ".join(runs(text))


def letters(texts: Sequence[str]) -> "tuple[NDArray[np.uint32], NDArray[np.int64]]":
    """Give the code points of the `runs` of all texts, one after the other, and how many each has."""
    import numpy as np

    plain = [_same(text) for text in texts]
    codes = np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()
    for code in np.unique(codes[kinds[codes] == 0]).tolist():
        kinds[code] = _IN if _RUN.fullmatch(chr(code)) else _OUT
    kept = kinds[codes] == _IN
    ends = np.cumsum([len(text) for text in plain])
    before = np.append(0, np.cumsum(kept))
    return codes[kept], np.diff(before[ends], prepend=0)


def runs(text: str) -> list[str]:
    """List the runs of letters, digits and signs of words in `text`, in order, without case."""
    return _RUN.findall(_same(text))


@cache
def _kinds() -> "NDArray[np.uint8]":
    """For each code point whether it may be in a run; nought if it wasn't seen yet."""
    import numpy as np

    return np.zeros(sys.maxunicode + 1, dtype=np.uint8)


def _same(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
