"""Voices: who said what in PolNeAR (English), Wikinews (German) and the multilingual articles.

A speaker counts as right when one of the two namings holds all words of the other, or their initials, small words
aside. Gold speakers that are pronouns say nothing about a resolved name, so only the sentence counts there.
"""

import gzip
import json
import re
from collections import defaultdict
from itertools import groupby

from shared import SHARED, tool

from briefing.analyse.lessons import article_from
from briefing.analyse.reading import read
from briefing.analyse.sentences import Span
from briefing.analyse.vectors import encode
from briefing.model import Article

DATA = SHARED / "data" / "sections"
PRONOUNS = frozenset(
    [
        "a",
        "das",
        "der",
        "die",
        "er",
        "es",
        "he",
        "her",
        "him",
        "his",
        "i",
        "it",
        "me",
        "my",
        "one",
        "our",
        "she",
        "sie",
        "someone",
        "that",
        "their",
        "them",
        "they",
        "us",
        "we",
        "which",
        "who",
        "you",
        "your",
    ]
)
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einer",
        "et",
        "in",
        "mr",
        "mrs",
        "ms",
        "of",
        "said",
        "some",
        "the",
        "und",
        "von",
        "s",
    ]
)


def scores() -> dict[str, float]:
    return quotes("polnear", "en") | quotes("german_quotes", "de") | multilingual()


def same(a: str, b: str) -> bool:
    one, other = (set(re.findall(r"\w+", name.casefold())) - SMALL for name in (a, b))
    return bool(one and other) and (one <= other or other <= one or initials(a, other) or initials(b, one))


def initials(short: str, words: set[str]) -> bool:
    """Whether one word in capitals stands for all the words of another naming: "the IMF"."""
    found = [word for word in re.findall(r"\w+", short) if word.isupper()]
    return any(sorted(word.casefold()) == sorted(w[0] for w in words) for word in found if len(word) > 1)


def quotes(name: str, language: str) -> dict[str, float]:
    words, speakers, printed = Tally(), Tally(), Tally()
    for sentences in documents(DATA / f"{name}_dev.jsonl.gz"):
        article, spans = laid_out(sentences, language)
        reading = read(article, encode=encode, spans=spans)
        voices = dict(zip(reading.kept, reading.voices, strict=True))
        for i, row in enumerate(sentences):
            found = voices.get(i)
            words.add(bool(row["quotes"]), found is not None, hit=bool(row["quotes"]) and found is not None)
            gold = [q["speaker"] for q in row["quotes"] if q.get("speaker")]
            if row["quotes"] and (not gold or all(s.lower() in PRONOUNS for s in gold)):
                continue
            hit = found is not None and any(same(s, found.speaker) for s in gold)
            speakers.add(bool(gold), found is not None, hit=hit)
            certain = found is not None and found.certain
            printed.add(bool(gold), certain, hit=certain and hit)
    scores = words.scores(f"voices/{name}/sentence") | speakers.scores(f"voices/{name}/speaker")
    return scores | printed.scores(f"voices/{name}/certain")


def documents(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [list(group) for _, group in groupby(rows, key=lambda row: row["doc"])]


def laid_out(sentences: list[dict], language: str) -> tuple[Article, list[Span]]:
    """The annotated sentences as an article of one paragraph, with their spans."""
    text, spans = "", []
    for row in sentences:
        sentence = row["sentence"].replace("\n", " ").strip() or "-"
        spans.append(Span(len(text), len(text) + len(sentence), 0))
        text += sentence + " "
    return Article(id=sentences[0]["doc"], title="", text=text, language=language), spans


def multilingual() -> dict[str, float]:
    scorer = tool("score_sections")
    path = DATA / "multilingual_dev.jsonl"
    gold = scorer.read(path)
    facts = {(row["doc"], row["i"]): row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    found = []
    for line in (DATA / "multilingual_dev_docs.jsonl").read_text("utf-8").splitlines():
        article = article_from(json.loads(line))
        reading = read(article, encode=encode)
        voices = dict(zip(reading.kept, reading.voices, strict=True))
        for i, span in enumerate(reading.spans):
            voice = voices.get(i)
            section = "background" if i in voices else "boilerplate"
            speaker = voice.speaker if voice else None
            text = article.text[span.start : span.end]
            found.append(
                {"doc": article.id, "i": i, "text": text, "section": section, "speaker": speaker, "voice": voice}
            )
    result = dict(zip(("precision", "recall", "f1"), scorer.evaluate(gold, found)["speakers"][:3], strict=True))
    result |= boilerplate_scores(scorer, gold, found)
    result |= facets(scorer, gold, found, facts)
    by_language = defaultdict(list)
    for row in gold:
        by_language[facts[row["doc"], row["i"]]["lang"]].append(row)
    for language, rows in sorted(by_language.items()):
        docs = {row["doc"] for row in rows}
        part = scorer.evaluate(rows, [row for row in found if row["doc"] in docs])
        result[f"f1/{language}"] = part["speakers"][2]
    return {f"voices/multilingual/{key}": score for key, score in result.items()}


def pairs(scorer, gold, found):
    for doc in dict.fromkeys(row["doc"] for row in gold):
        rows = [row for row in gold if row["doc"] == doc]
        yield from zip(rows, scorer.align(rows, [row for row in found if row["doc"] == doc], 0.6), strict=True)


def boilerplate_scores(scorer, gold, found) -> dict[str, float]:
    tally = Tally()
    for row, match in pairs(scorer, gold, found):
        if row["section"] != "headline" and match is not None:
            junk, said = row["section"] == "boilerplate", match["section"] == "boilerplate"
            tally.add(junk, said, hit=junk and said)
    return tally.scores("boilerplate")


def facets(scorer, gold, found, facts) -> dict[str, float]:
    right = {"kind": [], "direct": []}
    for row, match in pairs(scorer, gold, found):
        fact = facts[row["doc"], row["i"]]
        if row["speaker"] and match and match["voice"] and scorer.same_speaker(row["speaker"], match["speaker"], []):
            right["kind"].append(fact.get("kind") == match["voice"].kind)
            right["direct"].append(fact.get("direct") == match["voice"].direct)
    return {key: sum(values) / max(1, len(values)) for key, values in right.items()}


class Tally:
    def __init__(self):
        self.truth = self.said = self.hits = 0

    def add(self, truth, said, *, hit):
        self.truth += truth
        self.said += said
        self.hits += hit

    def scores(self, key: str) -> dict[str, float]:
        precision, recall = self.hits / max(1, self.said), self.hits / max(1, self.truth)
        f1 = 2 * self.hits / max(1, self.truth + self.said)
        return {f"{key}/precision": precision, f"{key}/recall": recall, f"{key}/f1": f1}
