"""Asking over HTTP with aiohttp: one session a run, redirects followed by hand so that each hop passes the guard."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from yarl import URL

from briefing.fetch.body import read_body, too_large
from briefing.fetch.guard import Guard
from briefing.fetch.proxies import Proxies
from briefing.fetch.reasons import explain
from briefing.fetch.request import Answer, FetchFailure, Limits, Request, Response
from briefing.fetch.resolver import GuardedResolver
from briefing.fetch.slots import Slots
from briefing.fetch.trouble import Trouble, status_trouble

#: Real content security policies pass aiohttp's default of 8 kB.
HEADER_BYTES = 32_768
#: The others of 2xx bring no body, or a part of one.
_GOOD = (200, 203)
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_UNSENDABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str
    permanent: bool


class Client:
    """A session with its guard and its limits, open inside `async with`."""

    def __init__(self, *, allow_hosts: Iterable[str], limits: Limits, user_agent: str) -> None:
        """Open nothing yet; needs a running loop."""
        self._guard = Guard(allow_hosts)
        self._limits = limits
        self._proxies = Proxies()
        self._slots = Slots(limits.connections, limits.per_host)
        resolver = GuardedResolver(self._guard, exempt=self._proxies.hosts)
        self._session = ClientSession(
            connector=TCPConnector(limit=0, resolver=resolver, ttl_dns_cache=None),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=ClientTimeout(total=None, sock_connect=limits.connect_seconds),
            max_line_size=HEADER_BYTES,
            max_field_size=HEADER_BYTES,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, request: Request, deliver: Callable[[Answer], Awaitable[None]]) -> None:
        """Deliver exactly one answer to `request`.

        A good answer is delivered while its place is still held, so that a slow taker slows the asking down instead
        of filling the memory with bodies.
        """
        try:
            await self._follow(request, deliver)
        except Trouble as trouble:
            await deliver(
                FetchFailure(
                    key=request.key, reason=trouble.reason, status=trouble.status, retry_after=trouble.retry_after
                )
            )

    async def _follow(self, request: Request, deliver: Callable[[Answer], Awaitable[None]]) -> None:
        """Ask, and ask again where a redirect points to, all within one deadline."""
        clock = asyncio.get_running_loop().time
        url, proxy = self._admit(request.url)
        # an address with a password is remembered nowhere else than where the user wrote it
        settled, moved = url.user is not None, ""
        left = self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            async with self._slots.of(url.raw_host or ""):
                began = clock()
                answer = await self._exchange(request, url, proxy, deadline=began + left)
                left -= clock() - began
                if isinstance(answer, Response):
                    await deliver(replace(answer, moved=moved))
                    return
            settled = settled or not answer.permanent
            url, proxy = self._admit(answer.location, against=url)
            if not settled:
                moved = _shown(url)
        raise Trouble("too many redirects")

    def _admit(self, address: str, *, against: URL | None = None) -> tuple[URL, URL | None]:
        """Find the URL to ask, its host spelled as it was judged, and the proxy to ask it through."""
        try:
            url = against.join(URL(address)) if against else URL(address.strip())
            proxy = self._proxies.of(url)
            host = self._guard.admit(url.scheme, url.raw_host, url.port, proxied=proxy is not None)
            return url.with_fragment(None).with_host(host), proxy
        except ValueError:
            raise Trouble("not a valid address") from None

    async def _exchange(
        self, request: Request, url: URL, proxy: URL | None, *, deadline: float
    ) -> Response | _Redirect:
        """One request and its answer."""
        waiting_for = "no answer in"
        reply: ClientResponse | None = None
        try:
            async with asyncio.timeout_at(deadline):
                reply = await self._session.get(url, headers=_headers(request), allow_redirects=False, proxy=proxy)
                waiting_for = "the answer took more than"
                return await self._read(request, reply)
        except TimeoutError as error:
            if type(error) is not TimeoutError:  # aiohttp's own, of the connection
                raise explain(error) from None
            raise Trouble(f"{waiting_for} {self._limits.seconds:g} s") from None
        except Exception as error:  # noqa: BLE001 (one server's bytes can't end the run, whatever they do to the client)
            raise explain(error) from None
        finally:
            if reply is not None:
                reply.release()

    async def _read(self, request: Request, reply: ClientResponse) -> Response | _Redirect:
        """Tell what an answer means, with its body if it has one to keep."""
        status = reply.status
        if status in _REDIRECTS and "Location" in reply.headers:
            return _Redirect(reply.headers["Location"], status in _PERMANENT)
        answer = Response(
            key=request.key,
            url=_shown(reply.url),
            status=status,
            body=None,
            etag=_exact(reply.headers.get("ETag", "")),
            last_modified=_exact(reply.headers.get("Last-Modified", "")),
            content_type=_exact(reply.headers.get("Content-Type", ""))[:200],
        )
        if status == _NOT_MODIFIED and (request.etag or request.last_modified):
            return replace(
                answer,
                etag=answer.etag or request.etag,
                last_modified=answer.last_modified or request.last_modified,
            )
        if status not in _GOOD:
            raise status_trouble(status, reply.headers.get("Retry-After", ""), now=datetime.now(UTC))
        if (reply.content_length or 0) > self._limits.raw_bytes:
            raise too_large(self._limits.raw_bytes)
        coding = reply.headers.get("Content-Encoding", "")
        return replace(answer, body=await read_body(_pieces(reply), coding, self._limits))


async def _pieces(reply: ClientResponse) -> AsyncIterator[bytes]:
    async for piece in reply.content.iter_any():
        yield piece


def _headers(request: Request) -> dict[str, str]:
    headers = {"Accept": request.accept}
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _exact(header: str) -> str:
    """Keep a header that can be sent again byte for byte, else "": aiohttp can send nothing that was not UTF-8."""
    return "" if _UNSENDABLE.search(header) else header


def _shown(url: URL) -> str:
    """Spell an address without the user's name and password."""
    return str(url.with_user(None).with_fragment(None))
