"""articles -> analyses and vectors: the heavy work, done in worker processes, kept by content."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from briefing.model import Analysis, Article, Failure, Progress
from briefing.pipeline.run import Run, Window, in_chunks, outcome
from briefing.pipeline.worker import prepared_by
from briefing.pipeline.workers import TaskError
from briefing.store.articles import save_analysis, unanalysed

#: Articles that are kept at once: enough to cost the disk little, few enough to show progress.
CHUNK = 8


@cache
def analyser_version() -> str:
    """Changes whenever the analyser's code or knowledge does, so that what it found before is worked out anew."""
    from briefing.analyse.meaning import encoder_name

    digest = hashlib.sha256(encoder_name().encode())
    for package in ("briefing.analyse", "briefing.language"):
        for path in sorted(files(package).iterdir(), key=lambda p: p.name):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


Examined = tuple[Analysis, bytes]


def _load() -> None:
    """Load the encoders, which takes a process a second or two."""
    from briefing.analyse.meaning import encode_articles

    encode_articles([Article(id="", title=".", text=".")])


@prepared_by(_load)
def examine(article: Article) -> Examined | str:
    """An article's analysis and its vector (float16), or what went wrong. Runs in a worker.

    Texts come from anywhere: one that the analyser stumbles over is left out, and told, rather than ending the run.
    """
    from briefing.analyse import analyse
    from briefing.analyse.meaning import encode_articles
    from briefing.analyse.vectors import encode

    try:
        vector = encode_articles([article])[0]
        return analyse(article, encode=encode), vector.astype("<f2").tobytes()
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001 (see above)
        return f"{type(bug).__name__}: {bug}"


def examine_new(connection: sqlite3.Connection, run: Run, window: Window) -> tuple[Failure, ...]:
    """Analyse what the window holds and no earlier run has analysed; each chunk is kept as it comes."""
    version = analyser_version()
    waiting = unanalysed(connection, window.since, until=window.until, version=version)
    failures: list[Failure] = []
    for chunk in _examined(waiting, run, failures=failures):
        with connection:
            for article, (analysis, vector) in chunk:
                save_analysis(connection, article, analysis, vector=vector, version=version)
    return tuple(failures)


def examine_all(articles: Iterable[Article], run: Run) -> tuple[dict[str, Examined], tuple[Failure, ...]]:
    """Analyses and vectors by article id, without a store: for documents given by hand; and what went wrong."""
    failures: list[Failure] = []
    chunks = _examined(list(articles), run, failures=failures)
    return {article.id: examined for chunk in chunks for article, examined in chunk}, tuple(failures)


def _examined(
    articles: Sequence[Article], run: Run, *, failures: list[Failure]
) -> Iterator[list[tuple[Article, Examined]]]:
    """Articles with what was found; of one that is too much its headline, so that no later run tries it again."""
    done = 0
    for chunk in in_chunks(run.executor, examine, articles, size=CHUNK):
        found = []
        for article, result in chunk:
            if isinstance(result, tuple):
                found.append((article, result))
                continue
            failures.append(_failure(article, result))
            headline = outcome(run.executor.submit(examine, replace(article, text="")))
            if isinstance(headline, tuple):
                found.append((article, headline))
        yield found
        done += len(chunk)
        run.progress(Progress(stage="analysis", done=done, total=len(articles), current=chunk[-1][0].outlet))


def _failure(article: Article, why: str | TaskError) -> Failure:
    reason = f"an article could not be analysed ({why})"
    return Failure(source=article.source, name=article.outlet or article.title, reason=reason, url=article.url)


@prepared_by(_load)
def vectorise(article: Article) -> bytes:
    """An article's vector alone (float16). Runs in a worker."""
    from briefing.analyse.meaning import encode_articles

    vector: bytes = encode_articles([article])[0].astype("<f2").tobytes()
    return vector


def vectors_of(articles: Iterable[Article], run: Run) -> tuple[dict[str, bytes], tuple[Failure, ...]]:
    """The vectors of `articles` by id, without their analyses: all that grouping needs; and what went wrong."""
    every = list(articles)
    found: dict[str, bytes] = {}
    failures = []
    done = 0
    for chunk in in_chunks(run.executor, vectorise, every, size=CHUNK * 16):
        for article, vector in chunk:
            if isinstance(vector, bytes):
                found[article.id] = vector
            else:
                failures.append(_failure(article, vector))
        done += len(chunk)
        run.progress(Progress(stage="vectors", done=done, total=len(every)))
    return found, tuple(failures)
