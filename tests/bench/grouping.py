"""Speed and memory of grouping on made-up articles: `python tests/bench/grouping.py [COUNT…]`.

Articles come over eight days, in four languages. Many tell of a matter that others tell of too, three to twelve on
each within two days: they share its invented words and a noisy copy of its vector; the others stand alone. Prints how
many joined; articles/s of all at once; the seconds of a refresh, two hundred new ones in a window of all, with what it
costs to read what is remembered and to make what is written of it; the median and the slowest percentile of ms until
one more article is in its story, over two hundred; and peak memory with what the articles and vectors took before.

Times are the processor's, so that what else runs counts for less. Counts should rise, since the peak never falls. Needs
no data; set OPENBLAS_NUM_THREADS=1 to measure one core.
"""

import random
import resource
import sys
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from briefing.analyse.meaning import SIZE
from briefing.group import group, recall, remember
from briefing.group.stream import Stream
from briefing.model import Article

START = datetime(2026, 11, 16, tzinfo=UTC)
DAYS = 8
LETTERS = "abdefgiklmnoprstuvz"
LANGUAGES = ("en", "en", "ru", "ar", "tr")
ADDED = 200


def stream(count: int) -> tuple[list[Article], dict[str, np.ndarray]]:
    chance, noise = random.Random(count), np.random.default_rng(count)
    lexicon = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(20_000)]
    told: list[tuple[float, int]] = []
    matter = 0
    while len(told) < count:
        moment, size = DAYS * chance.random(), chance.choice([1, 1, 1, 1, 1, 1, 1, 3, 5, 12])
        told += ((min(moment + 2 * chance.random() * (size > 1), DAYS), matter) for _ in range(size))
        matter += 1
    about = [[chance.choice(lexicon) for _ in range(12)] for _ in range(matter)]
    articles, vectors = [], {}
    for i, (day, at) in enumerate(sorted(told[:count])):
        words = chance.sample(about[at], 6) + chance.choices(lexicon, k=4)
        text = " ".join(chance.sample(about[at], 8) + chance.choices(lexicon, k=40))
        one = Article(
            id=f"a{i}",
            title=" ".join(words),
            text=text if i % 3 else "",
            language=chance.choice(LANGUAGES),
            published=START + timedelta(days=day),
        )
        articles.append(one)
        centre = np.random.default_rng(at).standard_normal(SIZE, dtype=np.float32)
        vector = centre + 0.6 * noise.standard_normal(SIZE, dtype=np.float32)
        vectors[one.id] = vector / np.linalg.norm(vector)
    return articles, vectors


def main(counts: list[int]) -> None:
    few, vectors = stream(20)
    group(few, vectors=vectors)
    for count in counts:
        articles, vectors = stream(count + 2 * ADDED)
        before = peak()
        followed = Stream()
        window = articles[:count]
        stories, whole = timed(lambda: group(window, vectors=vectors, stream=followed))  # noqa: B023 (called at once)
        joined = sum(len(story.articles) for story in stories if len(story.articles) > 1)
        window = articles[: count + ADDED]
        kept = dict(remember(followed))
        written, refresh = timed(lambda: again(kept, window, vectors))  # noqa: B023
        followed.follow(window, vectors)
        singly = [timed(lambda: followed.add([one], vectors))[1] * 1000 for one in articles[count + ADDED :]]  # noqa: B023
        print(
            f"{count:>6} articles, {joined} in {sum(len(s.articles) > 1 for s in stories)} stories of more than one  "
            f"at once {count / whole:.0f}/s  refresh of {ADDED} {refresh:.2f} s  "
            f"one more {np.median(singly):.1f} ms, p99 {np.percentile(singly, 99):.1f} ms  "
            f"remembered {size(kept) / 1e6:.0f} MB, written {size(written) / 1e6:.1f} MB  "
            f"peak {before:.0f} -> {peak():.0f} MB",
            flush=True,
        )


def again(kept: dict[str, bytes], window: list[Article], vectors: dict[str, np.ndarray]) -> dict[str, bytes]:
    """Go on with the window as another process does; gives what it has to write."""
    followed = recall(kept, window)
    group(window, vectors=vectors, stream=followed)
    return dict(remember(followed))


def size(pieces: dict[str, bytes]) -> int:
    return sum(map(len, pieces.values()))


def timed(work):
    """Give what `work` gives, and the processor's seconds."""
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000, 50_000, 200_000])
