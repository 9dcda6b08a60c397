"""Asking every feed: conditional requests with the stored validators, parsing in the workers while others answer."""

import asyncio
import sqlite3
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.errors import InputError
from briefing.extract import needs_page
from briefing.fetch import FEED_LIMITS, FetchFailure, Limits, Request, Response, fetch
from briefing.model import Entry, Failure, Progress, Source
from briefing.parse import ParseError, parse
from briefing.pipeline.run import Run, in_worker
from briefing.store.feeds import FeedState, feed_states, save_entries, save_feed
from briefing.store.local import is_local, read_file


@dataclass(slots=True)
class Asked:
    """What came of asking all feeds: their failures by source id, and how many had not changed."""

    failures: dict[str, Failure] = field(default_factory=dict)
    unchanged: int = 0
    done: int = 0


def limits_of(run: Run, limits: Limits = FEED_LIMITS) -> Limits:
    """`limits` with the reader's settings."""
    settings = run.settings
    return replace(
        limits,
        seconds=settings.timeout_seconds,
        connections=settings.connections,
        per_host=settings.connections_per_host,
    )


def ask_feeds(connection: sqlite3.Connection, run: Run) -> Asked:
    """Read all sources into the store."""
    return asyncio.run(_Feeds(connection, run).ask())


Told = tuple[tuple[Entry, bool], ...]


def parse_body(body: bytes, source: Source, url: str, content_type: str) -> Told | str:
    """The entries in `body`, each with whether it only teases, or the reason why there are none. Runs in a worker."""
    try:
        entries = parse(body, source=source, url=url, content_type=content_type)
        return tuple((entry, needs_page(entry, source)) for entry in entries)
    except ParseError as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (a parser that stumbles over one feed must not end the run)
        return f"can't be read ({type(error).__name__})"


class _Feeds:
    """One round of asking: what is known of each feed, and what came of it."""

    def __init__(self, connection: sqlite3.Connection, run: Run) -> None:
        self._connection = connection
        self._run = run
        self._sources = run.asked
        self._known = feed_states(connection)
        self._asked = Asked()

    async def ask(self) -> Asked:
        """Ask the files, then the network."""
        remote = [source for source in self._sources if not is_local(source.url)]
        local = [source for source in self._sources if is_local(source.url)]
        parsing = [asyncio.create_task(self._read_file(source)) for source in local]
        requests = [request for source in remote if (request := self._request(source))]
        if requests:
            by_id = {source.id: source for source in remote}
            async for answer in fetch(
                requests, allow_hosts=self._run.settings.allow_hosts, limits=limits_of(self._run)
            ):
                if isinstance(answer, FetchFailure):
                    self._fail(by_id[answer.key], answer)
                else:
                    parsing.append(asyncio.create_task(self._take(by_id[answer.key], answer)))
        await asyncio.gather(*parsing)
        return self._asked

    def _request(self, source: Source) -> Request | None:
        """What to ask of `source`; None while its server wants to be left alone."""
        state = self._known.get(source.id)
        if state is None or state.url != source.url:
            return Request(key=source.id, url=source.url)
        if state.retry_after and state.retry_after > self._run.now:
            self._fail(source, FetchFailure(key=source.id, reason=state.failure, retry_after=state.retry_after))
            return None
        return Request(key=source.id, url=source.url, etag=state.etag, last_modified=state.last_modified)

    async def _read_file(self, source: Source) -> None:
        path = self._run.workspace.sources.parent / Path(source.url)
        try:
            body = read_file(path)
        except InputError as error:
            self._fail(source, FetchFailure(key=source.id, reason=str(error).removeprefix(f"{path}: ")))
        else:
            await self._parse(source, Response(key=source.id, url=source.url, status=200, body=body))

    async def _take(self, source: Source, answer: Response) -> None:
        if answer.body is not None:
            await self._parse(source, answer)
            return
        self._asked.unchanged += 1
        self._settle(source, replace(self._state(source, answer), not_modified=self._run.now), ())

    async def _parse(self, source: Source, answer: Response) -> None:
        body = answer.body or b""
        found = await in_worker(self._run.executor, parse_body, body, source, answer.url, answer.content_type)
        if isinstance(found, str):
            self._fail(source, FetchFailure(key=source.id, reason=found))
        else:
            state = replace(self._state(source, answer), read=self._run.now, entries=len(found))
            self._settle(source, state, found)

    def _before(self, source: Source) -> FeedState:
        """What is known of `source` at its present address."""
        before = self._known.get(source.id)
        return before if before and before.url == source.url else FeedState(url=source.url)

    def _state(self, source: Source, answer: Response) -> FeedState:
        """What is known of `source` after a good answer."""
        return replace(
            self._before(source),
            etag=answer.etag,
            last_modified=answer.last_modified,
            asked=self._run.now,
            failure="",
            retry_after=None,
        )

    def _fail(self, source: Source, trouble: FetchFailure) -> None:
        """Remember the failure; validators stay those of the last good answer."""
        self._asked.failures[source.id] = Failure(
            source=source.id, name=source.name, reason=trouble.reason, url=source.url, retry_after=trouble.retry_after
        )
        state = replace(
            self._before(source), asked=self._run.now, failure=trouble.reason, retry_after=trouble.retry_after
        )
        self._settle(source, state, ())

    def _settle(self, source: Source, state: FeedState, entries: Told) -> None:
        with self._connection:
            save_feed(self._connection, source.id, state)
            save_entries(self._connection, entries, seen=self._run.now)
        self._asked.done += 1
        total = len(self._sources)
        self._run.progress(Progress(stage="feeds", done=self._asked.done, total=total, current=source.name))
