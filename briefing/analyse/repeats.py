"""Words that stand in an article twice: its headline above the text, pull quotes, repeated lines.

A pull quote shows again, in large type, what the body has with its source; it may be shortened or, in a translated
page, translated anew. Compares words, so that any language will do. Never calls the attributed text the repeat.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.analyse.paragraphs import Paragraph, words_of
from briefing.model import Article

_TOP = 4
_SAME_TITLE = 0.85
_FEWEST, _SHORTEST, _LONGEST = 2, 4, 160
_PAIRS, _PAIRS_ATTRIBUTED, _WORDS = 0.6, 0.45, 0.75
_CAPTION_NAME = 16
_FREQUENT = 8
_DASHES = frozenset("–—―-−")


def find(paragraphs: Sequence[Paragraph], article: Article) -> set[int]:
    """Indices of paragraphs that repeat, or only name the source of such a repeat."""
    found = _headline(paragraphs, words_of(article.title))
    found |= _duplicates(paragraphs)
    return found | _pull_quotes(paragraphs, found)


def _headline(paragraphs: Sequence[Paragraph], title: tuple[str, ...]) -> set[int]:
    top = [n for n, paragraph in enumerate(paragraphs[:_TOP]) if paragraph.words and _alike(paragraph.words, title)]
    twice = not title and len(paragraphs) > 1 and paragraphs[0].words == paragraphs[1].words
    return {0, 1} if twice else set(top)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    shared = len(set(a) & set(b))
    return bool(shared) and shared >= _SAME_TITLE * max(len(set(a)), len(set(b)))


def _duplicates(paragraphs: Sequence[Paragraph]) -> set[int]:
    seen: set[tuple[str, ...]] = set()
    found = set()
    for n, paragraph in enumerate(paragraphs):
        if paragraph.words in seen and paragraph.size >= _SHORTEST:
            found.add(n)
        seen.add(paragraph.words)
    return found


def names_source(paragraph: Paragraph) -> bool:
    """Whether it is no more than « – Mira Hale, minister »: a dash, then a few words that make no sentence."""
    text = paragraph.text.lstrip()
    rest = text[1:].lstrip()
    return (
        text[:1] in _DASHES
        and text[1:2].isspace()
        and 1 <= paragraph.size <= _CAPTION_NAME
        and not paragraph.ends
        and rest[:1].isalpha()
        and not rest[:1].islower()
    )


def _pull_quotes(paragraphs: Sequence[Paragraph], repeated: set[int]) -> set[int]:
    found = set()
    index: dict[tuple[str, str], list[int]] | None = None
    for n, paragraph in enumerate(paragraphs):
        after = n + 1 < len(paragraphs) and names_source(paragraphs[n + 1])
        if n in repeated or not (after or paragraph.opens_quoted):
            continue
        index = _indexed(paragraphs) if index is None else index
        if _repeats(paragraphs, n, index, attributed=after):
            found.add(n)
            if after:
                found.add(n + 1)
    return found


def _indexed(paragraphs: Sequence[Paragraph]) -> dict[tuple[str, str], list[int]]:
    """Where each two words stand beside each other, in how many paragraphs is enough."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, paragraph in enumerate(paragraphs):
        for pair in dict.fromkeys(pairwise(paragraph.words)):
            if len(index[pair]) < _FREQUENT:
                index[pair].append(n)
    return index


def _repeats(
    paragraphs: Sequence[Paragraph], n: int, index: dict[tuple[str, str], list[int]], *, attributed: bool
) -> bool:
    words = paragraphs[n].words
    if not (paragraphs[n].quoted or attributed) or not _FEWEST <= len(words) <= _LONGEST:
        return False
    if any(_begins(paragraphs, near, words) for near in (n + 1, n - 1)):
        return True
    pairs = set(pairwise(words))
    shared: dict[int, int] = defaultdict(int)
    for pair in pairs:
        for other in index[pair]:
            shared[other] += other != n
    need = (_PAIRS_ATTRIBUTED if attributed else _PAIRS) * len(pairs)
    alike = [paragraphs[other].words for other, count in shared.items() if count >= need]
    own = set(words)
    return len(words) >= _SHORTEST and any(
        len(own & set(other)) >= _WORDS * len(own) and (attributed or len(other) > len(words)) for other in alike
    )


def _begins(paragraphs: Sequence[Paragraph], n: int, words: tuple[str, ...]) -> bool:
    """Whether the paragraph `n` begins with `words` and goes on."""
    longer = 0 <= n < len(paragraphs) and len(paragraphs[n].words) > len(words)
    return longer and paragraphs[n].words[: len(words)] == words
