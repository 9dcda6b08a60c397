"""What a text shares with one in another script: names and numbers, reduced to Latin consonants.

Keys are candidates for the same name, no more: many words share one, and only a rare one tells.
"""

import re
from functools import lru_cache

from briefing.language import FALLBACK, table

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*")
#: Soft signs and the like; not the English genitive.
_SIGN = re.compile(r"['`](?!s\b)")
_TWICE = re.compile(r"(.)\1+")


def names(text: str) -> list[str]:
    """List the keys of the words and numbers of `text`, in order; a word whose key would be very short has none."""
    from anyascii import anyascii

    shortest = table(FALLBACK, "grouping")["shortest"]
    keys = (_key(token.lower()) for token in _TOKEN.findall(_SIGN.sub("", anyascii(text))))
    return [key for key in keys if key[:1].isdigit() or len(key) >= shortest]


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    if token[0].isdigit():
        return token.replace(",", "").replace(".", "")
    known = table(FALLBACK, "grouping")
    for sound, letter in known["sounds"]:
        token = token.replace(sound, letter)
    return _TWICE.sub(r"\1", token.translate(str.maketrans(known["letters"])))
