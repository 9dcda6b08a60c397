"""Dates: where sentences of eleven languages say when, and what that comes to.

The sentences are the project's own, a file a language in dates/. `{on Friday|2024-05-10}` in one marks a mention and
its value; a value that is a precision ("day") stands for one that nothing resolves. A mention takes along the
preposition, article and part of day that belong to it and no clock time; what an untold moment hangs on ("the following
month"), what repeats ("every Monday") and durations are none. Every second sentence is kept unseen: while rules are
written only the others are read.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from briefing.analyse.dates import find_dates

NEEDS_SHARED = False
SET = Path(__file__).resolve().parent / "dates"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
PRECISIONS = {"day", "month", "season", "year", "range"}


class Case(NamedTuple):
    language: str
    text: str
    published: datetime | None
    gold: dict[tuple[int, int], tuple[str, str]]
    unseen: bool


def scores() -> dict[str, float]:
    tallies = defaultdict(Tally)
    for case in cases():
        found = {
            (date.start, date.end): (date.iso, date.precision)
            for date in find_dates(case.text, language=case.language, published=case.published)
        }
        half = "unseen" if case.unseen else "seen"
        for key in ("dates/{}", f"dates/{half}/{{}}"):
            tallies[key].add(case.gold, found)
            tallies[f"{key}@{case.language}"].add(case.gold, found)
    return {key.format(measure): score for key, tally in tallies.items() for measure, score in tally.scores().items()}


def cases() -> Iterator[Case]:
    for path in sorted(SET.glob("*.toml")):
        i = 0
        for edition in tomllib.loads(path.read_text("utf-8"))["editions"]:
            published = (
                datetime.fromisoformat(edition["published"]).replace(tzinfo=UTC) if edition["published"] else None
            )
            for marked in edition["sentences"]:
                yield Case(path.stem, *unmarked(marked, published), unseen=i % 2 == 1)
                i += 1


def unmarked(marked: str, published: datetime | None):
    """The plain sentence, its publication, and its mentions: (start, end) -> (iso, precision)."""
    text, gold, end = "", {}, 0
    for mark in MARK.finditer(marked):
        text += marked[end : mark.start()]
        gold[len(text), len(text) + len(mark[1])] = valued(mark[2])
        text += mark[1]
        end = mark.end()
    return text + marked[end:], published, gold


def valued(value: str) -> tuple[str, str]:
    if value in PRECISIONS:
        return "", value
    if "/" in value:
        return value, "range"
    if value[5:].isalpha():
        return value, "season"
    return value, {4: "year", 7: "month", 10: "day"}[len(value)]


class Tally:
    def __init__(self):
        self.gold = self.found = self.hits = self.right = 0

    def add(self, gold, found):
        self.gold += len(gold)
        self.found += len(found)
        self.hits += len(gold.keys() & found.keys())
        self.right += sum(found.get(span) == value for span, value in gold.items())

    def scores(self) -> dict[str, float]:
        return {"span f1": 2 * self.hits / max(1, self.gold + self.found), "value": self.right / max(1, self.hits)}
