"""Paragraphs as boilerplate rules see them: their words, their sentences, how they begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analyse.names import fold
from briefing.analyse.sentences import Span

_WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_QUOTES = "\"“”„‟«»「」『』‹›‘’‚'"
_TERMINAL = frozenset(".!?…。！？؟۔।։።")
_CLOSERS = _QUOTES + ")]）】* _"
_SIGNS_A_WORD = 2
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty line. `words` are folded; in scripts without spaces each sign is one.

    `size` counts words, two signs for one where there are no spaces. `sentences` are indices of spans.
    """

    text: str
    words: tuple[str, ...]
    size: int
    sentences: range

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
            found.append(_paragraph(text[spans[start].start : spans[i - 1].end], range(start, i)))
            start = i
    return found


def _paragraph(text: str, sentences: range) -> Paragraph:
    words = words_of(text)
    signs = sum(map(bool, map(_UNSPACED.match, words)))
    return Paragraph(text, words, len(words) - signs + (signs + 1) // _SIGNS_A_WORD, sentences)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, in order."""
    return tuple(_WORDS.findall(fold(text[:_LONGEST])))
