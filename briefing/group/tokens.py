"""The words of texts in any script, each as a number, with the numbers of its names beside it.

A word's name is what it shares with its spellings in other scripts (see `names`). Texts use the same words again and
again, so each word is worked out once for all of them (see `lexicon`).
"""

from collections.abc import Sequence
from functools import lru_cache
from secrets import randbits
from typing import TYPE_CHECKING

from briefing.group.lexicon import lexicon
from briefing.group.signs import DIGIT, LETTER, POINT, Signs, signs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Numbers = tuple[Indices, Hashes]

#: Odd, of 64 bits, and what makes one of it modulo 2 ** 64. It is another in each process, so that nobody can tell
#: beforehand which words would be taken for each other.
_BASE = randbits(64) | 1
_INVERSE = pow(_BASE, -1, 1 << 64)


def tokens(texts: Sequence[str]) -> "tuple[Numbers, Numbers]":
    """Give the words of `texts` and the names among them, each as (owner, number) of their occurrences, in order.

    A word of one letter, or in a script without spaces, is no word, but may be a name.
    """
    import numpy as np

    known = lexicon()
    owners, places = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for read in signs(texts):
        begins, ends, told = _words(read)
        owners.append(read.owners(begins))
        places.append(known.places(told, read.text, begins, ends))
    owner, place = np.concatenate(owners), np.concatenate(places)
    word = known.words(place)
    is_word = word != 0
    many, names = known.names(place)
    return (owner[is_word], word[is_word]), (np.repeat(owner, many), names)


def _words(read: Signs) -> "tuple[Indices, Indices, Hashes]":
    """Tell where words begin, and before which places they end: runs of letters, and numbers with their separators.

    Gives besides a number of 64 bits of each, by which it is known again.
    """
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
    powers, inverse = _powers(len(part).bit_length())
    told = np.add.reduceat(read.codes * powers[: len(part)], bounds) * inverse[bounds - 1]
    words = np.flatnonzero(part[bounds])
    return bounds[words], bounds[words + 1], told[words]


@lru_cache(maxsize=4)
def _powers(bits: int) -> "tuple[Hashes, Hashes]":
    """Give the powers of `_BASE` and of its inverse, for so many bits of exponents."""
    import numpy as np

    one, other = (np.full(1 << bits, number, dtype=np.uint64).cumprod() for number in (_BASE, _INVERSE))
    return one, other
