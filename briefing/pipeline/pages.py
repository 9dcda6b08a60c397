"""Asking for article pages: only those that a feed teases and robots.txt lets be read, and each of them once."""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from briefing.errors import InputError
from briefing.extract import Page, extract_page
from briefing.fetch import ACCEPT_PAGE, PAGE_LIMITS, FetchFailure, Hosts, Request
from briefing.model import Progress, Source
from briefing.parse import ParseError
from briefing.pipeline.asking import ask
from briefing.pipeline.room import Room
from briefing.pipeline.run import Run, in_worker
from briefing.store.local import is_local, local_page, read_within
from briefing.store.pages import StoredPage, save_page

#: A page that failed is asked for again after this, if nobody said when.
AGAIN = timedelta(hours=6)


def read_page(body: bytes, url: str, content_type: str, language: str) -> Page | str:
    """The article on a page, or the reason why there is none. Runs in a worker."""
    try:
        page = extract_page(body, url=url, content_type=content_type, language=language)
    except ParseError as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (an extractor that stumbles over one page must not end the run)
        return f"can't be read ({type(error).__name__})"
    return page if page.text else "no article was found on the page"


def ask_pages(connection: sqlite3.Connection, run: Run, hosts: Hosts, asking: dict[str, Source]) -> None:
    """Read the pages at the addresses `asking`, each with the source that teases it, into the store."""
    if asking:
        asyncio.run(_Pages(connection, run, hosts, asking).ask())


class _Pages:
    """One round of asking for pages."""

    def __init__(self, connection: sqlite3.Connection, run: Run, hosts: Hosts, asking: dict[str, Source]) -> None:
        self._connection = connection
        self._run = run
        self._hosts = hosts
        self._asking = asking
        self._done = 0

    async def ask(self) -> None:
        """Ask for every page; extract while others still answer."""
        extracting: list[asyncio.Task[None]] = []
        remote = []
        for url, source in self._asking.items():
            if is_local(source.url):
                self._read_file(url, extracting)
            elif not self._run.offline:
                remote.append(url)
        if remote:
            await self._ask_network(remote, extracting)
        await asyncio.gather(*extracting)

    def _read_file(self, url: str, extracting: list[asyncio.Task[None]]) -> None:
        try:
            folder = self._run.workspace.sources.parent
            body = read_within(folder, str(local_page(folder, url)))
        except InputError as error:
            self._keep(StoredPage(url=url, failure=str(error)))
        else:
            extracting.append(asyncio.create_task(self._extract(url, body, "text/html")))

    async def _ask_network(self, urls: Sequence[str], extracting: list[asyncio.Task[None]]) -> None:
        requests = [Request(key=url, url=url, accept=ACCEPT_PAGE, robots=True) for url in urls]
        room = Room()
        async for answer in ask(self._run, requests, limits=PAGE_LIMITS, hosts=self._hosts):
            if isinstance(answer, FetchFailure):
                self._keep(StoredPage(url=answer.key, failure=answer.reason), again=answer.retry_after)
            elif answer.body is None:
                self._keep(StoredPage(url=answer.key, failure="not modified, though it was never read"))
            else:
                reading = self._extract(answer.key, answer.body, answer.content_type)
                extracting.append(await room.begin(reading, len(answer.body)))

    async def _extract(self, url: str, body: bytes, content_type: str) -> None:
        language = self._asking[url].language
        page = await in_worker(self._run.executor, read_page, body, url, content_type, language)
        self._keep(StoredPage(url=url, failure=page) if isinstance(page, str) else StoredPage(url=url, page=page))

    def _keep(self, stored: StoredPage, *, again: datetime | None = None) -> None:
        """Store a page; one that failed is asked for `again`, by default after some hours."""
        now = self._run.now
        with self._connection:
            save_page(self._connection, stored, asked=now, again=again or now + AGAIN)
        self._done += 1
        current = self._asking[stored.url].name
        self._run.progress(Progress(stage="pages", done=self._done, total=len(self._asking), current=current))
