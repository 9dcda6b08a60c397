"""Lines that their words give away: ad markers, share prompts, credits, "read more", copyright, signatures.

The words are in each language's `[boilerplate]`, as `junk_words` explains. A line is judged by itself, by the outlet's
and the author's name, and by a heading above it that says what follows. Never judges by length alone.
"""

import re
from collections.abc import Iterator, Sequence

from briefing.analyse.junk_words import Lists, Phrases, Words, lists_of, patterns
from briefing.analyse.paragraphs import Paragraph, count_words, words_of
from briefing.model import Article

CONTAINS = 40
_STARTS, _LAST, _LINK = 30, 60, 24
_PATTERN, _CODE, _CAPTION, _CAPTION_SENTENCES, _TAIL = 600, 2000, 120, 5, 90
_MARKED, _MARK = 12, 40
_SPECIFIC, _CHANNELS, _BESIDE = 3, 2, 3
_EDGE, _NEAR_END = 4, 3
_HEADING, _HEADLINE = 8, 2
_FIGURES, _NEWS = 12, 8
_SIGNATURE, _NAMES = 8, 2
_TELLING = 4
_SEPARATOR = re.compile(r"[:：﹕|→｜](?!\d)|\s[»›>]|\s[–—-]\s")
_LINKED = re.compile(r"[:：﹕|»›>→｜–—-]\s*\w")
_CREDITED = frozenset(":：/／(")
_CODED = frozenset("{<=;")
_DIGIT = re.compile(r"\d")


def find(paragraphs: Sequence[Paragraph], article: Article) -> Iterator[int]:
    """Indices of paragraphs that their words give away; one may come twice."""
    lists = lists_of(article.language)
    names = [words_of(name) for name in (article.outlet, article.byline)]
    closing = _closing(paragraphs, lists)
    yield from range(closing, len(paragraphs))
    for n, paragraph in enumerate(paragraphs[:closing]):
        edge = n < _EDGE or n >= closing - _EDGE
        last = n >= closing - _NEAR_END
        if _points(paragraph, lists.more, near=_EDGE + 2):
            yield n
            if n and is_link(paragraphs[n - 1]):
                yield n - 1
        elif _label(paragraph) in lists.related:
            yield n
            if not _LINKED.search(paragraph.text):
                yield from _links_after(paragraphs, n)
        elif _introduces(paragraph, lists):
            yield n
            yield from _links_after(paragraphs, n)
        elif (
            _given_away(paragraph, lists)
            or (edge and (_signed(paragraph, *names) or _bylined(paragraph, lists)))
            or (last and n and paragraph.size <= _LAST and lists.last.inside(paragraph.words))
        ):
            yield n


def _closing(paragraphs: Sequence[Paragraph], lists: Lists) -> int:
    """Where readers' comments and the like begin: at a heading that says so, after more text than follows it."""
    size = sum(paragraph.size for paragraph in paragraphs)
    told = 0
    for n, paragraph in enumerate(paragraphs):
        if 2 * told > size and paragraph.size <= _HEADING and not paragraph.ends:
            words = _worded(paragraph.words)
            if words in lists.end or count_words(lists.end.opening(words)) > 1:
                return n
        told += paragraph.size
    return len(paragraphs)


def _worded(words: Words) -> Words:
    """`words` without the numbers among them."""
    return tuple(word for word in words if not _DIGIT.match(word))


def _label(paragraph: Paragraph) -> Words:
    """What stands before a colon, an arrow or a dash near the beginning; () if none does."""
    sign = _SEPARATOR.search(paragraph.text, 0, _MARK)
    return words_of(paragraph.text[: sign.start()]) if sign else ()


def _points(paragraph: Paragraph, phrases: Phrases, *, near: int) -> bool:
    words = paragraph.words
    return words in phrases or (paragraph.size <= near and bool(phrases.opening(words)))


def _introduces(paragraph: Paragraph, lists: Lists) -> bool:
    if paragraph.words in lists.related:
        return True
    begun = lists.related.opening(paragraph.words)
    return count_words(begun) > 1 and paragraph.size <= _STARTS and not paragraph.ends


def _given_away(paragraph: Paragraph, lists: Lists) -> bool:
    return (
        _said(paragraph, lists)
        or _figures(paragraph)
        or (len(paragraph.text) < _PATTERN and patterns("patterns").fullmatch(paragraph.text.strip()) is not None)
        or _programmed(paragraph)
        or _captions(paragraph)
    )


