"""Where the words of a report stand in an article: the very words, but for spaces, line breaks and marks of direction.

A source's own "[1]" may stand on the page as "{1}" (`citing.disowned`), which is as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.analyse.figures import figures_of
from briefing.model import Article, Sentence, Told
from briefing.pipeline.evidence import Evidence
from briefing.render.citing import disowned
from briefing.render.direction import FIRST_RTL, MARKS
from briefing.render.read.drawn import looks_like
from briefing.render.read.sentence import squashed

_NUMBER = re.compile(r"\d+")
_MARKS = re.compile(f"[{MARKS}]")
_SEEN = re.compile(f"(?s)[^\\s{MARKS}](?:.*[^\\s{MARKS}])?")

#: How alike a sentence must be, in per cent, to be what was meant.
NEAR = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a wording of an article, and the sentence they stand in, if that is known."""

    article: Article
    start: int
    end: int
    sentence: Sentence | None = None
    is_whole: bool = True

    @property
    def language(self) -> str:
        """That of the sentence, else of its article."""
        return self.sentence.language if self.sentence else self.article.language


def plain(text: str) -> str:
    """`text` on one line, each space single, without marks of direction."""
    return " ".join(_MARKS.sub("", text).split())


def same(says: str, expected: Iterable[str], *, drawn: bool) -> bool:
    """Whether a short text is one of those `expected`, spaces aside.

    Where it may be `drawn`, in order for the eye, all that can be told is that it has the same letters and numbers.
    """
    wanted = squashed(disowned(says))
    if any(wanted == squashed(disowned(text)) for text in expected):
        return True
    loose = drawn and max(wanted, default="") >= FIRST_RTL
    return loose and any(_letters(says) == _letters(text) for text in expected)


def _letters(text: str) -> tuple[list[str], list[str]]:
    return sorted(c for c in text if c.isalpha()), sorted(_NUMBER.findall(text))


def places(told: Told, wordings: Sequence[Article], evidence: Evidence) -> Iterator[Place]:
    """Where the words of `told` stand, in each of `wordings`, the newest first."""
    for article in wordings:
        found = list(_spans(told, article))
        yield from (_placed(article, start, end, evidence) for start, end in found)
        if told.drawn and not found:
            for sentence in evidence.sentences.get(article.id, ()):
                for start, end in _units(sentence):
                    if looks_like(plain(article.text[start:end]), told.drawn):
                        yield _placed(article, start, end, evidence)


def _spans(told: Told, article: Article) -> Iterator[tuple[int, int]]:
    if told.spans:
        first = told.spans[0]
        if _MARKS.sub("", article.text[first.start : first.end]) == _MARKS.sub("", told.text):
            yield first.start, first.end
        return
    unseen = MARKS if _MARKS.search(article.text) else ""
    between = f"[{unseen}]*" if unseen else ""
    lines = (
        between.join(rf"[\s{unseen}]+" if char == " " else re.escape(char) for char in plain(line))
        for line in disowned(told.text).split("\n")
    )
    pattern = rf"[\s{unseen}]*".join(filter(None, lines))
    if pattern:
        yield from (found.span() for found in re.finditer(pattern, disowned(article.text)))


def _placed(article: Article, start: int, end: int, evidence: Evidence) -> Place:
    """A sentence that it is, or is quoted in; else one that it is only a part of."""
    around = None
    for sentence in evidence.sentences.get(article.id, ()):
        if article.text[sentence.start : sentence.end] != sentence.text:
            return Place(article, start, end)  # another wording than the one that was analysed
        if any(_trimmed(article.text, *unit) == _trimmed(article.text, start, end) for unit in _units(sentence)):
            return Place(article, start, end, sentence)
        if sentence.start <= start < sentence.end:
            around = sentence
    return Place(article, start, end, around, is_whole=article.id not in evidence.sentences)


def _units(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What may be printed of it: all of it, the words it quotes, or its figures."""
    yield sentence.start, sentence.end
    yield from ((figure.start, figure.end) for figure in figures_of(sentence))
    if sentence.attribution and sentence.attribution.quote:
        yield sentence.attribution.quote


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    seen = _SEEN.search(text, start, end)
    return seen.span() if seen else (start, end)


def nearest(text: str, articles: Iterable[Article], evidence: Evidence) -> str:
    """The sentence of `articles` that `text` is most alike; "" if none is like it."""
    from rapidfuzz import fuzz, process

    sentences: dict[str, None] = {}
    for article in articles:
        known = evidence.sentences.get(article.id)
        found = [s.text for s in known] if known else [line for line in article.text.split("\n") if line.strip()]
        sentences.update(dict.fromkeys(found))
    best = process.extractOne(plain(text), list(sentences), scorer=fuzz.ratio, score_cutoff=NEAR, processor=plain)
    return plain(best[0]) if best else ""
