"""Words of likelihood: which one a sentence has, and which range of probability it stands for, if it has one.

The ranges are those of the US Intelligence Community Directive 203 (Analytic Standards, 2015), which defines English
words; the words of other languages are theirs by translation. Most words ("may", "could", "expected") have none, and
none is made up for them. A source's word is never replaced by another.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from briefing.language import table
from briefing.model import BANDS, Band

KEYS = ("words", "stems", "endings", "marks")


def likelihood(text: str, *, language: str) -> str:
    """The first word of likelihood in `text`, as written there; "" if it has none.

    Case counts but for the first letter of the sentence: "may" is one, "May" is a month.
    """
    first = text[:1].lower()
    found = _pattern(language).search(first + text[1:] if len(first) == 1 else text)
    return text[found.start() : found.end()] if found else ""


def band(word: str, *, language: str) -> Band | None:
    """The range that a word of likelihood stands for; None where it has none."""
    return _bands(language).get(word.casefold())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """The language's `[outlook]`, the longest first, so that "is not expected" is never shown as "expected".

    `words` stand alone, `stems` may go on, `endings` end a word, `marks` stand in writing without spaces. `samples`
    are sentences with the word that is shown, "" if none is.
    """
    known = table(language, "outlook")
    longest_first = {key: sorted(known.get(key, ()), key=lambda word: (-len(word), word)) for key in KEYS}
    parts = [
        *(rf"\b{re.escape(word)}(?!\w)" for word in longest_first["words"]),  # a mark may end it: "غالباً"
        *(rf"\b{re.escape(stem)}\w*" for stem in longest_first["stems"]),
        *(rf"\b\w{{1,30}}{re.escape(ending)}\b" for ending in longest_first["endings"]),
        *(re.escape(mark) for mark in longest_first["marks"]),
    ]
    return re.compile("|".join(parts) or r"(?!)")


@cache
def _bands(language: str) -> Mapping[str, Band]:
    """The language's `[outlook.bands]`: of each range its words. `samples` are sentences with word and range, or ""."""
    known: Mapping[str, Any] = table(language, "outlook").get("bands", {})
    return {word.casefold(): name for name in BANDS for word in known.get(name, ())}
