"""Room for the bodies that wait to be read: who brings more than fits waits, and so does the network behind them."""

import asyncio
from collections.abc import Coroutine
from typing import Any

#: Bytes of bodies that may wait for a worker.
SIZE = 64_000_000


class Room:
    """So many bytes at once; a body that is larger than all of it comes in alone."""

    def __init__(self, size: int = SIZE) -> None:
        """Empty."""
        self._size = size
        self._used = 0
        self._freed = asyncio.Event()

    async def begin(self, work: Coroutine[Any, Any, None], size: int) -> asyncio.Task[None]:
        """Begin `work`, which holds `size` bytes until it is done, as soon as there is room for it."""
        while self._used and self._used + size > self._size:
            self._freed.clear()
            await self._freed.wait()
        self._used += size
        return asyncio.create_task(self._done(work, size))

    async def _done(self, work: Coroutine[Any, Any, None], size: int) -> None:
        try:
            await work
        finally:
            self._used -= size
            self._freed.set()
