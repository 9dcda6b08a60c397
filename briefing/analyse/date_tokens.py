"""What a sentence is made of where dates are concerned: words, numbers and signs, with the roles each can play.

Numbers are weighed here: four digits may be a year, one or two a day or a month, anything with a decimal point, a
thousands sign or more digits is neither. Never knows a language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Roles = Mapping[str, Any]
YEAR_DIGITS = 4
DAY_DIGITS = 2
LAST_DAY = 31
LAST_MONTH = 12
_CENTURY = 1900
_FIRST_SHORT_DECADE = 30
_SEPARATORS = {
    **dict.fromkeys(",،、，", "comma"),
    **dict.fromkeys("-‐‑‒–—―~〜～", "dash"),
    **dict.fromkeys("/／", "slash"),
    **dict.fromkeys("(（", "open"),
    **dict.fromkeys(")）", "close"),
    ".": "dot",
}
_BLANK = frozenset(" \t\u00a0\u200c\u200e\u200f\u202f\u2009\u3000")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of `text[start:end]`, with a value for each role it can play."""

    start: int
    end: int
    roles: Roles


def number_roles(hit: re.Match[str]) -> Roles:
    """Tell what the number in `hit` (groups digits, decade, cue) may be; nothing when it is no whole number."""
    digits = hit["digits"]
    value = int(digits) if digits.isdigit() and len(digits) <= YEAR_DIGITS else -1
    if value < 0:
        return {}
    if len(digits) == YEAR_DIGITS:
        roles: dict[str, Any] = {"decade": value} if hit["decade"] else {"year": value}
        return {**roles, "cued": value} if hit["cue"] else roles
    roles = {"number": value}
    if 1 <= value <= LAST_DAY and len(digits) <= DAY_DIGITS:
        roles["day"] = value
    if 1 <= value <= LAST_MONTH and len(digits) <= DAY_DIGITS:
        roles["monthnumber"] = value
    if len(digits) == DAY_DIGITS:
        roles["short"] = value
        if hit["decade"] and value % 10 == 0 and value >= _FIRST_SHORT_DECADE:
            roles["shortdecade"] = _CENTURY + value
    return roles


def between(folded: str, start: int, end: int, glued: Mapping[str, Roles]) -> Iterator[Token]:
    """Yield the signs next to the tokens on both sides, and a token for any text that parts them.

    It has a role only as one of the words in `glued`, which may be written together with what follows.
    """
    left = start
    while left < end and (folded[left] in _SEPARATORS or folded[left] in _BLANK):
        left += 1
    right = end
    while right > left and (folded[right - 1] in _SEPARATORS or folded[right - 1] in _BLANK):
        right -= 1
    yield from _signs(folded, start, left)
    if left < right:
        yield Token(left, right, glued.get(folded[left:right], {}))
        yield from _signs(folded, right, end)


def _signs(folded: str, start: int, end: int) -> Iterator[Token]:
    return (Token(i, i + 1, {_SEPARATORS[folded[i]]: None}) for i in range(start, end) if folded[i] in _SEPARATORS)
