"""articles -> analyses and vectors: the heavy work, done in worker processes, kept by content."""

import hashlib
import sqlite3
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from briefing.model import Analysis, Article, Failure, Progress
from briefing.pipeline.run import Run, Window, in_chunks
from briefing.store.articles import save_analysis, unanalysed

#: Articles a worker is given at once: enough to keep it busy, few enough to show progress.
CHUNK = 8


@cache
def analyser_version() -> str:
    """Changes whenever the analyser's code or knowledge does, so that what it found before is worked out anew."""
    digest = hashlib.sha256()
    for package in ("briefing.analyse", "briefing.language"):
        for path in sorted(files(package).iterdir(), key=lambda p: p.name):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


Examined = tuple[Analysis, bytes]


def examine(articles: list[Article]) -> list[Examined | str]:
    """Each article's analysis and its vector (512 × float16), or what went wrong.

    Runs in a worker, which loads the encoder once. Texts come from anywhere: one that the analyser stumbles over is
    left out, and told, rather than ending the run.
    """
    from briefing.analyse import analyse
    from briefing.analyse.vectors import encode
    from briefing.group import vector_text

    found: list[Examined | str] = []
    for article in articles:
        try:
            vector = encode([vector_text(article)])[0]
            found.append((analyse(article, encode=encode), vector.astype("<f2").tobytes()))
        except Exception as bug:  # noqa: BLE001 (see above)
            found.append(f"an article could not be analysed ({type(bug).__name__}: {bug})")
    return found


def examine_new(connection: sqlite3.Connection, run: Run, window: Window) -> tuple[Failure, ...]:
    """Analyse what the window holds and no earlier run has analysed; each chunk is kept as it comes."""
    version = analyser_version()
    waiting = unanalysed(connection, window.since, until=window.until, version=version)
    done = 0
    failures = []
    for chunk, results in in_chunks(run.executor, examine, waiting, size=CHUNK):
        with connection:
            for article, result in zip(chunk, results, strict=True):
                if isinstance(result, str):
                    failures.append(_failure(article, result))
                else:
                    analysis, vector = result
                    save_analysis(connection, article, analysis, vector=vector, version=version)
        done += len(chunk)
        run.progress(Progress(stage="analysis", done=done, total=len(waiting), current=chunk[-1].outlet))
    return tuple(failures)


def examine_all(articles: Iterable[Article], run: Run) -> tuple[dict[str, Examined], tuple[Failure, ...]]:
    """Analyses and vectors by article id, without a store: for documents given by hand; and what went wrong."""
    every = list(articles)
    found: dict[str, Examined] = {}
    failures = []
    done = 0
    for chunk, results in in_chunks(run.executor, examine, every, size=CHUNK):
        for article, result in zip(chunk, results, strict=True):
            if isinstance(result, str):
                failures.append(_failure(article, result))
            else:
                found[article.id] = result
        done += len(chunk)
        run.progress(Progress(stage="analysis", done=done, total=len(every)))
    return found, tuple(failures)


def _failure(article: Article, reason: str) -> Failure:
    return Failure(source=article.source, name=article.outlet or article.title, reason=reason, url=article.url)


def vectorise(articles: list[Article]) -> list[bytes]:
    """Each article's vector alone (512 × float16). Runs in a worker."""
    from briefing.analyse.vectors import encode
    from briefing.group import vector_text

    return [encode([vector_text(article)])[0].astype("<f2").tobytes() for article in articles]


def vectors_of(articles: Iterable[Article], run: Run) -> dict[str, bytes]:
    """The vectors of `articles` by id, without their analyses: all that grouping needs."""
    every = list(articles)
    found: dict[str, bytes] = {}
    for chunk, vectors in in_chunks(run.executor, vectorise, every, size=CHUNK * 16):
        found.update(zip((article.id for article in chunk), vectors, strict=True))
        run.progress(Progress(stage="vectors", done=len(found), total=len(every)))
    return found
