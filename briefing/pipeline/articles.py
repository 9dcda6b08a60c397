"""entries -> articles: the feed's own text or its page's, in the workers."""

import sqlite3

from briefing.extract import article_from
from briefing.model import Article, Entry, Progress, Source
from briefing.pipeline.run import Run, Window, in_chunks
from briefing.store.articles import save_articles
from briefing.store.feeds import new_entries
from briefing.store.pages import StoredPage, stored_pages

#: Entries a worker is given at once.
CHUNK = 50


def make_articles(connection: sqlite3.Connection, run: Run, window: Window) -> None:
    """One article of each of the window's entries that has none yet; each chunk is kept as it comes."""
    by_id = {source.id: source for source in run.sources}
    entries = [entry for entry in new_entries(connection, since=window.since) if entry.source in by_id]
    pages = stored_pages(connection, (entry.url for entry in entries if entry.url))
    work = [(entry, by_id[entry.source], pages.get(entry.url)) for entry in entries]
    done = 0
    for chunk, made in in_chunks(run.executor, articles_of, work, size=CHUNK):
        pairs = [(entry.id, article) for (entry, _, _), article in zip(chunk, made, strict=True)]
        with connection:
            save_articles(connection, pairs, seen=run.now)
        done += len(chunk)
        run.progress(Progress(stage="articles", done=done, total=len(work), current=chunk[-1][1].name))


def articles_of(work: list[tuple[Entry, Source, StoredPage | None]]) -> list[Article]:
    """The articles of entries and what their pages gave. Runs in a worker."""
    return [article_from(entry, source=source, page=stored.page if stored else None) for entry, source, stored in work]
