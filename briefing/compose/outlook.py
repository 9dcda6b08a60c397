"""Outlook (van Dijk: Expectation): what may come next, who expects it, in the source's own word of likelihood."""

import re
from collections.abc import Sequence
from functools import cache

from briefing.compose.candidates import Candidate, choose, sure
from briefing.compose.statement import state
from briefing.compose.voices import Voices
from briefing.language import table
from briefing.model import Statement

KEYS = ("words", "stems", "endings", "marks")


def outlook(
    told: Sequence[Candidate], speakers: Voices, *, most: int, taken: Sequence[Candidate] = ()
) -> tuple[Statement, ...]:
    """The `most` expectations that matter most, in the order they were told."""
    expected = sure([c for c in told if c.sentence.section == "outlook"])
    told_order = sorted(choose(expected, most=most, taken=taken), key=lambda c: c.order)
    return tuple(state(candidate, told, section=_expected(candidate, speakers)) for candidate in told_order)


def _expected(candidate: Candidate, speakers: Voices) -> dict[str, object]:
    """Who expects it, and how likely in the source's own words."""
    sentence = candidate.sentence
    voice = sentence.attribution
    by = {**speakers.described(speakers.id_of(candidate)), "direct": voice.direct} if voice and voice.certain else {}
    return {"likelihood": likelihood(sentence.text, language=sentence.language), **by}


def likelihood(text: str, *, language: str) -> str:
    """The first word of likelihood in `text`, as written there; "" if it has none.

    Case counts but for the first letter of the sentence: "may" is one, "May" is a month.
    """
    first = text[:1].lower()
    found = _pattern(language).search(first + text[1:] if len(first) == 1 else text)
    return text[found.start() : found.end()] if found else ""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """The language's `[outlook]`, the longest first, so that "is not expected" is never shown as "expected".

    `words` stand alone, `stems` may go on, `endings` end a word, `marks` stand in writing without spaces. `samples`
    are sentences with the word that is shown, "" if none is.
    """
    known = table(language, "outlook")
    longest_first = {key: sorted(known.get(key, ()), key=lambda word: (-len(word), word)) for key in KEYS}
    parts = [
        *(rf"\b{re.escape(word)}\b" for word in longest_first["words"]),
        *(rf"\b{re.escape(stem)}\w*" for stem in longest_first["stems"]),
        *(rf"\b\w{{1,30}}{re.escape(ending)}\b" for ending in longest_first["endings"]),
        *(re.escape(mark) for mark in longest_first["marks"]),
    ]
    return re.compile("|".join(parts) or r"(?!)")
