"""Texts as the numbers of their signs, all of them at once, each with its kind.

To look at one sign or word after the other would cost most of grouping's time.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from briefing.group.unspaced import UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Signs that are part of a word: accents, vowels of Semitic and Indic scripts.
MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0971-\u0dff"
#: Kinds of signs: a letter or a part of one, a digit, what may stand between digits, what a `RUN` consists of, what is
#: of a script that puts no spaces between words. The last of all signs that were seen.
LETTER, DIGIT, POINT, RUN, DENSE, _SEEN = 1, 2, 4, 8, 16, 32
_KINDS = (
    (LETTER, re.compile(rf"[^\W\d_]|[{MARKS}]")),
    (DIGIT, re.compile(r"\d")),
    (POINT, re.compile("[.,]")),
    (RUN, re.compile(rf"[^\W_]|[{MARKS}]")),
    (DENSE, UNSPACED),
)
#: Texts are read together until they have so many letters: numbers of them are near the processor then.
_AT_ONCE = 32_768


class Signs(NamedTuple):
    """The `text` of texts, the first of which has number `begin`, with the `codes` and `kinds` of its signs.

    The i-th text ends before `ends[i]`. A line break stands before the first and at the end of each.
    """

    begin: int
    text: str
    codes: "NDArray[np.uint32]"
    kinds: "NDArray[np.uint8]"
    ends: "NDArray[np.int64]"

    def owners(self, places: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """Tell of which text what stands in `places` is, by its number."""
        return self.ends.searchsorted(places, side="right") + self.begin


def signs(texts: Iterable[str]) -> Iterator[Signs]:
    """Read `texts`, as they are `folded`, some at a time."""
    said: list[str] = []
    begin = letters = 0
    for text in texts:
        said.append(f"{folded(text)}\n")
        letters += len(said[-1])
        if letters >= _AT_ONCE:
            yield _signs(begin, said)
            begin += len(said)
            said, letters = [], 0
    if said:
        yield _signs(begin, said)


def _signs(begin: int, said: Sequence[str]) -> Signs:
    import numpy as np

    ends = np.array(list(accumulate(map(len, said), initial=1))[1:])
    text = f"\n{''.join(said)}"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    kinds = table[codes]
    if not kinds.all():
        for code in set(codes[kinds == 0].tolist()):
            table[code] = _SEEN + sum(kind for kind, pattern in _KINDS if pattern.fullmatch(chr(code)))
        kinds = table[codes]
    return Signs(begin, text, codes, kinds, ends)


def folded(text: str) -> str:
    """Give `text` without case and without other ways to write the same."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _table() -> "NDArray[np.uint8]":
    """For each code point its kinds; nought if it wasn't seen yet."""
    import numpy as np

    return np.zeros(sys.maxunicode + 1, dtype=np.uint8)
