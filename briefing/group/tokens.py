"""The words of a text in any script, each as a number, with the number of its name beside it.

A word's name is what it shares with its spellings in other scripts (see `names`). A process meets the same words again
and again, so what was worked out for one is remembered.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from zlib import adler32, crc32

from briefing.group.names import names
from briefing.group.ngrams import MARKS, UNSPACED

#: Numbers with their separators, and runs of letters.
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|(?:[^\W\d_]|[{MARKS}])+")
_REMEMBERED = 1 << 18


def tokens(text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give each word of `text` as the number of its letters (0 if it has too few to tell) and those of its names."""
    return map(_numbers, _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=_REMEMBERED)
def _numbers(token: str) -> tuple[int, tuple[int, ...]]:
    telling = len(token) > 1 and not UNSPACED.search(token)
    return _number(token) if telling else 0, tuple(map(_number, names(token)))


def _number(feature: str) -> int:
    data = feature.encode("utf-8", "surrogatepass")
    return crc32(data) << 32 | adler32(data)
