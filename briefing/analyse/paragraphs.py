"""Paragraphs as boilerplate rules see them: their words, their sentences, how they begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analyse.names import fold
from briefing.analyse.sentences import Span

_WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_INSIDE = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f00-\u109f\u1780-\u17ff\u200b-\u200f\u3099\u309a\ufb00-\ufdff\ufe70-\ufeff]"
)
_QUOTES = "\"“”„‟«»「」『』‹›‘’‚'"
_TERMINAL = frozenset(".!?…。！？؟۔।։።")
_CLOSERS = _QUOTES + ")]）】* _"
_SIGNS_A_WORD = 2
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty line. `words` are folded; in scripts without spaces each sign is one.

    `size` counts words, two signs for one where there are no spaces. `sentences` are indices of spans; the first is
    `lead` characters long.
    """

    text: str
    words: tuple[str, ...]
    size: int
    sentences: range
    lead: int

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does, quotation marks and brackets aside."""
        bare = self.text.rstrip(_CLOSERS)
        return bare[-1:] in _TERMINAL

    @property
    def quoted(self) -> bool:
        """Whether quotation marks enclose it."""
        bare = self.text.strip(" *_.,،…")
        return len(bare) > 1 and bare[0] in _QUOTES and bare[-1] in _QUOTES

    @property
    def opens_quoted(self) -> bool:
        """Whether it begins with a quotation mark."""
        return self.text.lstrip(" *_")[:1] in set(_QUOTES)


def paragraphs_of(text: str, spans: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs that hold `spans`, in order."""
    found = []
    start = 0
    for i in range(1, len(spans) + 1):
        if i == len(spans) or spans[i].paragraph != spans[start].paragraph:
            first = spans[start]
            found.append(_paragraph(text[first.start : spans[i - 1].end], range(start, i), first.end - first.start))
            start = i
    return found


def _paragraph(text: str, sentences: range, lead: int) -> Paragraph:
    words = words_of(text)
    return Paragraph(text, words, count_words(words), sentences, lead)


def count_words(words: Sequence[str]) -> int:
    """How many there are, two signs for one where there are no spaces."""
    signs = sum(map(bool, map(_UNSPACED.match, words)))
    return len(words) - signs + (signs + 1) // _SIGNS_A_WORD


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order; a dotless i, which capitals hide, is an i.

    Folding each word alone is quicker, but for signs that fold away inside.
    """
    text = text[:_LONGEST].replace("ı", "i")
    if text.isascii():
        return tuple(_WORDS.findall(text.lower()))
    if _INSIDE.search(text):
        return tuple(_WORDS.findall(fold(text)))
    return tuple(filter(None, map(fold, _WORDS.findall(text))))
