"""Annotated documents as the section model sees them; data for `train` and for the scorers, never for the program."""

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

from briefing.analyse.judgement import SECTIONS
from briefing.analyse.reading import Reading, knows_vectors, read
from briefing.analyse.sections import LABELS, own_features
from briefing.analyse.sentences import Span, split
from briefing.analyse.vectors import encode
from briefing.model import SECTION_OF, Article, Section

MEAN_ARTICLES, MEAN_SENTENCES = 60, 10
#: What an annotator's first choice weighs where others are acceptable too.
FIRST_CHOICE = 0.65
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_NAMES: dict[str, Section] = {"analyst": "analyst_views"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated document: its own features, unit vectors (None where the encoder is of no use), title's vector.

    `sections` (n, len(SECTIONS)) says how far each section is right, rows sum to 1, or to 0 where nothing is known;
    `labels` are indices into LABELS, empty where only sections were annotated.
    """

    own: Any
    vectors: Any
    title: Any
    labels: Any
    sections: Any


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


def labelled(rows: list[dict[str, Any]]) -> Lesson:
    """One document annotated with van Dijk's labels; what rules know for boilerplate no model needs to see."""
    article, spans = article_of(rows)
    reading = read(article, encode=encode, spans=spans)
    labels = np.array([LABELS.index(rows[i]["label"]) for i in reading.kept], int)
    sections = np.array([[SECTION_OF[LABELS[label]] == section for section in SECTIONS] for label in labels])
    return _lesson(reading, labels, sections.reshape(len(labels), len(SECTIONS)))


def laid_out(folder: Path) -> Iterator[Lesson]:
    """The articles whose sentences somebody has put into sections, read and split as the program does."""
    rows = map(json.loads, (folder / "multilingual_dev.jsonl").read_text("utf-8").splitlines())
    annotated = {doc: list(those) for doc, those in groupby(rows, key=lambda row: row["doc"])}
    for line in (folder / "multilingual_dev_docs.jsonl").read_text("utf-8").splitlines():
        reading = read(article_from(json.loads(line)), encode=encode)
        yield _lesson(reading, np.array([], int), _matched(reading, annotated[reading.article.id]))


def article_from(document: dict[str, Any]) -> Article:
    """An article from a document of the evaluation data."""
    return Article(
        id=document["id"],
        title=document["title"],
        text=document["text"],
        language=document["language"],
        published=datetime.fromisoformat(document["published"]),
        outlet=document["outlet"],
    )


def _matched(reading: Reading, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - an array
    """How far each section is right for each sentence kept, by the annotated sentence it shares most letters with."""
    places = []
    cursor = 0
    for row in rows:
        at = reading.article.text.find(row["text"], cursor)
        if row["section"] != "headline" and at >= 0:
            cursor = at + len(row["text"])
            places.append((at, cursor, row))
    found = np.zeros((len(reading.kept), len(SECTIONS)))
    for target, span in zip(found, reading.kept_spans, strict=True):
        shared, best = max(
            ((min(end, span.end) - max(start, span.start), n) for n, (start, end, _) in enumerate(places)),
            default=(0, 0),
        )
        if 2 * shared > span.end - span.start:
            _, _, row = places[best]
            first = SECTIONS.index(_NAMES.get(row["section"], row["section"]))
            others = {SECTIONS.index(_NAMES.get(name, name)) for name in row.get("alt", ())} - {first}
            target[first] = FIRST_CHOICE if others else 1.0
            for other in others:
                target[other] = (1 - FIRST_CHOICE) / len(others)
    return found


def _lesson(reading: Reading, labels: Any, sections: Any) -> Lesson:  # noqa: ANN401 - arrays
    return Lesson(own_features(reading), reading.vectors, reading.title, labels, sections)


def heard(path: Path) -> Iterator[tuple[Any, Any]]:
    """Unit vectors of each document's sentences, and whether each passes on somebody's words (PolNeAR)."""
    for rows in documents(path):
        sentences = [" ".join(row["sentence"].split()) or "-" for row in rows]
        yield encode(sentences), np.array([bool(row["quotes"]) for row in rows])


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
