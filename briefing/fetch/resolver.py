"""Names to addresses, with the guard between: aiohttp connects only to what this returns."""

import asyncio
import socket
import threading
from contextlib import suppress

from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.fetch.guard import PRIVATE, Guard
from briefing.fetch.trouble import Trouble

Found = list[tuple[socket.AddressFamily, str]]


class GuardedResolver(AbstractResolver):
    """The system's resolver, cut down to allowed addresses. `exempt` are the proxies' own (host, port) pairs."""

    def __init__(self, guard: Guard, *, exempt: frozenset[tuple[str, int]] = frozenset()) -> None:
        """Ask `guard` of every address but those of `exempt`."""
        self._guard = guard
        self._exempt = exempt

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Look up the addresses of `host` that may be connected to.

        Raises:
            Trouble: there are addresses, but none is allowed.
            OSError: the name has no address.
        """
        found = await _look_up(host, family)
        if (host, port) not in self._exempt:
            found = [(kind, address) for kind, address in found if self._guard.allows(address, name=host, port=port)]
        if not found:
            raise Trouble(PRIVATE)
        numeric = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [
            ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=numeric)
            for kind, address in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""


async def _look_up(host: str, family: socket.AddressFamily) -> Found:
    """Ask the system, in a daemon thread.

    The loop's own executor has a few threads, which slow names would fill, and is waited for at the end of the
    program; a lookup can't be cancelled.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Found] = loop.create_future()

    def settle(found: Found, error: Exception | None) -> None:
        if answer.done():
            return
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(found)

    def work() -> None:
        found: Found = []
        failed: Exception | None = None
        try:
            rows = socket.getaddrinfo(host, None, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
            found = [(row[0], str(row[4][0])) for row in rows]
        except (OSError, ValueError) as error:
            failed = error
        with suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(settle, found, failed)

    threading.Thread(target=work, name="look-up", daemon=True).start()
    return await answer
