"""Which sources can be read now? Nothing is stored: every feed is asked in full."""

import asyncio

from briefing.errors import InputError
from briefing.fetch import FetchFailure, Request, fetch
from briefing.model import Progress, Source
from briefing.pipeline.feeds import limits_of, parse_body
from briefing.pipeline.run import Run
from briefing.store.local import is_local, read_file

Checked = tuple[Source, int, str]


def check(run: Run) -> list[Checked]:
    """Each source with its number of entries and, if it can't be read, the reason; in the order of sources.toml."""
    found = {source.id: (source, entries, reason) for source, entries, reason in asyncio.run(_ask(run))}
    return [found[source.id] for source in run.sources if source.id in found]


async def _ask(run: Run) -> list[Checked]:
    found: list[Checked] = []

    def tell(source: Source, body: bytes | str, url: str = "", content_type: str = "") -> None:
        entries = body if isinstance(body, str) else parse_body(body, source, url or source.url, content_type)
        found.append((source, 0, entries) if isinstance(entries, str) else (source, len(entries), ""))
        run.progress(Progress(stage="check", done=len(found), total=len(run.sources), current=source.name))

    remote = {}
    for source in run.sources:
        if not is_local(source.url):
            remote[source.id] = source
            continue
        try:
            tell(source, read_file(run.workspace.sources.parent / source.url))
        except InputError as error:
            tell(source, str(error))
    requests = [Request(key=source.id, url=source.url) for source in remote.values()]
    async for answer in fetch(requests, allow_hosts=run.settings.allow_hosts, limits=limits_of(run)):
        if isinstance(answer, FetchFailure):
            tell(remote[answer.key], answer.reason)
        else:
            tell(remote[answer.key], answer.body or b"", answer.url, answer.content_type)
    return found
