"""Grouping: BCubed F1 on the development sets of stories, one configuration for all; pairs across languages besides."""

import gzip
import json
from collections import Counter
from datetime import UTC, datetime

from shared import SHARED, tool

from briefing.analyse.vectors import encode
from briefing.group import group, vector_text
from briefing.model import Article

DATA = SHARED / "data" / "grouping"
SETS = ("og2021", "neus_allsides", "ecbplus", "itn", "uci_sample")
MULTILINGUAL = ("og2021", "itn")


def scores() -> dict[str, float]:
    found: dict[str, float] = {}
    for name in SETS:
        articles, gold = read(name)
        story = grouped(articles)
        for key, value in tool("score_grouping").score(gold, story).items():
            if key.startswith("bcubed"):
                found[f"grouping/{name}/{key.removeprefix('bcubed_')}"] = value
        if name in MULTILINGUAL:
            found[f"grouping/{name}/across"] = across(articles, gold, story)
            english = [article for article in articles if article.language == "en"]
            ids = {article.id for article in english}
            view = tool("score_grouping").score({i: gold[i] for i in ids}, {i: story[i] for i in ids})
            found[f"grouping/{name}/english"] = view["bcubed_f1"]
    return found


def read(name: str) -> tuple[list[Article], dict[str, str]]:
    articles, gold = [], {}
    with gzip.open(DATA / f"dev_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold[str(row["id"])] = str(row["cluster"])
            articles.append(
                Article(
                    id=str(row["id"]),
                    title=row["title"],
                    text=row.get("text") or "",
                    language=row.get("lang") or "und",
                    published=moment(row.get("date") or ""),
                    outlet=row.get("source") or "",
                )
            )
    return articles, gold


def moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def grouped(articles: list[Article]) -> dict[str, str]:
    rows = encode([vector_text(article) for article in articles])
    vectors = {article.id: row for article, row in zip(articles, rows, strict=True)}
    return {id_: story.id for story in group(articles, vectors=vectors) for id_ in story.articles}


def across(articles: list[Article], gold: dict[str, str], story: dict[str, str]) -> float:
    """F1 over the pairs of articles in different languages."""
    tongue = {article.id: article.language for article in articles}

    def pairs(key) -> int:
        whole = Counter(key(id_) for id_ in tongue)
        same = Counter((key(id_), tongue[id_]) for id_ in tongue)
        return (sum(n * n for n in whole.values()) - sum(n * n for n in same.values())) // 2

    right = pairs(lambda id_: (gold[id_], story[id_]))
    said, true = pairs(story.get), pairs(gold.get)
    return 2 * right / (said + true) if said + true else 1.0
