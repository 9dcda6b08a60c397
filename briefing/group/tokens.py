"""The words of texts in any script, each as a number, with the numbers of its names beside it.

A word's name is what it shares with its spellings in other scripts (see `names`). Texts use the same words again and
again, so each word is worked out once for all of them.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from briefing.group.names import names_of
from briefing.group.signs import DIGIT, LETTER, POINT, Signs, signs
from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Numbers = tuple[Indices, Hashes]

#: What was worked out of words, by what they are told apart by: news use the same ones again and again.
_known: dict[int, tuple[int, tuple[int, ...]]] = {}
_MOST = 200_000
#: Odd, of 64 bits that look random.
_BASE = 0x9E3779B97F4A7C15


def tokens(texts: Sequence[str]) -> "tuple[Numbers, Numbers]":
    """Give the words of `texts` and the names among them, each as (owner, number) of their occurrences, in order.

    A word of one letter, or in a script without spaces, is no word, but may be a name.
    """
    import numpy as np

    read = signs(texts)
    begins, ends = _bounds(read)
    owner = read.ends.searchsorted(begins, side="right")
    told, uses = np.unique(_told_apart(read, begins, ends), return_inverse=True)
    # Wherever a word stands, it is the same.
    place = np.empty(len(told), dtype=np.int64)
    place[uses] = np.arange(len(uses))
    found = _numbered(told.tolist(), read.text, begins[place], ends[place])
    word = np.array([number for number, _ in found], dtype=np.uint64)[uses]
    names = np.array(list(chain.from_iterable([names for _, names in found])), dtype=np.uint64)
    counts = np.array([len(names) for _, names in found], dtype=np.int64)
    is_word = word != 0
    return (owner[is_word], word[is_word]), _spread(owner, uses, counts, names)


def _bounds(read: Signs) -> "tuple[Indices, Indices]":
    """Tell where words begin, and before which places they end: runs of letters, and numbers with their separators."""
    import numpy as np

    kinds = read.kinds
    part = kinds & (LETTER | DIGIT)
    both = part == LETTER | DIGIT
    if both.any():
        # The digits of some scripts may stand within a word, which begins with a letter.
        before = np.maximum.accumulate(np.where(both, 0, np.arange(len(part))))
        part[both] = np.where(part[before] == LETTER, LETTER, DIGIT)[both]
    points = np.flatnonzero(kinds & POINT)
    part[points[(part[points - 1] == DIGIT) & (kinds[points + 1] & DIGIT != 0)]] = DIGIT
    bounds = np.flatnonzero(part[1:] != part[:-1]) + 1
    begin = part[bounds[:-1]] != 0
    return bounds[:-1][begin], bounds[1:][begin]


def _told_apart(read: Signs, begins: "Indices", ends: "Indices") -> "Hashes":
    """Give each word between `begins` and `ends` a number of 64 bits by which to know it again, in this process."""
    import numpy as np

    lengths = ends - begins
    upto = np.cumsum(lengths)
    nth = np.arange(lengths.sum()) - np.repeat(upto - lengths, lengths)
    powers = np.cumprod(np.full(lengths.max(initial=0), _BASE, dtype=np.uint64))
    codes = read.codes[np.repeat(begins, lengths) + nth]
    return np.add.reduceat(codes * powers[nth], upto - lengths)


def _numbered(
    told: Sequence[int], text: str, begins: "Indices", ends: "Indices"
) -> "list[tuple[int, tuple[int, ...]]]":
    """Give of each word its number and those of its names; each stands in `text`."""
    if len(_known) > _MOST:
        _known.clear()
    new = [i for i, key in enumerate(told) if key not in _known]
    words = [text[begin:end] for begin, end in zip(begins[new].tolist(), ends[new].tolist(), strict=True)]
    for i, word, names in zip(new, words, names_of(words), strict=True):
        _known[told[i]] = _word(word), tuple(map(hashed, names))
    return [_known[key] for key in told]


def _spread(owner: "Indices", uses: "Indices", counts: "Indices", names: "Hashes") -> "Numbers":
    """Give the names of every occurrence of a word; word w has the next `counts[w]` of `names`."""
    import numpy as np

    ends = np.cumsum(counts)[uses]
    many = counts[uses]
    before = np.cumsum(many) - many
    places = np.arange(many.sum()) + np.repeat(ends - many - before, many)
    return np.repeat(owner, many), names[places]


def _word(token: str) -> int:
    return hashed(token) if len(token) > 1 and not UNSPACED.search(token) else 0


def hashed(feature: str) -> int:
    """Give a number of 64 bits, the same for the same letters."""
    data = feature.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | adler32(data)
