"""Speed of ranking and of headlines on made-up stories: `python tests/bench/rank.py [COUNT…]`.

Seven of ten stories are one article, the others up to ten, by 100 outlets over eight days; 40 letters of headline and
300 of text each. Prints CPU seconds, the best of three: ranked, ranked with three watched phrases, and the headlines of
the 25 that lead. Needs no data.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from briefing.group import headline, rank
from briefing.model import Article, Story

NOW = datetime(2026, 11, 23, tzinfo=UTC)
LETTERS = "abdefgiklmnoprstuvz"
WATCH = ("Karsu corridor", "Ilan Toralev", "غانجالي")


def edition(count: int) -> tuple[list[Story], dict[str, Article]]:
    chance = random.Random(count)
    lexicon = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(20_000)]
    stories, articles = [], {}
    for n in range(count):
        about = chance.choices(lexicon, k=6)
        size = 1 if chance.random() < 0.7 else chance.randint(2, 10)
        for i in range(size):
            outlet = f"Outlet {chance.randrange(100)}"
            articles[f"{n}-{i}"] = Article(
                id=f"{n}-{i}",
                title=" ".join(about),
                text=" ".join(about + chance.choices(lexicon, k=40)),
                language=chance.choice(("ar", "en", "ru")),
                published=NOW - timedelta(hours=chance.uniform(0, 190)),
                outlet=outlet,
                source=outlet,
            )
        stories.append(Story(id=f"s{n}", articles=tuple(f"{n}-{i}" for i in range(size))))
    return stories, articles


def seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def main(counts: list[int]) -> None:
    for count in counts:
        stories, articles = edition(count)
        leading = rank(stories, articles, now=NOW)[:25]
        plain = seconds(lambda: rank(stories, articles, now=NOW))  # noqa: B023 (called at once)
        watched = seconds(lambda: rank(stories, articles, now=NOW, watch=WATCH))  # noqa: B023
        heads = seconds(lambda: [headline(story, articles) for story in leading])  # noqa: B023
        print(
            f"{count:>6} stories  {len(articles):>6} articles  ranked {plain:.2f} s  "
            f"with {len(WATCH)} watched {watched:.2f} s  {len(leading)} headlines {heads:.3f} s"
        )


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000])
