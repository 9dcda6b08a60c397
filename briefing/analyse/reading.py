"""The first half of analysis: what an article's words say of themselves, before any model judges their place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.analyse.boilerplate import boilerplate
from briefing.analyse.dates import find_dates
from briefing.analyse.sentences import Span, split
from briefing.analyse.spoken import spoken
from briefing.analyse.voices import attribute
from briefing.language import table
from briefing.language.detect import detect
from briefing.model import Article, Attribution, DateMention

if TYPE_CHECKING:
    import numpy as np

    Row = np.ndarray[tuple[int], np.dtype[np.float32]]
    Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Encode = Callable[[Sequence[str]], Vectors]

UNKNOWN = "und"
#: What is known of whether a sentence is somebody's where it has no vector.
UNDECIDED = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """`article`, its language known; of its sentences `spans` those `kept` are no boilerplate.

    `voices` (None where the outlet speaks) and `dates` are of the sentences kept, as are the unit `vectors`, float32
    (n, 512), None where the encoder doesn't know the language; `title` is the vector of the article's title.
    """

    article: Article
    spans: tuple[Span, ...]
    kept: tuple[int, ...]
    voices: tuple[Attribution | None, ...]
    dates: tuple[tuple[DateMention, ...], ...]
    vectors: "Vectors | None"
    title: "Row | None"

    @property
    def kept_spans(self) -> tuple[Span, ...]:
        """Where the sentences kept stand."""
        return tuple(self.spans[i] for i in self.kept)


def read(article: Article, *, encode: "Encode", spans: Sequence[Span] | None = None) -> Reading:
    """Split `article`, and find boilerplate, voices and dates; unknown language ("und") is what its text looks like.

    `encode` turns texts into unit vectors; it is called at most once, so that an article's vectors never depend on
    other articles, and not at all for a language that the encoder doesn't know. With `spans` they are the sentences.
    """
    language = article.language if article.language != UNKNOWN else detect(f"{article.title}\n{article.text}")
    article = replace(article, language=language)
    spans = tuple(split(article.text, language) if spans is None else spans)
    skipped = boilerplate(article, spans)
    kept = tuple(i for i in range(len(spans)) if i not in skipped)
    texts = [article.text[spans[i].start : spans[i].end] for i in kept]
    vectors, title = _encoded(texts, article.title, encode) if texts and knows_vectors(language) else (None, None)
    heard = [UNDECIDED] * len(spans)
    if vectors is not None and table(language, "voices").get("spoken", False):
        for i, probability in zip(kept, spoken(vectors), strict=True):
            heard[i] = probability
    voices = attribute(article, spans, skipped, spoken=heard)
    return Reading(
        article=article,
        spans=spans,
        kept=kept,
        voices=tuple(voices[i] for i in kept),
        dates=tuple(
            find_dates(text, language=language, published=article.published, offset=spans[i].start)
            for i, text in zip(kept, texts, strict=True)
        ),
        vectors=vectors,
        title=title,
    )


def knows_vectors(language: str) -> bool:
    """Whether the encoder's vectors mean something in `language`: `vectors = true` in its `[sections]`."""
    return bool(table(language, "sections").get("vectors", False))


def _encoded(texts: Sequence[str], title: str, encode: "Encode") -> "tuple[Vectors, Row | None]":
    encoded = encode([*texts, title] if title else texts)
    return encoded[: len(texts)], (encoded[-1] if title else None)
