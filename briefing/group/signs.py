"""Texts as the numbers of their signs, all of them at once, each with its kind.

To look at one sign or word after the other would cost most of grouping's time.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
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


class Signs(NamedTuple):
    """A `text` of all texts, with the `codes` and `kinds` of its signs; the part of text i ends before `ends[i]`.

    A line break stands before the first and at the end of each.
    """

    text: str
    codes: "NDArray[np.uint32]"
    kinds: "NDArray[np.uint8]"
    ends: "NDArray[np.int64]"


def signs(texts: Sequence[str]) -> Signs:
    """Read `texts`, as they are `folded`."""
    import numpy as np

    said = [f"{folded(text)}\n" for text in texts]
    ends = np.cumsum([len(one) for one in said]) + 1
    text = f"\n{''.join(said)}"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    kinds = table[codes]
    if not kinds.all():
        for code in set(codes[kinds == 0].tolist()):
            table[code] = _SEEN + sum(kind for kind, pattern in _KINDS if pattern.fullmatch(chr(code)))
        kinds = table[codes]
    return Signs(text, codes, kinds, ends)


def folded(text: str) -> str:
    """Give `text` without case and without other ways to write the same."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _table() -> "NDArray[np.uint8]":
    """For each code point its kinds; nought if it wasn't seen yet."""
    import numpy as np

    return np.zeros(sys.maxunicode + 1, dtype=np.uint8)
