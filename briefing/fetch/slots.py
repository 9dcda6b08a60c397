"""Whose turn it is: so many requests at once, so many of one host, and no host's queue holds up another's."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """Free places. Each host's requests are served in the order they came."""

    def __init__(self, connections: int, per_host: int) -> None:
        """Allow `connections` at once, `per_host` of them to one host."""
        self._all = asyncio.Semaphore(connections)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def of(self, host: str) -> AsyncIterator[None]:
        """Hold a place for `host`. Who waits for a host holds no other place, so that there can't be a deadlock."""
        async with self._hosts[host], self._all:
            yield
