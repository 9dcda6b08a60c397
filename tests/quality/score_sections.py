"""Sections: NewsDiscourse's validation split (English, sentences as annotated) and the multilingual articles."""

import json
from collections import defaultdict
from datetime import datetime

import numpy as np
from shared import SHARED, tool

from briefing.analyse import analyse
from briefing.analyse.dates import find_dates
from briefing.analyse.lessons import article_of, documents
from briefing.analyse.sections import LABELS, classify
from briefing.analyse.vectors import encode
from briefing.model import SECTION_OF, Article

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
DATA = SHARED / "data" / "sections"


def scores() -> dict[str, float]:
    return newsdiscourse() | multilingual()


def newsdiscourse() -> dict[str, float]:
    truth, found, sure = [], [], []
    tops = defaultdict(list)
    for rows in documents(DATA / "newsdiscourse_validation.jsonl.gz"):
        probabilities, best = judged(rows)
        truth += [row["label"] for row in rows]
        found += [LABELS[label] for label in best]
        for section in SECTIONS:
            chance = probabilities[:, [SECTION_OF[label] == section for label in LABELS]].sum(axis=1)
            sure += [p for p, label in zip(chance, best, strict=True) if SECTION_OF[LABELS[label]] == section]
            if any(SECTION_OF[row["label"]] == section for row in rows):
                tops[section].append(SECTION_OF[rows[int(chance.argmax())]["label"]] == section)
    labels = {label: f1(truth, found, label) for label in LABELS}
    in_section = [[SECTION_OF[label] for label in those] for those in (truth, found)]
    sections = {section: f1(*in_section, section) for section in SECTIONS}
    right = [a == b for a, b in zip(*in_section, strict=True) if b in SECTIONS]
    return {
        "sections/newsdiscourse/macro9": mean(labels.values()),
        "sections/newsdiscourse/macro4": mean(sections.values()),
        **{f"sections/newsdiscourse/{name}": score for name, score in (sections | labels).items()},
        **{f"sections/newsdiscourse/surest is right/{section}": mean(hits) for section, hits in tops.items()},
        "sections/newsdiscourse/underconfidence": mean(right) - mean(sure),
    }


def judged(rows):
    """Probabilities of each row's sentence and the index of its label, by the model alone."""
    article, spans = article_of(rows)
    texts = [article.text[span.start : span.end] for span in spans]
    *vectors, title = encode([*texts, article.title])
    dates = [find_dates(text, language="en", published=article.published) for text in texts]
    title = title if article.title else None
    verdict = classify(article, spans, dates=dates, vectors=np.array(vectors), title=title, language="en")
    return verdict.probabilities, verdict.leaning.argmax(axis=1)


def multilingual() -> dict[str, float]:
    scorer = tool("score_sections")
    gold_path = DATA / "multilingual_dev.jsonl"
    gold = scorer.read(gold_path)
    language_of = {row["doc"]: row["lang"] for row in map(json.loads, gold_path.read_text("utf-8").splitlines())}
    predicted = []
    for line in (DATA / "multilingual_dev_docs.jsonl").read_text("utf-8").splitlines():
        article = article_from(json.loads(line))
        for sentence in analyse(article, encode=encode).sentences:
            section = scorer.MAP.get(sentence.section, sentence.section)
            speaker = sentence.attribution.speaker if sentence.attribution else None
            row = {"doc": article.id, "i": sentence.i, "text": sentence.text, "section": section, "speaker": speaker}
            predicted.append(row)
    whole = scorer.evaluate(gold, predicted)
    by_language = defaultdict(list)
    for row in gold:
        by_language[language_of[row["doc"]]].append(row)
    result = {}
    for mode in ("strict", "lenient"):
        result[f"sections/multilingual/{mode}"] = whole[mode]["macro4"]
        result |= {f"sections/multilingual/{mode}/{s}": whole[mode]["per"][s][2] for s in scorer.ALL}
    for language, rows in sorted(by_language.items()):
        docs = {row["doc"] for row in rows}
        part = scorer.evaluate(rows, [row for row in predicted if row["doc"] in docs])
        for mode in ("strict", "lenient"):
            result[f"sections/multilingual/accuracy/{mode}@{language}"] = part[mode]["accuracy"]
    return result


def article_from(document: dict) -> Article:
    return Article(
        id=document["id"],
        title=document["title"],
        text=document["text"],
        language=document["language"],
        published=datetime.fromisoformat(document["published"]),
        outlet=document["outlet"],
    )


def f1(truth: list[str], found: list[str], name: str) -> float:
    hits = sum(a == b == name for a, b in zip(truth, found, strict=True))
    return 2 * hits / max(1, truth.count(name) + found.count(name))


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)
