"""Which stories the reader watches: words and phrases, found in other spellings and scripts where these are names.

A name is found by its consonants (`group.names`), but never by them alone, since many words share them: where a script
has capitals a name must have one, and its letters must be alike in Latin; where it has none, the consonants must be
many. A word of few consonants is found only as it is written. So «газа», the Russian for gas, is not Gaza.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.group.names import names
from briefing.group.prominence import voices
from briefing.group.unspaced import UNSPACED
from briefing.model import Article, Story

#: What a story is about stands in its headlines and at the head of its texts, and not only in one of many.
_CHARS = 300
_VOICES = 12
_PART = 0.25
_WORD = re.compile(r"[^\W_]+")
#: A word of so many letters may take an ending of so many.
_STEM, _ENDING = 5, 3
#: So many consonants tell a name from a word; it may have so many more, of an ending or a word before it.
_MANY, _MORE = 4, 2
#: How alike the Latin letters of two names must be, in per cent, in one script and in two.
_ONE_SCRIPT, _TWO_SCRIPTS = 90.0, 70.0


def watched(
    stories: Iterable[Story], articles: Mapping[str, Article], *, watch: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Give each story that is about one of the phrases of `watch` those that it is about, by its id.

    A phrase is about a story of which a quarter of the articles has it in the headline or at the head of the text: its
    words follow each other there, with at most one other between two.
    """
    sought = Phrases(watch)
    found = ((story.id, sought.found(voices(story, articles))) for story in stories if watch)
    return {id_: phrases for id_, phrases in found if phrases}


class Phrases:
    """What is looked for, and which words were found to be of it."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Take each phrase apart once; one without letters and figures finds nothing."""
        self._spaced: dict[str, list[_Word]] = {}
        self._unspaced: dict[str, str] = {}
        for phrase in phrases:
            if UNSPACED.search(phrase):
                self._unspaced[phrase] = unicodedata.normalize("NFKC", phrase)
            else:
                self._spaced[phrase] = [_word(text) for text in _WORD.findall(unicodedata.normalize("NFKC", phrase))]
        self._wanted = [
            (phrase, place, one, len(wanted) == 1)
            for phrase, wanted in self._spaced.items()
            for place, one in reversed(list(enumerate(wanted)))
        ]
        self._seen: set[str] = set()
        self._places: dict[str, list[tuple[str, int]]] = {}
        self._phrases = tuple(dict.fromkeys(phrases))

    def found(self, told: Sequence[Article]) -> tuple[str, ...]:
        """The phrases that a story told by these articles is about, in the order given."""
        read = told[-_VOICES:]
        hits = [self.said_in(f"{article.title}\n{article.text[:_CHARS]}") for article in read]
        fewest = max(_PART * len(read), 1)
        return tuple(phrase for phrase in self._phrases if sum(phrase in hit for hit in hits) >= fewest)

    def said_in(self, text: str) -> set[str]:
        """The phrases that stand in `text`."""
        text = unicodedata.normalize("NFKC", text)
        found = {phrase for phrase, plain in self._unspaced.items() if plain in text}
        words = _WORD.findall(text)
        self._look_at(set(words) - self._seen)
        if self._places.keys().isdisjoint(words):
            return found
        reached: dict[tuple[str, int], int] = {}
        for i, word in enumerate(words):
            for phrase, place in self._places.get(word, ()):
                if place == 0 or i - reached.get((phrase, place - 1), -3) in (1, 2):
                    reached[phrase, place] = i
                    if place == len(self._spaced[phrase]) - 1:
                        found.add(phrase)
        return found

    def _look_at(self, words: set[str]) -> None:
        """Find which word of which phrase each of `words` may be; of one phrase the last comes first."""
        self._seen |= words
        for text in words:
            word = _word(text)
            places = [
                (phrase, place)
                for phrase, place, one, alone in self._wanted
                if (one.key in word.key or word.key in one.key or word.latin.startswith(one.latin))
                and _is_one(one, word, alone=alone)
            ]
            if places:
                self._places[text] = places


@dataclass(frozen=True, slots=True)
class _Word:
    """`latin` is the word in Latin letters without case, `key` its consonants ("": too few), `script` as Unicode's."""

    latin: str
    key: str
    script: str
    has_capital: bool
    is_cased: bool


def _word(text: str) -> _Word:
    from anyascii import anyascii

    return _Word(
        latin=anyascii(text).lower(),
        key=next(iter(names(text)), "") if text.isalpha() else "",
        script=unicodedata.name(text[0], "").partition(" ")[0],
        has_capital=text[0] != text[0].lower(),
        is_cased=text.lower() != text.upper(),
    )


def _is_one(wanted: _Word, word: _Word, *, alone: bool) -> bool:
    """Tell whether `word` may stand for the `wanted` one, which is `alone` or beside others that must be there, too."""
    if wanted.has_capital and word.is_cased and not word.has_capital and (alone or wanted.script != word.script):
        return False
    if wanted.script == word.script:
        rest = len(word.latin) - len(wanted.latin)
        return (
            word.latin.startswith(wanted.latin) and (rest == 0 or (len(wanted.latin) >= _STEM and rest <= _ENDING))
        ) or _is_one_name(wanted, word)
    if not alone and not wanted.key:
        return _likeness(wanted, word) >= _TWO_SCRIPTS
    return _is_one_name(wanted, word)


def _is_one_name(wanted: _Word, word: _Word) -> bool:
    if not wanted.key or not word.key:
        return False
    if not word.is_cased or not wanted.is_cased:
        longer, shorter = sorted((word.key, wanted.key), key=len, reverse=True)
        return len(shorter) >= _MANY and longer.endswith(shorter) and len(longer) - len(shorter) <= _MORE
    more = len(word.key) - len(wanted.key)
    if not word.key.startswith(wanted.key) or more > (_MORE if len(wanted.key) >= _MANY else 0):
        return False
    return _likeness(wanted, word) >= (_ONE_SCRIPT if wanted.script == word.script else _TWO_SCRIPTS)


def _likeness(one: _Word, other: _Word) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one.latin, other.latin)
