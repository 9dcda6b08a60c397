"""What a text shares with one in another script: names and numbers, reduced to Latin consonants.

Keys are candidates for the same name, no more: many words share one, and only a rare one tells.
"""

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_lowercase

from briefing.language import FALLBACK, table

_TOKEN = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
#: Soft signs and the like; not the English genitive.
_SIGN = re.compile(r"['`](?!s\b)")
_EDGE = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")


def names(text: str) -> list[str]:
    """List the keys of the words and numbers of `text`, in order; a word whose key would be very short has none."""
    return _keys(_reduced(text))


def names_of(words: Sequence[str]) -> list[list[str]]:
    """List the keys of each of many `words`, none of which holds a line break: at once, which costs least."""
    return [_keys(line) for line in _reduced("\n".join(words)).split("\n")][: len(words)]


def _keys(reduced: str) -> list[str]:
    shortest, _, _ = _known()
    return [
        token if token.isalpha() else token.replace(",", "").replace(".", "")
        for token in _TOKEN.findall(reduced)
        if len(token) >= shortest or not token.isalpha()
    ]


def _reduced(text: str) -> str:
    """Transliterate a whole text and leave out what spellings differ in; all that isn't a letter stays in place."""
    from anyascii import anyascii

    _, sounds, letters = _known()
    plain = _SIGN.sub("", anyascii(text)).lower()
    for sound, letter in sounds:
        plain = plain.replace(sound, letter)
    # What is left out must not bring the numbers on both sides of it together.
    plain = _EDGE.sub(" ", plain)
    plain = plain.translate(letters)
    for letter in ascii_lowercase:
        while letter * 2 in plain:
            plain = plain.replace(letter * 2, letter)
    return plain


@cache
def _known() -> tuple[int, tuple[tuple[str, str], ...], dict[int, str]]:
    known = table(FALLBACK, "grouping")
    return (
        known["shortest"],
        tuple((sound, letter) for sound, letter in known["sounds"]),
        str.maketrans(known["letters"]),
    )