def _said(paragraph: Paragraph, lists: Lists) -> bool:
    words = paragraph.words
    if not words or (paragraph.size <= _MARKED and _worded(words) in lists.exact):
        return True
    if paragraph.size > CONTAINS:
        return paragraph.size <= _CAPTION and _label(paragraph) in lists.starts
    if paragraph.size <= _STARTS and _begins(paragraph, lists):
        return True
    if lists.contains.inside(words):
        return not tells_first(paragraph, lists)
    urged = lists.promo.inside(words)
    if urged:
        return urged > 1 or lists.channels.inside(words) > 0
    return not paragraph.ends and paragraph.size <= 2 * lists.channels.inside(words) > 2 * _CHANNELS


def tells_first(paragraph: Paragraph, lists: Lists) -> bool:
    """Whether it begins with a sentence of news, and only what comes after points elsewhere."""
    first = paragraph.text[: paragraph.lead]
    words = words_of(first) if len(paragraph.sentences) > 1 and first.endswith((".", "。", "۔", "।")) else ()
    return count_words(words) >= _NEWS and not (lists.contains.inside(words) or lists.starts.opening(words))


def _begins(paragraph: Paragraph, lists: Lists) -> bool:
    """One word may begin a sentence too, unless it urges; two may in a long one; three begin nothing else."""
    begun = lists.starts.opening(paragraph.words)
    telling = count_words(begun) + (begun in lists.promo)
    labelled = 0 < count_words(_label(paragraph)) <= count_words(begun) + _BESIDE
    marked = not paragraph.ends or labelled or (paragraph.size <= _MARKED and telling > 1)
    return bool(begun) and (marked or telling >= _SPECIFIC)


def _figures(paragraph: Paragraph) -> bool:
    """A row of a table, a score, a time: half of an open line's words are numbers."""
    words = paragraph.words
    return (
        len(words) <= _FIGURES
        and not paragraph.ends
        and 2 * sum(_DIGIT.search(word) is not None for word in words) >= len(words)
    )


def _programmed(paragraph: Paragraph) -> bool:
    text = paragraph.text[:_CODE]
    return not _CODED.isdisjoint(text) and patterns("codes").search(text) is not None


def _captions(paragraph: Paragraph) -> bool:
    tail = paragraph.text[-_TAIL:]
    return (
        (not _CREDITED.isdisjoint(tail) or "via" in tail)
        and len(paragraph.sentences) <= _CAPTION_SENTENCES
        and paragraph.size < _CAPTION
        and any(m.end() >= len(tail) - 2 for m in patterns("credits").finditer(tail))
    )


def _signed(paragraph: Paragraph, outlet: Words, byline: Words) -> bool:
    """Whether it is the outlet's or the author's name with little besides: « Orsk, Harbour Post news desk »."""
    words = paragraph.words
    if words in (outlet, byline):
        return True
    if len(byline) > 1 and paragraph.size <= len(byline) + _EDGE and set(byline) <= set(words):
        return True
    telling = {word for word in outlet if len(word) >= _TELLING}
    return paragraph.size <= _SIGNATURE and not paragraph.ends and telling <= set(words) and bool(telling)


def _bylined(paragraph: Paragraph, lists: Lists) -> bool:
    begun = lists.by.opening(paragraph.words)
    written = paragraph.text.split()
    named = bool(begun) and all(word[:1].isupper() for word in written[len(begun) : len(begun) + _NAMES])
    return named and len(begun) < paragraph.size <= _SIGNATURE and not paragraph.ends


def is_link(paragraph: Paragraph) -> bool:
    """Whether it may be a headline: short, without a full stop at the end; three dots are a headline cut off."""
    bare = paragraph.text.rstrip()
    whole = not bare.endswith((".", "。", "۔", "।", ".")) or bare.endswith("..")
    whole = whole and not (paragraph.opens_quoted and paragraph.ends)
    return paragraph.size <= _LINK and len(paragraph.sentences) <= _HEADLINE and whole


def _links_after(paragraphs: Sequence[Paragraph], n: int) -> Iterator[int]:
    for k in range(n + 1, min(len(paragraphs), n + 12)):
        if not is_link(paragraphs[k]) or paragraphs[k].opens_quoted:
            return
        yield k
