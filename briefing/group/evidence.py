"""The names, numbers and words that two articles share, as they are written: what a reader can check by eye."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from unicodedata import category

from briefing.group import familiar
from briefing.group.names import names
from briefing.group.unspaced import UNSPACED
from briefing.language import FALLBACK, table
from briefing.model import Article

#: How rare in the world's news a word must be to tell anything: a name spelled alike in both, any other, a small word.
_SAME, _NAME, _SMALL = 2.0, 3.0, 4.5
#: How much of two spellings must sound alike, in per cent.
_SPELLED, _SMALL_SPELLED = 55, 75
#: So many spellings of one name in a text are enough to find the nearest.
_SPELLINGS = 8
#: A name too short to have a key is looked for as it is written.
_AS_WRITTEN = "="
_SHORTEST = 3
#: A run of letters of a script that puts no spaces between words; shorter ones are too common to tell.
_UNSPACED = re.compile(f"{UNSPACED.pattern}+")
_SHORTEST_RUN = 3
_WORD = re.compile(rf"{UNSPACED.pattern}+|(?:(?!{UNSPACED.pattern})[^\s\-–—/|])+")
_ENDS = frozenset(".!?:…؟۔。！？")
_ASIDE = frozenset("PSZ")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as written, with its keys (see `names`).

    `first` begins a sentence, where every word may have a capital; `last` ends what is read in one breath.
    """

    text: str
    keys: tuple[str, ...]
    first: bool
    last: bool

    @property
    def rarity(self) -> float:
        return max(_SAME if key.startswith(_AS_WRITTEN) else familiar.rarity(key) for key in self.keys)


def shared(one: Article, other: Article, *, most: int = 8) -> tuple[tuple[str, str], ...]:
    """Pairs of what both articles use, as written in `one` and in `other`.

    Names and numbers come before words in small letters, and what is rarest in the world's news comes first. Words that
    stand side by side in `one` and are all shared make one entry. Of scripts without spaces runs of letters are told,
    the longest first.
    """
    told: list[tuple[str, str]] = []
    seen: set[str] = set()
    for _, keys, here, there in sorted(_found(one, other), key=lambda entry: entry[0]):
        if not keys <= seen:
            told.append((here, there))
            seen |= keys
    return tuple(told[:most])


#: What it is sorted by, its keys, how it is written here and there.
_Entry = tuple[tuple[bool, float], frozenset[str], str, str]


def _found(one: Article, other: Article) -> Iterator[_Entry]:
    written, compared = list(_words(one)), list(_words(other))
    there: dict[str, dict[str, None]] = {}
    for word in compared:
        for key in word.keys:
            spellings = there.setdefault(key, {})
            if len(spellings) < _SPELLINGS:
                spellings[word.text] = None
    proper = frozenset(word.text for word in (*written, *compared) if word.text[:1].isupper() and not word.first)
    for run in _runs(written, there, proper):
        keys = frozenset(key for word in run for key in word.keys)
        here = " ".join(word.text for word in run)
        said = " ".join(dict.fromkeys(_said(word, there) for word in run))
        yield (here.islower(), -max(word.rarity for word in run)), keys, here, said
    for letters in _common(one, other):
        yield (False, -float(len(letters))), frozenset({letters}), letters, letters


def _common(one: Article, other: Article) -> Iterator[str]:
    """The longest runs of unspaced letters that both use, from left to right in `one`."""
    there = _text(other)
    for match in _UNSPACED.finditer(_text(one)):
        text, at = match[0], 0
        while at + _SHORTEST_RUN <= len(text):
            end = at + _SHORTEST_RUN
            if text[at:end] not in there:
                at += 1
                continue
            while end < len(text) and text[at : end + 1] in there:
                end += 1
            yield text[at:end]
            at = end


def _runs(
    words: Iterable[_Word], there: Mapping[str, Iterable[str]], proper: frozenset[str]
) -> Iterator[Sequence[_Word]]:
    """Words side by side that tell something."""
    run: list[_Word] = []
    for word in words:
        tells = _tells(word, there, proper)
        if tells:
            run.append(word)
        if run and (not tells or word.last):
            yield run
            run = []


def _tells(word: _Word, there: Mapping[str, Iterable[str]], proper: frozenset[str]) -> bool:
    """Whether a word is shared, and rare enough to be evidence; `proper` have a capital within a sentence."""
    if not word.keys or any(key not in there for key in word.keys):
        return False
    said = _said(word, there)
    if word.text.islower():
        return word.rarity >= _SMALL and _sounds_like(word.text, said)
    if said == word.text and said in proper:
        return word.rarity >= _SAME
    return word.rarity >= _NAME and _sounds_like(word.text, said)


def _said(word: _Word, there: Mapping[str, Iterable[str]]) -> str:
    """How the other text writes it: of the words with its keys, those that sound most like it."""
    return " ".join(dict.fromkeys(max(there[key], key=partial(_likeness, word.text)) for key in word.keys))


def _sounds_like(one: str, other: str) -> bool:
    """Whether two spellings of the same consonants may be one word; of words in small letters more is asked."""
    if one.casefold() == other.casefold():
        return True
    cased = [text for text in (one, other) if text.lower() != text.upper()]
    small = bool(cased) and not any(text[0].isupper() for text in cased)
    return _likeness(one, other) >= (_SMALL_SPELLED if small else _SPELLED)


def _likeness(one: str, other: str) -> float:
    """How alike two spellings sound, in per cent; more only for the very same."""
    from rapidfuzz.fuzz import ratio

    return 101.0 if one == other else ratio(_sound(one), _sound(other))


def _sound(text: str) -> str:
    """Latin letters, vowels too; those that `names` takes for one are one."""
    from anyascii import anyascii

    known = table(FALLBACK, "grouping")
    latin = "".join(filter(str.isalnum, anyascii(text).lower()))
    for sound, letter in known["sounds"]:
        latin = latin.replace(sound, letter)
    return latin.translate({ord(letter): to for letter, to in known["letters"].items() if to})


def _words(article: Article) -> Iterator[_Word]:
    for line in _text(article).split("\n"):
        first = True
        for match in _WORD.finditer(line):
            raw = match[0]
            text = _bare(raw)
            if text:
                yield _Word(text, _keys(text), first=first, last=not raw.endswith(text))
                first = raw[-1] in _ENDS
        yield _Word("", (), first=False, last=True)


def _text(article: Article) -> str:
    return f"{article.title}\n{article.text[: familiar.CHARS]}"


def _bare(text: str) -> str:
    """`text` without the signs around it."""
    begin, end = 0, len(text)
    while begin < end and category(text[begin])[0] in _ASIDE:
        begin += 1
    while end > begin and category(text[end - 1])[0] in _ASIDE:
        end -= 1
    return text[begin:end]


def _keys(text: str) -> tuple[str, ...]:
    if UNSPACED.match(text):
        return ()
    keys = tuple(names(text))
    if not keys and len(text) >= _SHORTEST and text[0].isupper():
        return (_AS_WRITTEN + text,)
    return keys
