"""Whether a sentence tells of escalation or of its opposite: by the words of each language, nothing else.

A language's `[tension]` lists what tightens a conflict (`up`) and what loosens it (`down`); its `samples` are
sentences with what they tell. It marks sentences for a reader who then reads them; it never rates a story.
"""

import re
from functools import cache
from typing import Literal

from briefing.language import table
from briefing.language.entries import pattern

Tension = Literal["", "up", "down", "mixed"]


def tension(text: str, *, language: str) -> Tension:
    """What `text` tells; "" if it has words of neither kind, or nothing is known of its language."""
    up, down = (known.search(text) is not None for known in _patterns(language))
    if up and down:
        return "mixed"
    return "up" if up else "down" if down else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = table(language, "tension")
    how = {"prefixes": known.get("prefixes", ()), "whole_words": known.get("whole_words", True)}
    return pattern(known.get("up", ()), **how), pattern(known.get("down", ()), **how)
