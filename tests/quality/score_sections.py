"""Sections: NewsDiscourse's validation split (English, sentences as annotated) and the multilingual articles.

Labels are scored as such; sections both as the labels make them and as a briefing prints them.
"""

import json
from collections import defaultdict

import numpy as np
from shared import SHARED, tool

from briefing.analyse import analyse
from briefing.analyse.judgement import SECTIONS as ALL_SECTIONS
from briefing.analyse.lessons import article_from, article_of, documents
from briefing.analyse.reading import read
from briefing.analyse.sections import LABELS, classify
from briefing.analyse.vectors import encode
from briefing.model import SECTION_OF

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
DATA = SHARED / "data" / "sections"


def scores() -> dict[str, float]:
    return newsdiscourse() | multilingual()


def newsdiscourse() -> dict[str, float]:
    truth, labels, printed, sure, right = [], [], [], [], []
    tops = defaultdict(list)
    for rows in documents(DATA / "newsdiscourse_validation.jsonl.gz"):
        article, spans = article_of(rows)
        reading = read(article, encode=encode, spans=spans)
        found = classify(reading)
        kept = dict(zip(reading.kept, range(len(reading.kept)), strict=True))
        truth += [row["label"] for row in rows]
        best = [LABELS[label] for label in found.leaning.argmax(axis=1)]
        place = [ALL_SECTIONS[section] for section in found.sections.argmax(axis=1)]
        labels += [best[kept[i]] if i in kept else "NA" for i in range(len(rows))]
        printed += [place[kept[i]] if i in kept else "boilerplate" for i in range(len(rows))]
        own = np.array([SECTION_OF[rows[i]["label"]] for i in reading.kept])
        sure += list(found.sure[np.arange(len(own)), found.sections.argmax(axis=1)])
        right += [a == b for a, b in zip(own, place, strict=True)]
        for section in SECTIONS:
            if section in own:
                by_label = found.labels[:, [SECTION_OF[label] == section for label in LABELS]].sum(axis=1)
                as_printed = found.sure[:, ALL_SECTIONS.index(section)]
                tops[section].append(own[by_label.argmax()] == section)
                tops[f"as printed/{section}"].append(own[as_printed.argmax()] == section)
    gold = [SECTION_OF[label] for label in truth]
    each_label = {label: f1(truth, labels, label) for label in LABELS}
    from_labels = {section: f1(gold, [SECTION_OF[label] for label in labels], section) for section in SECTIONS}
    each_printed = {section: f1(gold, printed, section) for section in SECTIONS}
    return {
        "sections/newsdiscourse/macro9": mean(each_label.values()),
        "sections/newsdiscourse/macro4": mean(from_labels.values()),
        "sections/newsdiscourse/macro4 as printed": mean(each_printed.values()),
        **{f"sections/newsdiscourse/{name}": score for name, score in (from_labels | each_label).items()},
        **{f"sections/newsdiscourse/as printed/{name}": score for name, score in each_printed.items()},
        **{f"sections/newsdiscourse/surest is right/{section}": mean(hits) for section, hits in tops.items()},
        "sections/newsdiscourse/underconfidence": mean(right) - mean(sure),
    }


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


def f1(truth: list[str], found: list[str], name: str) -> float:
    hits = sum(a == b == name for a, b in zip(truth, found, strict=True))
    return 2 * hits / max(1, truth.count(name) + found.count(name))


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values)
