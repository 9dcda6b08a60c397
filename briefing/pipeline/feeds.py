"""Asking every feed: conditional requests with the stored validators, parsing in the workers while others answer."""

import asyncio
import sqlite3
from dataclasses import dataclass, field, replace
from datetime import timedelta

from briefing.errors import InputError
from briefing.extract import needs_page
from briefing.fetch import FetchFailure, Hosts, Request, Response
from briefing.language.secrets import without_keys, without_password
from briefing.model import Entry, Failure, Progress, Source
from briefing.parse import ParseError, parse
from briefing.pipeline.asking import ask
from briefing.pipeline.due import after_answer, after_failure, digest_of, is_due, own_servers, request_of, rests
from briefing.pipeline.room import Room
from briefing.pipeline.run import Run, in_worker
from briefing.store.feeds import FeedState, feed_states, save_entries, save_feed
from briefing.store.local import is_local, read_within
from briefing.store.retention import drop_entries, newest_date, undated


@dataclass(slots=True)
class Asked:
    """What came of asking all feeds: their failures by source id, how many had not changed, whose turn it was not."""

    failures: dict[str, Failure] = field(default_factory=dict)
    unchanged: int = 0
    done: int = 0
    not_due: set[str] = field(default_factory=set)


def ask_feeds(connection: sqlite3.Connection, run: Run, hosts: Hosts) -> Asked:
    """Read all sources whose turn it is into the store."""
    return asyncio.run(_Feeds(connection, run, hosts).ask())


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

    def __init__(self, connection: sqlite3.Connection, run: Run, hosts: Hosts) -> None:
        self._connection = connection
        self._run = run
        self._hosts = hosts
        self._sources = run.asked
        self._own = own_servers(run.asked, run.settings.allow_hosts)
        self._known = feed_states(connection)
        newest = newest_date(connection, before=run.now) or run.now
        self._undated = undated(connection, newest - timedelta(days=run.settings.keep_days))
        self._asked = Asked()

    async def ask(self) -> Asked:
        """Ask the files, then the network."""
        remote = [source for source in self._sources if not is_local(source.url)]
        local = [source for source in self._sources if is_local(source.url)]
        self._asked.not_due.update(source.id for source in remote if self._is_well(source) and not self._is_due(source))
        parsing = [asyncio.create_task(self._read_file(source)) for source in local]
        requests = [request for source in remote if (request := self._request(source))]
        room = Room()
        if requests:
            by_id = {source.id: source for source in remote}
            async for answer in ask(self._run, requests, hosts=self._hosts):
                if isinstance(answer, FetchFailure):
                    self._fail(by_id[answer.key], answer)
                else:
                    taking = self._take(by_id[answer.key], answer)
                    parsing.append(await room.begin(taking, len(answer.body or b"")))
        await asyncio.gather(*parsing)
        return self._asked

    def _before(self, source: Source) -> FeedState:
        """What is known of `source` at its present address."""
        before, url = self._known.get(source.id), without_password(source.url)
        return before if before and before.url == url else FeedState(url=url)

    def _is_well(self, source: Source) -> bool:
        """Whether nothing was wrong when it was last asked: what failed is told again until it is well."""
        return not self._before(source).failure

    def _is_due(self, source: Source) -> bool:
        """Whether it may be asked; a source that the reader names always may, but for a server that wants to rest."""
        state, now = self._before(source), self._run.now
        if rests(state, now=now):
            return False
        own = source.id in self._own
        return bool(self._run.only) or (not state.gone and is_due(state, settings=self._run.settings, own=own, now=now))

    def _request(self, source: Source) -> Request | None:
        """What to ask of `source`; None if it is not asked now."""
        if source.id in self._asked.not_due:
            return None
        state = self._before(source)
        if self._is_due(source):
            return request_of(source, state)
        self._tell(source, FetchFailure(key=source.id, reason=state.failure, retry_after=state.retry_after))
        self._done(source)
        return None

    async def _read_file(self, source: Source) -> None:
        folder = self._run.workspace.sources.parent
        try:
            body = read_within(folder, source.url)
        except InputError as error:
            self._fail(source, FetchFailure(key=source.id, reason=str(error).removeprefix(f"{folder / source.url}: ")))
        else:
            await self._parse(source, Response(key=source.id, url=source.url, status=200, body=body))

    async def _take(self, source: Source, answer: Response) -> None:
        before = self._before(source)
        same = answer.body is not None and before.read and digest_of(answer.body) == before.digest
        if answer.body is not None and not same:
            await self._parse(source, answer)
            return
        self._asked.unchanged += 1
        state = after_answer(before, answer, now=self._run.now)
        self._settle(source, state if same else replace(state, not_modified=self._run.now), ())

    async def _parse(self, source: Source, answer: Response) -> None:
        body = answer.body or b""
        found = await in_worker(self._run.executor, parse_body, body, source, answer.url, answer.content_type)
        if isinstance(found, str):
            self._fail(source, FetchFailure(key=source.id, reason=found, status=answer.status))
        else:
            state = after_answer(self._before(source), answer, now=self._run.now)
            left = {entry.id for entry, _ in found}
            with self._connection:  # old entries without a date are kept only as long as they might come back as news
                drop_entries(self._connection, source.id, self._undated.get(source.id, left) - left)
            self._settle(source, replace(state, read=self._run.now, entries=len(found)), found)

    def _fail(self, source: Source, trouble: FetchFailure) -> None:
        state = after_failure(self._before(source), trouble, now=self._run.now)
        self._tell(source, replace(trouble, reason=state.failure))
        self._settle(source, state, ())

    def _tell(self, source: Source, trouble: FetchFailure) -> None:
        self._asked.failures[source.id] = Failure(
            source=source.id,
            name=source.name,
            reason=trouble.reason,
            url="" if is_local(source.url) else without_keys(source.url),
            retry_after=trouble.retry_after,
        )

    def _settle(self, source: Source, state: FeedState, entries: Told) -> None:
        with self._connection:
            save_feed(self._connection, source.id, state)
            save_entries(self._connection, entries, seen=self._run.now)
        self._done(source)

    def _done(self, source: Source) -> None:
        self._asked.done += 1
        total = len(self._sources) - len(self._asked.not_due)
        self._run.progress(Progress(stage="feeds", done=self._asked.done, total=total, current=source.name))
