"""Which sources can be read now? Nothing is stored: every feed is asked in full."""

import asyncio

from briefing.errors import InputError
from briefing.fetch import FetchFailure, Request
from briefing.model import Progress, Source
from briefing.pipeline.asking import ask
from briefing.pipeline.feeds import parse_body
from briefing.pipeline.run import Run, in_worker
from briefing.store.local import is_local, read_file

Checked = tuple[Source, int, str]


def check(run: Run) -> list[Checked]:
    """Each source with its number of entries and, if it can't be read, the reason; in the order of sources.toml."""
    found = {source.id: (source, entries, reason) for source, entries, reason in asyncio.run(_ask(run))}
    return [found[source.id] for source in run.sources if source.id in found]


async def _ask(run: Run) -> list[Checked]:
    found: list[Checked] = []

    def tell(source: Source, entries: int, reason: str = "") -> None:
        found.append((source, entries, reason))
        run.progress(Progress(stage="check", done=len(found), total=len(run.sources), current=source.name))

    async def read(source: Source, body: bytes, url: str, content_type: str) -> None:
        entries = await in_worker(run.executor, parse_body, body, source, url, content_type)
        tell(source, 0, entries) if isinstance(entries, str) else tell(source, len(entries))

    remote = {source.id: source for source in run.sources if not is_local(source.url)}
    async with asyncio.TaskGroup() as reading:
        for source in run.sources:
            if source.id not in remote:
                try:
                    body = read_file(run.workspace.sources.parent / source.url)
                except InputError as error:
                    tell(source, 0, str(error))
                else:
                    reading.create_task(read(source, body, source.url, ""))
        requests = [Request(key=source.id, url=source.url) for source in remote.values()]
        async for answer in ask(run, requests):
            if isinstance(answer, FetchFailure):
                tell(remote[answer.key], 0, answer.reason)
            else:
                body = answer.body or b""
                reading.create_task(read(remote[answer.key], body, answer.url, answer.content_type))
    return found
