"""Lists of words in a language's file as one pattern: `toll` whole, `kill*` with any ending, `death toll` in a row.

A table says with `prefixes` what its language writes onto the front of a word ("and", "the"), and with `whole_words =
false` that it sets no spaces between words. Never decides what a word means.
"""

import re
from collections.abc import Iterable

#: Letters after which vowel marks or a stretching mark may be written, or not.
_POINTED = re.compile("[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3]")
_POINTS = "\u0591-\u05c7\u0640\u064b-\u0652\u0670"


def pattern(entries: Iterable[str], *, prefixes: Iterable[str] = (), whole_words: bool = True) -> re.Pattern[str]:
    """A pattern that finds any of `entries`, the longest first, whatever their case; one of none finds nothing."""
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    if not longest_first:
        return re.compile(r"(?!)")
    if not whole_words:
        return re.compile("|".join(map(re.escape, longest_first)))
    before = "|".join(map(_word, sorted(prefixes, key=lambda prefix: (-len(prefix), prefix))))
    words = "|".join(map(_word, longest_first))
    before = f"(?:{before})?" if before else ""
    return re.compile(rf"(?<!\w){before}(?:{words})(?!\w)", re.IGNORECASE)


def _word(entry: str) -> str:
    pointed = _POINTED.sub(lambda letter: f"{letter[0]}[{_POINTS}]*", re.escape(entry))
    return pointed.replace(r"\*", rf"[\w{_POINTS}]*").replace(r"\ ", r"\s+")
