"""An article in, its sentences out: each with its section, its voice and its dates.

The stages stand in their own modules; this one puts them in order. Text, time and vectors come in as arguments, so
nothing here reads network, disk or clock, and the same article always gives the same analysis.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.analyse.boilerplate import boilerplate
from briefing.analyse.dates import find_dates
from briefing.analyse.judgement import judge
from briefing.analyse.sections import classify, knows_vectors
from briefing.analyse.sentences import Span, split
from briefing.analyse.voices import attribute
from briefing.language.detect import detect
from briefing.model import SECTION_OF, Analysis, Article, Sentence

if TYPE_CHECKING:
    import numpy as np

    Row = np.ndarray[tuple[int], np.dtype[np.float32]]
    Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Encode = Callable[[Sequence[str]], Vectors]

__all__ = ["analyse"]

UNKNOWN = "und"


def analyse(article: Article, *, encode: "Encode") -> Analysis:
    """All sentences of `article`, in order, boilerplate included.

    `encode` turns n texts into unit vectors, float32 (n, 512), such as `vectors.encode`; it is called at most once,
    and not at all for a language that the encoder doesn't know. An article of unknown language ("und") is taken for
    what its text looks like.
    """
    language = article.language if article.language != UNKNOWN else detect(f"{article.title}\n{article.text}")
    article = replace(article, language=language)
    spans = split(article.text, language)
    skipped = boilerplate(article, spans)
    voices = attribute(article, spans, skipped)
    kept = [i for i in range(len(spans)) if i not in skipped]
    dates = [
        find_dates(
            article.text[span.start : span.end], language=language, published=article.published, offset=span.start
        )
        for span in spans
    ]
    kept_spans = [spans[i] for i in kept]
    vectors, title = _encoded(article, kept_spans, language, encode)
    verdict = classify(
        article, kept_spans, dates=[dates[i] for i in kept], vectors=vectors, title=title, language=language
    )
    judged = dict(zip(kept, judge(verdict, [voices[i] for i in kept]), strict=True))
    sentences = []
    for i, span in enumerate(spans):
        text = article.text[span.start : span.end]
        label, probability = judged.get(i, ("NA", 1.0))
        sentences.append(
            Sentence(
                i=i,
                start=span.start,
                end=span.end,
                text=text,
                paragraph=span.paragraph,
                label=label,
                section=SECTION_OF[label],
                probability=probability,
                language=language,
                attribution=voices[i],
                dates=dates[i],
            )
        )
    return Analysis(article=article.id, sentences=tuple(sentences))


def _encoded(
    article: Article, spans: Sequence[Span], language: str, encode: "Encode"
) -> "tuple[Vectors | None, Row | None]":
    """Vectors of the sentences and of the title, in one call, so that they never depend on other articles."""
    if not spans or not knows_vectors(language):
        return None, None
    texts = [article.text[span.start : span.end] for span in spans]
    vectors = encode([*texts, article.title] if article.title else texts)
    return vectors[: len(texts)], (vectors[-1] if article.title else None)
