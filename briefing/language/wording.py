"""The words of a text as a set, and whether two texts have the same: what every comparison of sentences starts from.

In scripts written without spaces, pairs of characters stand for words. Never looks at meaning.
"""

import re
from functools import lru_cache

#: Two sentences have the same wording when this part of the longer one's words is shared.
SAME = 0.7
#: One holds the other's wording when it has this part of its words, of which there are so many.
HELD, FEWEST = 0.85, 8

_WORDS = re.compile(
    r"(?=([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2}))|([^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+)"
)


@lru_cache(maxsize=1 << 15)
def wording(sentence: str) -> frozenset[str]:
    """The set of words of a sentence, without case."""
    return words_of(sentence)


def words_of(text: str) -> frozenset[str]:
    """The set of words of a text of any length, without case."""
    return frozenset(pair or word for pair, word in _WORDS.findall(text.casefold()))


def same_wording(one: str, other: str) -> bool:
    """Whether two sentences have the same words, but for a few."""
    a, b = wording(one), wording(other)
    return len(a & b) >= SAME * max(len(a), len(b), 1)


def holds_wording(one: str, other: str) -> bool:
    """Whether the shorter of two sentences has hardly a word that the longer has not."""
    short, long = sorted((wording(one), wording(other)), key=len)
    return len(short) >= FEWEST and len(short & long) >= HELD * len(short)
