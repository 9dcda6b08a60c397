"""The words of texts in any script, each as a number, with the numbers of its names beside it.

A word's name is what it shares with its spellings in other scripts (see `names`). Texts use the same words again and
again, so each word is worked out once for all of them.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from briefing.group.names import names_of
from briefing.group.ngrams import MARKS
from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = tuple[NDArray[np.int64], NDArray[np.uint64]]

#: Numbers with their separators, and runs of letters.
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W\d_]+|[{MARKS}]+)+")


def tokens(texts: Sequence[str]) -> "tuple[Numbers, Numbers]":
    """Give the words of `texts` and the names among them, each as (owner, number) of their occurrences, in order.

    A word of one letter, or in a script without spaces, is no word, but may be a name.
    """
    import numpy as np

    told = [_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()) for text in texts]
    lengths = [len(one) for one in told]
    places: defaultdict[str, int] = defaultdict(count().__next__)
    uses = np.fromiter(map(places.__getitem__, chain.from_iterable(told)), dtype=np.int32, count=sum(lengths))
    owner = np.repeat(np.arange(len(told)), lengths)
    words, keys = zip(*_numbered(list(places)), strict=True) if places else ((), ())
    word = np.array(words, dtype=np.uint64)[uses]
    names = np.fromiter(chain.from_iterable(keys), dtype=np.uint64)
    counts = np.fromiter(map(len, keys), dtype=np.int64, count=len(places))
    return (owner[word != 0], word[word != 0]), _spread(owner, uses, counts, names)


#: What was worked out of words: news use the same ones again and again.
_known: dict[str, tuple[int, tuple[int, ...]]] = {}
_MOST = 200_000


def _numbered(words: Sequence[str]) -> "list[tuple[int, tuple[int, ...]]]":
    """Give of each word its number and those of its names."""
    if len(_known) > _MOST:
        _known.clear()
    new = [word for word in words if word not in _known]
    for word, names in zip(new, names_of(new), strict=True):
        _known[word] = _word(word), tuple(map(hashed, names))
    return [_known[word] for word in words]


def _spread(
    owner: "NDArray[np.int64]", uses: "NDArray[np.int32]", counts: "NDArray[np.int64]", names: "NDArray[np.uint64]"
) -> "Numbers":
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
