"""When two sentences say the same, in one language or two: then one is printed and both are cited.

Agreement is a claim, so the bar is high. In one language it is the same wording, but for a few words. Otherwise it
is the same facts: numbers, dates and names, joined across scripts by their consonants. Sentences whose figures differ
never agree.
"""

import re
import unicodedata
from dataclasses import dataclass

from briefing.analyse.figures import Found, figures_of
from briefing.analyse.names import name_key
from briefing.model import Sentence

#: Of the facts of the poorer sentence so many must be shared, and at least so many in all, or a number with its date.
#: In scripts without capitals every word may be a name, so the poorer sentence is the one in a script that has them.
SHARED_PART = 0.7
SHARED_FACTS = 3
#: A skeleton of fewer consonants names too many things.
SHORTEST_KEY = 3

_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f ]\d+)*")
_SEPARATORS = re.compile(r"[.,\u066b\u066c\u00a0\u202f ]")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared across languages: numbers, dates, and the consonant skeletons of names.

    `figures` are what is counted, and how many, one of each measure: numbers in words among them.
    """

    figures: tuple[Found, ...]
    numbers: frozenset[str]
    dates: frozenset[str]
    names: frozenset[str]


def facts_of(sentence: Sentence) -> Facts:
    """The facts of `sentence`; digits within a date count as that date alone."""
    text = sentence.text
    dated = [(date.start - sentence.start, date.end - sentence.start) for date in sentence.dates]
    numbers = {
        _digits(found[0])
        for found in _NUMBER.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in dated)
    }
    words = list(_NAME.finditer(text))
    named = [
        w[0] for n, w in enumerate(words) if (n and w[0][0].isupper()) or not (w[0][0].isupper() or w[0][0].islower())
    ]
    keys = {key for word in named if len(key := name_key(word)) >= SHORTEST_KEY}
    dates = {date.iso for date in sentence.dates if date.iso}
    return Facts(figures_of(sentence), frozenset(numbers), frozenset(dates), frozenset(keys))


def _digits(number: str) -> str:
    """A number in ASCII digits without its separators: 11,204 and 11 204 and ١١٢٠٤ are one."""
    return "".join(str(unicodedata.digit(c)) for c in _SEPARATORS.sub("", number))


def same_facts(one: Facts, other: Facts) -> bool:
    """Whether two sentences tell the same facts, a number among them: enough to cite one for the other."""
    return bool(one.numbers & other.numbers) and _alike(one, other)


def same_event(one: Facts, other: Facts) -> bool:
    """Whether two sentences may tell the same event: enough not to print both, too little to cite one for the other."""
    return bool(one.numbers & other.numbers or one.dates & other.dates) and _alike(one, other)


def may_agree(one: Facts, other: Facts) -> bool:
    """Whether no figure stands against it: a number may be left out, but not be another."""
    counted = {figure.measure: figure.value for figure in other.figures}
    if any(counted.get(figure.measure, figure.value) != figure.value for figure in one.figures):
        return False
    return one.numbers <= other.numbers or other.numbers <= one.numbers


def _alike(one: Facts, other: Facts) -> bool:
    if not may_agree(one, other) or (one.dates and other.dates and not one.dates & other.dates):
        return False
    numbers, dates, names = (len(a & b) for a, b in zip(_parts(one), _parts(other), strict=True))
    shared = numbers + dates + names
    poorer = min(sum(map(len, _parts(facts))) for facts in (one, other))
    return (shared >= SHARED_FACTS or (numbers > 0 and dates > 0)) and shared >= SHARED_PART * poorer


def _parts(facts: Facts) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return facts.numbers, facts.dates, facts.names
