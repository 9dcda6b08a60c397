"""One request and its answer over HTTP with aiohttp: a session, its guard at every connection, bounds on what comes."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from yarl import URL

from briefing.fetch.body import read_body, too_large
from briefing.fetch.guard import Guard
from briefing.fetch.proxies import Proxies
from briefing.fetch.reasons import explain
from briefing.fetch.request import Limits, Request, Response
from briefing.fetch.resolver import GuardedResolver
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
class Redirect:
    """An answer that names another address."""

    location: str
    status: int

    @property
    def is_permanent(self) -> bool:
        """Whether the other address is the one to ask from now on."""
        return self.status in _PERMANENT


class Exchange:
    """A session with its limits, open inside `async with`. `now` tells the time."""

    def __init__(
        self, guard: Guard, proxies: Proxies, *, limits: Limits, agent: str, now: Callable[[], datetime]
    ) -> None:
        """Open nothing yet; needs a running loop."""
        self._limits = limits
        self._now = now
        self._session = ClientSession(
            connector=TCPConnector(limit=0, resolver=GuardedResolver(guard, exempt=proxies.hosts), ttl_dns_cache=None),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
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

    async def get(self, request: Request, url: URL, proxy: URL | None, *, deadline: float) -> Response | Redirect:
        """Ask `url`, one hop of `request`, until `deadline` (of the loop's clock).

        Raises:
            Trouble: there is no good answer.
        """
        waiting_for = "no answer in"
        reply: ClientResponse | None = None
        try:
            async with asyncio.timeout_at(deadline):
                headers = _headers(request, url)
                reply = await self._session.get(url, headers=headers, allow_redirects=False, proxy=proxy)
                waiting_for = "the answer took more than"
                return await self._read(request, reply, conditional=len(headers) > 1)
        except TimeoutError as error:
            if type(error) is not TimeoutError:  # aiohttp's own, of the connection
                raise _answered(explain(error), reply) from None
            raise _answered(Trouble(f"{waiting_for} {self._limits.seconds:g} s"), reply) from None
        except Exception as error:  # noqa: BLE001 (one server's bytes can't end the run, whatever they do to the client)
            raise _answered(explain(error), reply) from None
        finally:
            if reply is not None:
                reply.release()

    async def _read(self, request: Request, reply: ClientResponse, *, conditional: bool) -> Response | Redirect:
        """Tell what an answer means, with its body if it has one to keep."""
        status = reply.status
        if status in _REDIRECTS and "Location" in reply.headers:
            return Redirect(reply.headers["Location"], status)
        answer = Response(key=request.key, url=shown(reply.url), status=status, body=None)
        if status == _NOT_MODIFIED and conditional:
            # a validator that differs is of something that was never read (RFC 9111, 4.3.4)
            return replace(answer, etag=request.etag, last_modified=request.last_modified)
        if status not in _GOOD:
            raise status_trouble(status, reply.headers.get("Retry-After", ""), now=self._now())
        if (reply.content_length or 0) > self._limits.raw_bytes and not request.enough:
            raise too_large(self._limits.raw_bytes)
        coding = reply.headers.get("Content-Encoding", "")
        return replace(
            answer,
            body=await read_body(_pieces(reply), coding, self._limits, enough=request.enough),
            etag=_exact(reply.headers.get("ETag", "")),
            last_modified=_exact(reply.headers.get("Last-Modified", "")),
            content_type=_exact(reply.headers.get("Content-Type", ""))[:200],
        )


def shown(url: URL) -> str:
    """Spell an address without the user's name and password."""
    return str(url.with_user(None).with_fragment(None))


def _answered(trouble: Trouble, reply: ClientResponse | None) -> Trouble:
    """`trouble` with the status of the answer in which it lay."""
    return trouble if trouble.status or reply is None else replace(trouble, status=reply.status)


async def _pieces(reply: ClientResponse) -> AsyncIterator[bytes]:
    async for piece in reply.content.iter_any():
        yield piece


def _headers(request: Request, url: URL) -> dict[str, str]:
    headers = {"Accept": request.accept}
    if request.validated in ("", shown(url)):
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.last_modified:
            headers["If-Modified-Since"] = request.last_modified
    return headers


def _exact(header: str) -> str:
    """Keep a header that can be sent again byte for byte, else "": aiohttp can send nothing that was not UTF-8."""
    return "" if _UNSENDABLE.search(header) else header
