"""What the section model sees of a sentence besides its vector: place, shape, quotation, cue words, years.

All of it is counted, measured or compared, none of it is text: nothing here depends on which language it is, save the
cue words. Never reads a title or a date that the article doesn't have.
"""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.analyse.ages import AGES, date_ages
from briefing.analyse.cues import CUES, count_cues
from briefing.analyse.sentences import Span
from briefing.model import Article, DateMention

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_PLACE = (
    "bias", "first", "second", "third", "place", "log_place", "from_end", "last", "first_paragraph",
    "opens_paragraph", "alone", "log_sentences", "log_paragraph",
)  # fmt: skip
_SHAPE = ("log_length", "tiny", "short", "ends_open", "digits", "capitals", "question", "colon")
_QUOTE = ("quoted", "has_quote", "begins_quoted", "wholly_quoted", "ends_quoted")
_DATES = (*(name for name, _ in AGES), "unplaced", "year", "number", "several_numbers")
_CUES = tuple(f"{cue}_{amount}" for cue in CUES for amount in ("any", "count", "rate"))
SCALARS = (*_PLACE, *_SHAPE, *_QUOTE, *_DATES, *_CUES)

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
#: What is neither a capital nor a digit: most of any text, so what counts those need not look at it.
_UNTELLING = re.compile(
    r"[ ,.a-zà-öø-ÿа-яёіїєґ\u05d0-\u05ea\u0621-\u065f\u0e01-\u0e4e\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)
_QUOTATION_MARK = re.compile('["“”„‟«»「」『』]')
_OPENING_CONTEXT = frozenset(" \t\n([{—–-:،,")
_ENDS = tuple('.!?…。！？؟۔:"”»“」』)।')
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_TINY, _SHORT = 25, 60  # characters
_WHOLLY, _SEVERAL = 0.9, 2


def scalars(article: Article, spans: Sequence[Span], dates: Sequence[Sequence[DateMention]], language: str) -> "Matrix":
    """Features of each sentence by itself: float32 of shape (len(spans), len(SCALARS)). `dates` are each sentence's."""
    import numpy as np

    quoted = _quoted_mask(article.text)
    rows = []
    paragraphs = _paragraph_sizes(spans)
    for i, (span, mentions) in enumerate(zip(spans, dates, strict=True)):
        text = article.text[span.start : span.end]
        rows.append((
            *_place(i, spans, paragraphs[span.paragraph]),
            *_shape(text),
            *_quotation(quoted[span.start : span.end]),
            *date_ages(mentions, article.published),
            *_numbers(text),
            *_cue_features(text, language),
        ))  # fmt: skip
    return np.array(rows, dtype=np.float32).reshape(len(spans), len(SCALARS))


def _paragraph_sizes(spans: Sequence[Span]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    for span in spans:
        sizes[span.paragraph] = sizes.get(span.paragraph, 0) + 1
    return sizes


def _place(i: int, spans: Sequence[Span], size: int) -> tuple[float, ...]:
    n = len(spans)
    paragraph = spans[i].paragraph
    opens = i == 0 or spans[i - 1].paragraph != paragraph
    return (
        1.0, *(i == k for k in range(3)), i / n, math.log1p(i), math.log1p(n - 1 - i), i == n - 1,
        paragraph == spans[0].paragraph, opens, size == 1, math.log1p(n), math.log1p(paragraph),
    )  # fmt: skip


def _shape(text: str) -> tuple[float, ...]:
    length = len(text)
    others = _UNTELLING.sub("", text)
    capitals = sum(map(str.isupper, others)) / length
    digits = sum(map(str.isdecimal, others)) / length
    return (
        math.log1p(length), length < _TINY, length < _SHORT, not text.endswith(_ENDS), digits, capitals,
        text.rstrip("\"”»' ").endswith(("?", "؟", "？")), text.endswith((":", "：")),
    )  # fmt: skip


def _quoted_mask(text: str) -> bytes:
    """One byte a character: 1 inside quotation marks. A quotation ends with its paragraph."""
    mask = bytearray(len(text))
    opened = -1
    for line in re.finditer(r"[^\n]+", text):
        opened = -1
        for mark in _QUOTATION_MARK.finditer(text, line.start(), line.end()):
            i = mark.start()
            if opened < 0:
                opened = i
            elif i == line.start() or text[i - 1] not in _OPENING_CONTEXT:
                mask[opened : i + 1] = b"\x01" * (i + 1 - opened)
                opened = -1
        if opened >= 0 and text[opened] not in "”»」』":
            mask[opened : line.end()] = b"\x01" * (line.end() - opened)
    return bytes(mask)


def _quotation(mask: bytes) -> tuple[float, ...]:
    share = sum(mask) / len(mask)
    return share, share > 0, mask[0], share > _WHOLLY, mask[-1]


def _numbers(text: str) -> tuple[float, ...]:
    year = any(_FIRST_YEAR <= int(year) <= _LAST_YEAR for year in _YEAR.findall(text))
    numbers = len(_NUMBER.findall(text))
    return year, numbers > 0, numbers > _SEVERAL


def _cue_features(text: str, language: str) -> tuple[float, ...]:
    words = max(4.0, len(text) / 6)
    values: list[float] = []
    for count in count_cues(text, language):
        values += (count > 0, min(count, 4), 10 * count / words)
    return tuple(values)
