"""Documents given by hand: the files, addresses and standard input that a command names."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from briefing.errors import InputError
from briefing.extract import read_documents
from briefing.language.secrets import without_password
from briefing.model import Article
from briefing.pipeline.run import Run
from briefing.pipeline.workers import TaskError
from briefing.store.local import LARGEST, is_local, read_file


def read_inputs(names: Sequence[str], run: Run, *, published: datetime | None = None) -> tuple[Article, ...]:
    """The articles of all `names`, in order: files, http(s) addresses, "-" for standard input.

    `published` holds for what bears no date.

    Raises:
        InputError: one of them can't be read, or two documents have the same id.
    """
    articles: dict[str, Article] = {}
    for name in names:
        data, content_type = _read(name, run)
        # no document bears the password that its address was asked with
        shown = name if is_local(name) else without_password(name)
        for article in _documents(run, data, name=shown, published=published, content_type=content_type):
            if article.id in articles:
                raise InputError(f"{name}: another document has the id {article.id!r}")
            articles[article.id] = article
    return tuple(articles.values())


def _documents(
    run: Run, data: bytes, *, name: str, published: datetime | None, content_type: str
) -> tuple[Article, ...]:
    """What is in a document, read by a worker: it may come from anybody."""
    reading = run.executor.submit(read_documents, data, name=name, published=published, content_type=content_type)
    try:
        return reading.result()
    except TaskError as trouble:
        raise InputError(f"{name}: {trouble}") from None


def _read(name: str, run: Run) -> tuple[bytes, str]:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1), ""
    if is_local(name):
        return read_file(Path(name)), ""
    if run.offline:
        raise InputError(f"{name}: is on the network, and --offline was asked for")
    return asyncio.run(_ask(name, run))


async def _ask(url: str, run: Run) -> tuple[bytes, str]:
    """What the server at `url` answers, and its content type."""
    from briefing.fetch import Request, Response
    from briefing.pipeline.asking import ask

    async for answer in ask(run, [Request(key=url, url=url)]):
        if isinstance(answer, Response) and answer.body is not None:
            return answer.body, answer.content_type
        raise InputError(f"{url}: {getattr(answer, 'reason', 'has no text')}")
    raise InputError(f"{url}: no answer")
