"""Which sources can be read now, and how do they fare? Each that isn't muted is asked once; nothing is stored.

Where a feed is dead its site may live: the home page is asked for the feeds that it names.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from briefing.errors import InputError, StoreError
from briefing.fetch import Answer, FetchFailure, Request
from briefing.language.secrets import without_password
from briefing.model import Health, Progress, Source, Standing
from briefing.parse import ParseError
from briefing.parse.pace import pace
from briefing.pipeline.asking import ask
from briefing.pipeline.discover import feeds_at
from briefing.pipeline.due import request_of, rests
from briefing.pipeline.feeds import parse_body
from briefing.pipeline.listing import Listed
from briefing.pipeline.run import Run, in_worker
from briefing.store.database import open_database
from briefing.store.feeds import FeedState
from briefing.store.health import Known, health, known_of
from briefing.store.local import is_local, read_within

GONE = 410
#: Failures after which a feed may be elsewhere on its site.
_ELSEWHERE = frozenset((404, GONE))
#: So many feeds of a home page are asked, of so many sites.
FEEDS, SITES = 3, 20


def check(run: Run) -> list[Health]:
    """How each source fares, worst first."""
    return sorted(asyncio.run(_Check(run).ask()), key=lambda one: one.badness)


class _Check:
    """One round: what was known of each source, and what it answers now."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: Known | None = None
        with suppress(StoreError), open_database(run.workspace.database, read_only=True) as connection:
            self._known = known_of(connection, now=run.now)
        self._before = {
            s.id: health(s, self._known, now=run.now, stale_days=run.settings.stale_days) for s in run.sources
        }
        self._found: dict[str, Health] = {}
        self._elsewhere: list[Source] = []

    async def ask(self) -> list[Health]:
        """All sources that aren't muted, then the home pages of those that are dead."""
        today = self._run.now.date()
        for source in self._run.sources:
            if source.is_muted(today):
                self._settle(self._before[source.id])
        heard = [source for source in self._run.sources if not source.is_muted(today)]
        async with asyncio.TaskGroup() as reading:
            for source in heard:
                if is_local(source.url):
                    reading.create_task(self._file(source))
            by_id = {source.id: source for source in heard if not is_local(source.url)}
            requests = [request for source in by_id.values() if (request := self._request(source))]
            async for answer in ask(self._run, requests):
                reading.create_task(self._take(by_id[answer.key], answer))
        await asyncio.gather(*(self._look_around(source) for source in self._elsewhere[:SITES]))
        return [self._found[source.id] for source in self._run.sources]

    def _request(self, source: Source) -> Request | None:
        """What to ask of `source`; nothing while its server wants to be left alone: then what is stored stands."""
        state = self._known.states.get(source.id) if self._known else None
        url = without_password(source.url)
        if state is None or state.url != url:
            state = FeedState(url=url)
        if rests(state, now=self._run.now):
            self._settle(self._before[source.id])
            return None
        return request_of(source, state)

    async def _file(self, source: Source) -> None:
        folder = self._run.workspace.sources.parent
        try:
            body = read_within(folder, source.url)
        except InputError as error:
            self._fail(source, str(error).removeprefix(f"{folder / source.url}: "))
        else:
            await self._read(source, body, source.url)

    async def _take(self, source: Source, answer: Answer) -> None:
        if isinstance(answer, FetchFailure):
            before = self._before[source.id]
            self._before[source.id] = replace(before, retry_after=answer.retry_after)
            if answer.status in _ELSEWHERE:
                self._elsewhere.append(source)
            self._fail(source, answer.reason, gone=answer.status == GONE)
            return
        spares = "offered" if answer.etag or answer.last_modified else "ignored"
        before = self._before[source.id]
        spares = "honoured" if answer.body is None or before.spares == "honoured" else spares
        self._before[source.id] = before = replace(
            before, standing="ok", moved=answer.moved or before.moved, spares=spares
        )
        if answer.body is None:
            self._settle(replace(before, failure="", failing=None, failures=0, since=self._run.now))
        else:
            await self._read(source, answer.body, answer.url, answer.content_type)

    async def _read(self, source: Source, body: bytes, url: str, content_type: str = "") -> None:
        told = await in_worker(self._run.executor, parse_body, body, source, url, content_type)
        if isinstance(told, str):
            self._elsewhere.append(source)
            self._fail(source, told)
            return
        dates = [entry.published for entry, _ in told if entry.published and entry.published <= self._run.now]
        before = self._before[source.id]
        newest = max([*dates, *([before.newest] if before.newest else [])], default=None)
        a_day = pace(dates) or before.a_day
        self._settle(
            replace(
                before,
                failure="",
                failing=None,
                failures=0,
                since=self._run.now,
                entries=len(told),
                newest=newest,
                a_day=a_day,
            )
        )

    def _fail(self, source: Source, reason: str, *, gone: bool = False) -> None:
        standing: Standing = "gone" if gone else "failing"
        self._settle(replace(self._before[source.id], failure=reason, moved="", standing=standing))

    def _settle(self, found: Health) -> None:
        run = self._run
        if found.standing != "muted":
            found = replace(found, asked=run.now)
        now = found.judged(now=run.now, stale_days=run.settings.stale_days)
        self._found[found.source.id] = now
        run.progress(Progress(stage="check", done=len(self._found), total=len(run.sources), current=found.source.name))

    async def _look_around(self, source: Source) -> None:
        """The first feed that the site names and that is none of ours."""
        if is_local(source.url):
            return
        parts = urlsplit(source.url)
        with suppress(InputError, ParseError, ValueError):
            listed = Listed(self._run.sources)
            found = await feeds_at(self._run, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/", most=FEEDS)
            new = [one.url for one in found if not listed.id_of(one.url, one.at)]
            if new:
                self._found[source.id] = replace(self._found[source.id], suggested=new[0])
