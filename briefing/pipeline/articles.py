"""entries -> articles: the feed's own text or its page's, in the workers."""

import sqlite3
from dataclasses import replace

from briefing.extract import article_from
from briefing.model import Article, Entry, Failure, Progress, Source
from briefing.pipeline.run import Run, Window, in_chunks
from briefing.pipeline.workers import TaskError
from briefing.store.articles import save_articles
from briefing.store.feeds import new_entries
from briefing.store.pages import StoredPage, stored_pages

#: Articles that are kept at once.
CHUNK = 50

Work = tuple[Entry, Source, StoredPage | None]


def make_articles(connection: sqlite3.Connection, run: Run, window: Window) -> tuple[Failure, ...]:
    """One article of each of the window's entries that has none yet; each chunk is kept as it comes.

    Of an entry whose text can't be read its headline remains, and is told.
    """
    by_id = {source.id: source for source in run.sources}
    entries = [entry for entry in new_entries(connection, since=window.since) if entry.source in by_id]
    pages = stored_pages(connection, (entry.url for entry in entries if entry.url))
    work: list[Work] = [(entry, by_id[entry.source], pages.get(entry.url)) for entry in entries]
    done = 0
    failures = []
    for chunk in in_chunks(run.executor, article_of, work, size=CHUNK):
        pairs = []
        for (entry, source, _), made in chunk:
            if isinstance(made, Article):
                pairs.append((entry.id, made))
            else:
                pairs.append((entry.id, article_from(replace(entry, summary="", content=""), source=source)))
                failures.append(_failure(entry, source, made))
        with connection:
            save_articles(connection, pairs, seen=run.now)
        done += len(chunk)
        run.progress(Progress(stage="articles", done=done, total=len(work), current=chunk[-1][0][1].name))
    return tuple(failures)


def article_of(work: Work) -> Article | str:
    """The article of an entry and what its page gave, or what went wrong. Runs in a worker."""
    entry, source, stored = work
    try:
        return article_from(entry, source=source, page=stored.page if stored else None)
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001 (markup that is stumbled over must not end the run)
        return f"can't be read ({type(bug).__name__})"


def _failure(entry: Entry, source: Source, why: str | TaskError) -> Failure:
    return Failure(source=source.id, name=source.name, reason=f"only the headline of an entry: {why}", url=entry.url)
