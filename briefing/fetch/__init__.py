"""The network's edge: GET many addresses at once, politely and within bounds. Reads no files and parses nothing.

Everything that can go wrong with one request is a value. aiohttp is imported when the first request is made.
"""

from collections.abc import AsyncIterator, Iterable

from briefing.fetch.hosts import Hosts
from briefing.fetch.request import (
    ACCEPT_FEED,
    ACCEPT_PAGE,
    FEED_LIMITS,
    PAGE_LIMITS,
    REFUSED,
    Answer,
    FetchFailure,
    Limits,
    Request,
    Response,
    user_agent,
)

__all__ = [
    "ACCEPT_FEED",
    "ACCEPT_PAGE",
    "FEED_LIMITS",
    "PAGE_LIMITS",
    "REFUSED",
    "Answer",
    "FetchFailure",
    "Hosts",
    "Limits",
    "Request",
    "Response",
    "fetch",
    "user_agent",
]


async def fetch(
    requests: Iterable[Request],
    *,
    allow_hosts: Iterable[str] = (),
    limits: Limits = FEED_LIMITS,
    agent: str = "",
    hosts: Hosts | None = None,
) -> AsyncIterator[Answer]:
    """One answer to each request, in the order in which they come.

    Only public addresses are asked, and those of `allow_hosts` ("127.0.0.1:8707", "localhost", "[::1]:80"). No cookies
    are kept; the proxy variables of the environment are honoured. A host that asks for a rest is left alone, by what
    `hosts` knows and learns. Closing the iterator or cancelling its task ends all
    requests.
    """
    import asyncio

    from briefing.fetch.client import opened

    answers: asyncio.Queue[Answer | Exception] = asyncio.Queue(maxsize=1)
    async with opened(
        allow_hosts=allow_hosts, limits=limits, agent=agent or user_agent(), hosts=hosts or Hosts()
    ) as client:

        async def ask(request: Request) -> None:
            try:
                await client.ask(request, answers.put)
            except Exception as bug:  # noqa: BLE001 (raised again by the taker, who would wait for ever)
                await answers.put(bug)

        asking = [asyncio.create_task(ask(request)) for request in requests]
        try:
            for _ in asking:
                answer = await answers.get()
                if isinstance(answer, Exception):
                    raise answer
                yield answer
        finally:
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)
