"""The network's edge: GET many addresses at once, politely and within bounds. Reads no files and parses nothing.

Everything that can go wrong with one request is a value. aiohttp is imported when the first request is made.
"""

from collections.abc import AsyncIterator, Iterable

from briefing.fetch.request import (
    ACCEPT_FEED,
    ACCEPT_PAGE,
    FEED_LIMITS,
    PAGE_LIMITS,
    USER_AGENT,
    Answer,
    FetchFailure,
    Limits,
    Request,
    Response,
)

__all__ = [
    "ACCEPT_FEED",
    "ACCEPT_PAGE",
    "FEED_LIMITS",
    "PAGE_LIMITS",
    "USER_AGENT",
    "Answer",
    "FetchFailure",
    "Limits",
    "Request",
    "Response",
    "fetch",
]


async def fetch(
    requests: Iterable[Request],
    *,
    allow_hosts: Iterable[str] = (),
    limits: Limits = FEED_LIMITS,
    user_agent: str = USER_AGENT,
) -> AsyncIterator[Answer]:
    """One answer to each request, in the order in which they come.

    Only public addresses are asked, and those of `allow_hosts` ("127.0.0.1:8707", "localhost", "[::1]:80"). No cookies
    are kept; the proxy variables of the environment are honoured. Closing the iterator or cancelling its task
    ends all requests.
    """
    import asyncio

    from briefing.fetch.client import Client

    answers: asyncio.Queue[Answer | Exception] = asyncio.Queue(maxsize=1)
    async with Client(allow_hosts=allow_hosts, limits=limits, user_agent=user_agent) as client:

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
