"""One `fetch` from a test, from start to end."""

import asyncio

from briefing.fetch import Limits, Request, fetch

#: Long enough for a busy machine, short enough that a test of the deadline is soon over.
LIMITS = Limits(seconds=10)


async def gather(requests, **settings):
    return [answer async for answer in fetch(requests, **settings)]


def ask_all(requests, **settings):
    return asyncio.run(gather(requests, **{"limits": LIMITS, **settings}))


def ask(origin, path="/", *, limits=LIMITS, allow_hosts=None, **conditions):
    """The one answer to GET `path` of `origin`, which is allowed unless `allow_hosts` says otherwise."""
    allowed = [origin.host] if allow_hosts is None else allow_hosts
    (answer,) = ask_all([Request(key="k", url=origin.base + path, **conditions)], limits=limits, allow_hosts=allowed)
    assert answer.key == "k"
    return answer
