"""Whose turn it is: so many requests at once, so many of one host, a gap between two, and none to a host that rests.

No host's queue holds up another's.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from briefing.fetch.request import Limits
from briefing.fetch.trouble import Trouble
from briefing.model import Rest

#: The rest of a host that is in force, None if it may be asked.
Resting = Callable[[], Rest | None]


@dataclass(slots=True)
class _Queue:
    """One host's: its places, who may start next and when; `patience` is how many seconds it may still rest."""

    places: asyncio.Semaphore
    patience: float
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)
    due: float = 0.0
    waiting: int = 0


class Turns:
    """Free places within `limits`. Each host's requests are served in the order they came."""

    def __init__(self, limits: Limits, *, now: Callable[[], datetime]) -> None:
        self._limits = limits
        self._now = now
        self._clock = asyncio.get_running_loop().time
        self._all = asyncio.Semaphore(limits.connections)
        self._queues = defaultdict[str, _Queue](
            lambda: _Queue(places=asyncio.Semaphore(limits.per_host), patience=limits.patience)
        )

    @asynccontextmanager
    async def of(self, host: str, *, gap: float, resting: Resting) -> AsyncIterator[None]:
        """Hold a place for `host`, `gap` seconds after its last start. Who waits for a host holds no other place.

        Raises:
            Trouble: it rests, and nobody waits so long; or its queue is too long for the gap that it asks for.
        """
        queue = self._queues[host]
        if gap > self._limits.gap and queue.waiting * gap > self._limits.queue_seconds:
            reason = f"left for the next time: robots.txt asks for {gap:g} s between two requests"
            raise Trouble(reason, retry_after=self._now())
        queue.waiting += 1
        try:
            await queue.places.acquire()
        finally:
            queue.waiting -= 1
        try:
            async with queue.starting:
                await self._start(queue, resting)
                queue.due = self._clock() + gap
            try:
                yield
            finally:
                self._all.release()
        finally:
            queue.places.release()

    async def _start(self, queue: _Queue, resting: Resting) -> None:
        """Take one of all places once the host may be asked."""
        while True:
            wait = self._wait(queue, resting)
            if wait > 0:
                await asyncio.sleep(wait)
                continue
            await self._all.acquire()
            if not resting():
                return
            self._all.release()  # it was told while others had all places

    def _wait(self, queue: _Queue, resting: Resting) -> float:
        """Seconds until the host's next request may start: a short rest is waited for."""
        wait = queue.due - self._clock()
        rest = resting()
        if rest:
            left = (rest.until - self._now()).total_seconds()
            if left > queue.patience:
                raise Trouble(rest.reason, retry_after=rest.until)
            queue.patience -= left
            wait = max(wait, left)
        return wait
