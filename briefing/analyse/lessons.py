"""Annotated documents as the section model sees them: what `briefing.analyse.train` learns from.

Reads the evaluation data (DESIGN §7) and keeps numbers only. Never imported by the program.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from briefing.analyse.dates import find_dates
from briefing.analyse.features import scalars
from briefing.analyse.sections import LABELS, knows_vectors
from briefing.analyse.sentences import Span, split
from briefing.analyse.vectors import encode
from briefing.model import Article

MEAN_ARTICLES, MEAN_SENTENCES = 60, 10
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated document: what the model sees of it, and the index of each sentence's label."""

    own: Any
    vectors: Any
    title: Any
    labels: Any


def documents(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Read the rows of each annotated document."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for _, rows in groupby(map(json.loads, lines), key=lambda row: row["doc"]):
            yield list(rows)


def article_of(rows: list[dict[str, Any]]) -> tuple[Article, tuple[Span, ...]]:
    """Rows as an article whose lines are the annotated paragraphs, and where each row's sentence stands in it."""
    text, spans, paragraph, previous = "", [], -1, None
    for row in rows:
        sentence = " ".join(row["sentence"].split()) or "-"
        if row["para"] != previous:
            paragraph += 1
            text += "\n" if text else ""
        else:
            text += " "
        previous = row["para"]
        spans.append(Span(len(text), len(text) + len(sentence), paragraph))
        text += sentence
    found = _DATE.search(rows[0]["date"] or rows[0]["doc"])
    published = datetime.fromisoformat("-".join(found.groups())).replace(tzinfo=UTC) if found else None
    title = rows[0]["headline"] or ""
    return Article(id=rows[0]["doc"], title=title, text=text, language="en", published=published), tuple(spans)


def lesson(rows: list[dict[str, Any]]) -> Lesson:
    """One annotated document as the model sees it."""
    article, spans = article_of(rows)
    vectors = encode([article.title, *(article.text[span.start : span.end] for span in spans)])
    title = vectors[0] if article.title else None
    labels = np.array([LABELS.index(row["label"]) for row in rows])
    dates = [
        find_dates(article.text[span.start : span.end], language=article.language, published=article.published)
        for span in spans
    ]
    return Lesson(scalars(article, spans, dates, article.language), vectors[1:], title, labels)


def common_mean(path: Path) -> Any:  # noqa: ANN401 - an array
    """Average the mean sentence vectors of every language that the encoder knows."""
    texts: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if knows_vectors(row["lang"]) and len(texts.setdefault(row["lang"], [])) < MEAN_ARTICLES:
                texts[row["lang"]].append(row["text"])
    means = []
    for language, articles in sorted(texts.items()):
        sentences = [
            text[span.start : span.end] for text in articles for span in split(text, language)[:MEAN_SENTENCES]
        ]
        means.append(encode(sentences).mean(axis=0))
    return np.mean(means, axis=0)
