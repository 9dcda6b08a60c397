"""Speed and memory of grouping on made-up articles: `python tests/bench/grouping.py [COUNT…]`.

Each article is about one of COUNT / 4 matters: it shares the matter's invented words and a noisy copy of its vector.
Articles are in one language; where there are several, names are compared too, which takes longer. Prints articles/s by
the processor's time, so that what else runs counts for less; the slowest percentile of ms an article over ten runs of
a tenth; the ms until one more article is in its story, for which all are grouped anew; and peak memory with what the
articles and vectors took before. Counts should rise, since the peak never falls. Needs no data; set
OPENBLAS_NUM_THREADS=1 to measure one core.
"""

import random
import resource
import sys
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from briefing.group import group
from briefing.model import Article

START = datetime(2026, 11, 23, tzinfo=UTC)
LETTERS = "abdefgiklmnoprstuvz"


def stream(count: int) -> tuple[list[Article], dict[str, np.ndarray]]:
    chance, noise = random.Random(count), np.random.default_rng(count)
    lexicon = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(20_000)]
    matters = max(count // 4, 1)
    about = [[chance.choice(lexicon) for _ in range(12)] for _ in range(matters)]
    centres = noise.standard_normal((matters, 512), dtype=np.float32)
    articles, vectors = [], {}
    for i in range(count):
        matter = chance.randrange(matters)
        words = chance.sample(about[matter], 6) + chance.choices(lexicon, k=4)
        text = " ".join(chance.sample(about[matter], 8) + chance.choices(lexicon, k=40))
        hours = 3 * 24 * i / count
        one = Article(id=f"a{i}", title=" ".join(words), text=text, published=START + timedelta(hours=hours))
        articles.append(one)
        vector = centres[matter] + 0.6 * noise.standard_normal(512, dtype=np.float32)
        vectors[one.id] = vector / np.linalg.norm(vector)
    return articles, vectors


def main(counts: list[int]) -> None:
    articles, vectors = stream(20)
    group(articles, vectors=vectors)
    for count in counts:
        articles, vectors = stream(count)
        before = peak()
        stories, seconds = timed(articles, vectors)
        tenth = max(count // 10, 1)
        parts = [articles[start : start + tenth] for start in range(0, count, tenth)]
        tenths = [timed(part, vectors)[1] / len(part) * 1000 for part in parts]
        print(
            f"{count:>6} articles  {stories:>6} stories  {count / seconds:>7.0f} articles/s  "
            f"p99 {np.percentile(tenths, 99):.2f} ms  one more {seconds * 1000:.0f} ms  "
            f"peak {before:.0f} -> {peak():.0f} MB",
            flush=True,
        )


def timed(articles: list[Article], vectors: dict[str, np.ndarray]) -> tuple[int, float]:
    """Group; give how many stories there are, and the processor's seconds."""
    started = time.process_time()
    stories = group(articles, vectors=vectors)
    return len(stories), time.process_time() - started


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000, 50_000, 200_000])
