"""Words with their numbers and those of their names, each worked out once: news use the same words again and again.

Only saves work: what a word is doesn't hang on what else is known.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, count
from threading import Lock
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from briefing.group.columns import grown
from briefing.group.names import names_of
from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_MOST = 200_000
_BITS = 18


class Lexicon:
    """Words by their places in it, of which those that were known before keep theirs."""

    def __init__(self) -> None:
        import numpy as np

        self._lock = Lock()
        self._places: dict[int, int] = {}
        #: The place of a word of which the key begins with these bits.
        self._likely = np.zeros(1 << _BITS, dtype=np.int64)
        #: Of each word its key, its number, where its names begin in the last column, and how many they are. In the
        #: first place is none.
        self._keys = self._words = np.zeros(1, dtype=np.uint64)
        self._first = self._many = np.zeros(1, dtype=np.int64)
        self._names = np.zeros(0, dtype=np.uint64)
        self._named = 0

    def __len__(self) -> int:
        return len(self._places)

    def places(self, keys: "Hashes", text: str, begins: "Indices", ends: "Indices") -> "Indices":
        """Give the place of each word, of which the key is the same where the word is, and but for chance only there.

        They stand in `text`, from `begins` to before `ends`.
        """
        import numpy as np

        likely = (keys >> np.uint64(64 - _BITS)).astype(np.int64)
        found: Indices = self._likely[likely]
        left = np.flatnonzero(self._keys[found] != keys)
        if len(left):
            found[left] = self._sought(keys[left].tolist(), text, begins[left], ends[left])
            self._likely[likely[left]] = found[left]
        return found

    def _sought(self, keys: Sequence[int], text: str, begins: "Indices", ends: "Indices") -> list[int]:
        with self._lock:
            new = {key: i for i, key in enumerate(keys) if key not in self._places}
            where = list(new.values())
            spans = zip(begins[where].tolist(), ends[where].tolist(), strict=True)
            self._learn(list(new), [text[begin:end] for begin, end in spans])
        return [self._places[key] for key in keys]

    def words(self, places: "Indices") -> "Hashes":
        """Give the number of each word: nought for one of one letter, or in a script without spaces."""
        return self._words[places]

    def names(self, places: "Indices") -> "tuple[Indices, Hashes]":
        """Tell how many names each word has, and give the numbers of these, one after the other."""
        import numpy as np

        many = self._many[places]
        begins = self._first[places] - many.cumsum() + many
        return many, self._names[np.arange(many.sum()) + np.repeat(begins, many)]

    def _learn(self, keys: Sequence[int], words: Sequence[str]) -> None:
        import numpy as np

        if not keys:
            return
        names = [list(map(hashed, found)) for found in names_of(words)]
        many = np.array(list(map(len, names)))
        begin, upto = len(self) + 1, self._named + many.cumsum()
        self._keys = grown(self._keys, begin, np.array(keys, dtype=np.uint64))
        self._words = grown(self._words, begin, np.array([_number(word) for word in words], dtype=np.uint64))
        self._first = grown(self._first, begin, upto - many)
        self._many = grown(self._many, begin, many)
        self._names = grown(self._names, self._named, np.array(list(chain.from_iterable(names)), dtype=np.uint64))
        self._named = int(upto[-1])
        self._places.update(zip(keys, count(begin)))


def lexicon() -> Lexicon:
    """Give the one of this process; a new one when it holds too many words."""
    if len(_lexicon()) > _MOST:
        _lexicon.cache_clear()
    return _lexicon()


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon()


def _number(word: str) -> int:
    return hashed(word) if len(word) > 1 and not UNSPACED.search(word) else 0


def hashed(feature: str) -> int:
    """Give a number of 64 bits, the same for the same letters."""
    data = feature.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | adler32(data)
