"""How many were killed, injured, missing, detained, displaced: the figures of a sentence that other outlets tell, too.

A number belongs to the nearest word of a measure, with no other number and no end of a clause between. What counts as
such a word, and as a thousand, is in each language's `[figures]`, whose `samples` are sentences with what is found. A
language without the table has no figures. Never adds numbers up and never says that two of them contradict.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.language import table
from briefing.language.entries import pattern
from briefing.model import MEASURES, Measure, Sentence

#: Characters between a number and its word.
REACH = 60
#: More people than there are.
_TOO_MANY = 10_000_000_000
_SCALES = {"thousand": 1_000, "myriad": 10_000, "million": 1_000_000}
_YEARS = range(1800, 2200)

_GROUPS = r"(?:[.,\u066c\u00a0\u202f ’']\d{3}(?!\d))"
_NUMBER = re.compile(
    r"(?<![A-Za-z\u00c0-\u024f\d.,\u066b-])"
    rf"(?P<whole>\d{{1,3}}{_GROUPS}+|\d{{1,9}})(?P<part>[.,\u066b]\d{{1,2}})?(?!\d|[-–]\w)"
)
_SUFFIX = re.compile(r"['’]\w+")
#: What ends a clause, what parts it, what says that a number counts something else.
_STOP = re.compile(r"[.;:!?…。；：！？؛؟\d]")
_PAUSE = re.compile("[,،、，]")
_UNIT = re.compile(r"\s?[%٪€$£₽₺¥°]|:\d")
_MONEY = "€$£₽₺¥"


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a sentence: `start` and `end` count characters of the article's text, its word included."""

    measure: Measure
    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """What a language's `[figures]` says."""

    measures: tuple[tuple[Measure, re.Pattern[str]], ...]
    scales: tuple[tuple[int, re.Pattern[str]], ...]
    spelled: tuple[tuple[int, re.Pattern[str]], ...]
    other: re.Pattern[str]


def figures_of(sentence: Sentence) -> tuple[Found, ...]:
    """The figures of `sentence`, of each measure the greatest: a toll's parts are smaller than the toll."""
    dated = [(date.start - sentence.start, date.end - sentence.start) for date in sentence.dates]
    best: dict[Measure, Found] = {}
    for found in _figures(sentence.text, sentence.language):
        if any(start < found.end and found.start < end for start, end in dated if found.value in _YEARS):
            continue
        known = best.get(found.measure)
        if not known or found.value > known.value:
            best[found.measure] = found
    return tuple(
        Found(f.measure, f.value, f.start + sentence.start, f.end + sentence.start)
        for f in (best[measure] for measure in MEASURES if measure in best)
    )


def numbers_of(text: str, language: str) -> frozenset[int]:
    """All numbers in `text` that may count people."""
    return frozenset(value for _, _, value in _numbers(text, _words(language)))


def _figures(text: str, language: str) -> list[Found]:
    """All figures of `text`, with offsets into it: as many as go, numbers and words close together."""
    words = _words(language)
    cues = sorted((cue.start(), cue.end(), name) for name, known in words.measures for cue in known.finditer(text))
    numbers = sorted(_numbers(text, words)) if cues else []
    rows: list[list[tuple[int, int, tuple[Found, ...]]]] = [[(0, 0, ())] * (len(cues) + 1)]
    for start, end, value in numbers:
        row = [rows[-1][0]]
        for j, (cue_start, cue_end, measure) in enumerate(cues):
            best = max(rows[-1][j + 1], row[j], key=lambda way: way[:2])
            distance = _distance(text, (start, end), (cue_start, cue_end))
            if distance is not None:
                count, cost, before = rows[-1][j]
                found = Found(measure, value, min(start, cue_start), _word_end(text, max(end, cue_end)))
                best = max(best, (count + 1, cost - distance, (*before, found)), key=lambda way: way[:2])
            row.append(best)
        rows.append(row)
    return [*rows[-1][-1][2]]


def _distance(text: str, number: Sequence[int], cue: Sequence[int]) -> int | None:
    """How far a word is from a number; one behind it, in the same breath, is nearer. None if they don't belong."""
    (start, end), (cue_start, cue_end) = number, cue
    first, last = min(end, cue_end), max(start, cue_start)
    gap = last - first
    if not 0 <= gap <= REACH or _STOP.search(text, first, last):
        return None
    return gap + (cue_start < start) + (REACH if _PAUSE.search(text, first, last) else 0)


def _numbers(text: str, words: _Words) -> Iterator[tuple[int, int, int]]:
    """Whole numbers of `text` that may count people, their spans before them: no years, ages, shares, sums of money."""
    for found in _NUMBER.finditer(text):
        factor, end = _scaled(text, found.end(), words)
        value = round(_value(found) * factor)
        is_year = factor == 1 and len(found["whole"]) == 4 and value in _YEARS  # noqa: PLR2004 (digits of a year)
        is_decimal = bool(found["part"]) and factor == 1
        is_money = text[: found.start()].rstrip().endswith(tuple(_MONEY))
        if 0 < value < _TOO_MANY and not (is_year or is_decimal or is_money or _is_other(text, end, words)):
            yield found.start(), end, value
    for value, spelled in words.spelled:
        for word in spelled.finditer(text):
            factor, end = _scaled(text, word.end(), words)
            if not _is_other(text, end, words):
                yield word.start(), end, value * factor


def _value(found: re.Match[str]) -> float:
    return float(_ascii(found["whole"]) + ("." + _ascii(found["part"]) if found["part"] else ""))


def _ascii(digits: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in digits if char.isdigit())


def _scaled(text: str, end: int, words: _Words) -> tuple[int, int]:
    """What the word after a number multiplies it by, and where that word ends."""
    at = end + text[end : end + 1].isspace()
    for factor, scale in words.scales:
        found = scale.match(text, at)
        if found:
            return factor, found.end()
    return 1, end


def _is_other(text: str, end: int, words: _Words) -> bool:
    """Whether what stands behind a number says that it counts no people: years, metres, money."""
    return bool(_UNIT.match(text, end) or words.other.match(text, end + text[end : end + 1].isspace()))


def _word_end(text: str, end: int) -> int:
    """Where the word ends in which `end` lies: "84'e", not "84"."""
    found = _SUFFIX.match(text, end)
    return found.end() if found else end


@cache
def _words(language: str) -> _Words:
    known = table(language, "figures")

    def listed(name: str) -> re.Pattern[str]:
        whole = known.get("whole_words", True)
        return pattern(known.get(name, ()), prefixes=known.get("prefixes", ()), whole_words=whole)

    numbers = table(language, "dates").get("numbers", {}) if known.get("whole_words", True) else {}
    return _Words(
        measures=tuple((measure, listed(measure)) for measure in MEASURES),
        scales=tuple((factor, listed(name)) for name, factor in _SCALES.items()),
        spelled=tuple(
            (int(value), re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE))
            for value, words in numbers.items()
            if int(value) > 1
        ),
        other=listed("other"),
    )
