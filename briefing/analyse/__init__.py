"""An article in, its sentences out: each with its section, its voice and its dates.

The stages stand in their own modules; this one puts them in order. Text, time and vectors come in as arguments, so
nothing here reads network, disk or clock, and the same article always gives the same analysis.
"""

from typing import TYPE_CHECKING

from briefing.analyse.judgement import SECTIONS
from briefing.analyse.reading import read
from briefing.analyse.sections import LABELS, Verdict, classify
from briefing.model import Analysis, Article, Label, Section, Sentence

if TYPE_CHECKING:
    from briefing.analyse.reading import Encode

__all__ = ["analyse"]

_FURNITURE = SECTIONS.index("boilerplate")
_JUNK: tuple[Label, Section, float] = ("NA", "boilerplate", 1.0)


def analyse(article: Article, *, encode: "Encode") -> Analysis:
    """All sentences of `article`, in order, boilerplate included.

    `encode` turns n texts into unit vectors, float32 (n, 512), such as `vectors.encode`; it is called at most once,
    and not at all for a language that the encoder doesn't know. An article of unknown language ("und") is taken for
    what its text looks like.
    """
    reading = read(article, encode=encode)
    judged = zip(reading.kept, _judged(classify(reading)), reading.voices, reading.dates, strict=True)
    found = {i: (verdict, voice, dates) for i, verdict, voice, dates in judged}
    sentences = []
    for i, span in enumerate(reading.spans):
        (label, section, probability), voice, dates = found.get(i, (_JUNK, None, ()))
        sentences.append(
            Sentence(
                i=i,
                start=span.start,
                end=span.end,
                text=article.text[span.start : span.end],
                paragraph=span.paragraph,
                label=label,
                section=section,
                probability=probability,
                language=reading.article.language,
                attribution=voice,
                dates=dates,
            )
        )
    return Analysis(article=article.id, sentences=tuple(sentences))


def _judged(found: Verdict) -> list[tuple[Label, Section, float]]:
    """Label, section and how sure the section is, to three digits, of each sentence."""
    sections = found.sections
    if (sections.argmax(axis=1) == _FURNITURE).all():
        # No outlet publishes furniture alone: what looks like it in a short entry is the news.
        sections = sections * [section != "boilerplate" for section in SECTIONS]
    rows = zip(found.leaning.argmax(axis=1), sections.argmax(axis=1), found.sure, strict=True)
    return [(LABELS[label], SECTIONS[section], round(float(sure[section]), 3)) for label, section, sure in rows]
