"""Lines that their words give away: ad markers, share prompts, credits, "read more", copyright, signatures.

The words are in each language's `[boilerplate]` and, for all languages, in und's; all folded, without case:

    exact      the whole line, punctuation aside ("advertisement", "source")
    starts     how such a line begins ("file photo", "follow us on"): very short ones, others with a colon or no stop
    contains   what no reporting line has, in lines of any kind up to 40 words ("all rights reserved")
    promo      words of advertising oneself: two different ones in a line give it away
    more       "read more": the short line above it is a link too
    related    "related", "read also": open lines that follow are links
    patterns   regular expressions for a whole line (und only)

`[[boilerplate.samples]]` are the tests: `text` (lines are paragraphs), optional `title` and `outlet`, and `junk`, the
lines, as numbers from 0, that are no reporting.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from briefing.analyse.paragraphs import Paragraph, words_of
from briefing.analyse.sentences import Span
from briefing.language import FALLBACK, table
from briefing.model import Article

_STARTS, _CONTAINS, _LINK = 30, 40, 24
_PATTERN, _CAPTION, _CAPTION_SENTENCES, _TAIL = 600, 120, 5, 90
_NOTE = 80
_MARKED, _MARK = 12, 40
_DATELINE = 3
_EDGE = 4


@cache
def _lists(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Word lists of `language` and of und together, each entry as folded words."""
    tables: list[dict[str, Any]] = [table(FALLBACK, "boilerplate"), table(language, "boilerplate")]
    names = ("exact", "starts", "contains", "promo", "more", "related")
    return {name: tuple({words_of(entry): None for t in tables for entry in t.get(name, ())}) for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in table(FALLBACK, "boilerplate").get("patterns", ()))


@cache
def _sentence_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in table(FALLBACK, "boilerplate").get("sentences", ()))


@cache
def _credit() -> re.Pattern[str]:
    return re.compile("|".join(table(FALLBACK, "boilerplate").get("credits", ["(?!)"])), re.IGNORECASE)


def find(paragraphs: Sequence[Paragraph], article: Article) -> Iterator[int]:
    """Indices of paragraphs that their words give away."""
    lists = _lists(article.language)
    outlet, byline = words_of(article.outlet), words_of(article.byline)
    for n, paragraph in enumerate(paragraphs):
        words = paragraph.words
        edge = n < _EDGE or n >= len(paragraphs) - _EDGE
        if words in lists["more"] or (_starts(words, lists["more"]) and paragraph.size <= _EDGE + 2):
            yield n
            if n and _is_link(paragraphs[n - 1]):
                yield n - 1
        elif words in lists["related"] or (_starts(words, lists["related"]) and (":" in paragraph.text[:40])):
            yield n
            yield from _links_after(paragraphs, n)
        elif (
            not words
            or _given_away(paragraph, lists)
            or (edge and words in (outlet, byline))
            or (edge and _signed(paragraph, byline))
        ):
            yield n


def _given_away(paragraph: Paragraph, lists: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    words = paragraph.words
    if words in lists["exact"]:
        return True
    marked = paragraph.size <= _MARKED or not paragraph.ends or ":" in paragraph.text[:_MARK]
    if paragraph.size <= _STARTS and marked and _starts(words, lists["starts"]):
        return True
    text = " ".join(words)
    if paragraph.size <= _CONTAINS:
        padded = f" {text} "
        if any(f" {' '.join(entry)} " in padded for entry in lists["contains"]):
            return True
        if sum(f" {' '.join(entry)} " in padded for entry in lists["promo"]) > 1:
            return True
    if len(paragraph.text) < _PATTERN and any(pattern.fullmatch(paragraph.text.strip()) for pattern in _patterns()):
        return True
    tail = paragraph.text[-_TAIL:]
    return (
        len(paragraph.sentences) <= _CAPTION_SENTENCES
        and paragraph.size < _CAPTION
        and any(m.end() >= len(tail) - 2 for m in _credit().finditer(tail))
    )


def _signed(paragraph: Paragraph, byline: tuple[str, ...]) -> bool:
    return (
        bool(byline) and paragraph.size <= len(byline) + 4 and len(byline) > 1 and set(byline) <= set(paragraph.words)
    )


def _starts(words: tuple[str, ...], entries: tuple[tuple[str, ...], ...]) -> bool:
    return any(entry and words[: len(entry)] == entry for entry in entries)


def _is_link(paragraph: Paragraph) -> bool:
    return (
        paragraph.size <= _LINK
        and len(paragraph.sentences) == 1
        and not paragraph.text.rstrip().endswith((".", "。", "۔", "।", "."))
    )


def _links_after(paragraphs: Sequence[Paragraph], n: int) -> Iterator[int]:
    for k in range(n + 1, min(len(paragraphs), n + 12)):
        if not _is_link(paragraphs[k]) or paragraphs[k].opens_quoted:
            return
        yield k


def find_sentences(paragraphs: Sequence[Paragraph], article: Article, spans: Sequence[Span]) -> set[int]:
    """Indices of single sentences that are no reporting: an editor's note, a dateline's parts."""
    found = set()
    text, title = article.text, words_of(article.title)
    for paragraph in paragraphs:
        for i in paragraph.sentences:
            sentence = text[spans[i].start : spans[i].end]
            if len(sentence) < _NOTE and any(pattern.fullmatch(sentence) for pattern in _sentence_patterns()):
                found.add(i)
    top = [
        i for i in range(min(len(spans), _DATELINE)) if title and words_of(text[spans[i].start : spans[i].end]) == title
    ]
    return found | set(top) | _dateline(paragraphs, text, spans)


def _dateline(paragraphs: Sequence[Paragraph], text: str, spans: Sequence[Span]) -> set[int]:
    """« Москва. 8 ноября. Власти … »: a place and a day, each with its full stop, before the first sentence."""
    for paragraph in paragraphs[:_EDGE]:
        found = set()
        for i in paragraph.sentences[:-1]:
            sentence = text[spans[i].start : spans[i].end]
            words = words_of(sentence)
            plain = not any(c in sentence for c in '"“«?!…') and sentence.endswith((".", "."))
            if len(words) > _DATELINE or not plain or not (sentence[0].isupper() or sentence[0].isdigit()):
                break
            found.add(i)
        if any(text[spans[i].start].isdigit() for i in found):
            return found
    return set()
