"""Grouping: BCubed F1 on the development sets of stories, one configuration for all; pairs across languages besides.

And whether ids last: "ids kept a day" is the share of articles in the window, of those that were in it a day before,
whose story has the same id; "ids equal" that of ids which are the same when a stream comes at once and by the half
hour, "ids kept" that of ids which are the same half an hour later. As in a refresh, the stream is followed.
"""

import gzip
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from shared import SHARED, tool

from briefing.analyse.meaning import encode_articles
from briefing.group import group
from briefing.group.stream import Stream
from briefing.model import Article

DATA = SHARED / "data" / "grouping"
STREAM = SHARED / "data" / "stream" / "two_hours.jsonl.gz"
SETS = ("og2021", "neus_allsides", "ecbplus", "itn", "uci_sample")
MULTILINGUAL = ("og2021", "itn")
LASTING = "og2021"
#: A window of articles by the day, as a refresh has it.
WINDOW = timedelta(days=8)
DAY = timedelta(days=1)
#: Every so many days are looked at, which saves minutes.
DAYS = 9
#: And every so many articles of the stream.
THINNED = 3
HALF_HOUR = timedelta(minutes=30)
#: So many articles are encoded by one process at once.
AT_ONCE = 100

Vectors = dict[str, Any]


def scores() -> dict[str, float]:
    found: dict[str, float] = {}
    for name in SETS:
        articles, gold = read(DATA / f"dev_{name}.jsonl.gz")
        vectors = encoded(articles)
        story = grouped(articles, vectors)
        for key, value in tool("score_grouping").score(gold, story).items():
            if key.startswith("bcubed"):
                found[f"grouping/{name}/{key.removeprefix('bcubed_')}"] = value
        if name in MULTILINGUAL:
            found[f"grouping/{name}/across"] = across(articles, gold, story)
            english = [article for article in articles if article.language == "en"]
            ids = {article.id for article in english}
            view = tool("score_grouping").score({i: gold[i] for i in ids}, {i: story[i] for i in ids})
            found[f"grouping/{name}/english"] = view["bcubed_f1"]
        if name == LASTING:
            found[f"grouping/{name}/ids kept a day"] = kept(articles, vectors)
    return found | fed(read(STREAM)[0][::THINNED])


def read(path: Path) -> tuple[list[Article], dict[str, str]]:
    articles, gold = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold[str(row["id"])] = str(row.get("cluster", ""))
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


def encoded(articles: list[Article]) -> Vectors:
    """Encoding takes most of the time, so each processor takes some."""
    some = [articles[begin : begin + AT_ONCE] for begin in range(0, len(articles), AT_ONCE)]
    vectors = [vector for found in processes().map(encode_articles, some) for vector in found]
    return dict(zip((article.id for article in articles), vectors, strict=True))


@cache
def processes() -> Any:
    return Pool()


def grouped(
    articles: list[Article], vectors: Vectors, previous: dict[str, str] | None = None, stream: Stream | None = None
) -> dict[str, str]:
    stories = group(articles, vectors=vectors, previous=previous, stream=stream)
    return {id_: story.id for story in stories for id_ in story.articles}


def kept(articles: list[Article], vectors: Vectors) -> float:
    def ids(end: datetime, stream: Stream, before: dict[str, str] | None = None) -> dict[str, str]:
        return grouped([a for a in articles if end - WINDOW <= a.published < end], vectors, before, stream)

    same = known = 0
    for end in turns(articles, DAY)[DAYS - 1 :: DAYS]:
        stream = Stream()
        before = ids(end, stream)
        after = ids(end + DAY, stream, before)
        known += len(after.keys() & before.keys())
        same += len(after.items() & before.items())
    return same / known


def fed(articles: list[Article]) -> dict[str, float]:
    vectors = encoded(articles)
    at_once, ids, stream = grouped(articles, vectors), {}, Stream()
    same = known = 0
    for end in turns(articles, HALF_HOUR):
        before, ids = ids, grouped([a for a in articles if a.published < end], vectors, ids, stream)
        known += len(before)
        same += len(ids.items() & before.items())
    equal = len(ids.items() & at_once.items()) / len(at_once)
    return {"grouping/stream/ids equal": equal, "grouping/stream/ids kept": same / known}


def turns(articles: list[Article], step: timedelta) -> list[datetime]:
    """The ends of all spans of `step` in which something was published."""
    start = min(article.published for article in articles)
    return [start + (n + 1) * step for n in sorted({(article.published - start) // step for article in articles})]


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
