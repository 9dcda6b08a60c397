"""Asking with good manners: turns and rests of hosts, robots.txt; redirects are followed by hand, each hop judged."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from yarl import URL

from briefing.fetch.exchange import Exchange, shown
from briefing.fetch.guard import Guard
from briefing.fetch.hosts import Hosts
from briefing.fetch.proxies import Proxies
from briefing.fetch.request import REFUSED, Answer, FetchFailure, Limits, Request, Response
from briefing.fetch.trouble import Trouble
from briefing.fetch.turns import Turns
from briefing.model import Rest, Robots

if TYPE_CHECKING:
    from briefing.fetch.robots import Rules

#: A server that gives these means all who come, not one address.
_BUSY = (429, 503)
_USUAL_PORTS = (80, 443)

Deliver = Callable[[Answer], Awaitable[None]]


@asynccontextmanager
async def opened(*, allow_hosts: Iterable[str], limits: Limits, agent: str, hosts: Hosts) -> AsyncIterator["Client"]:
    """A client with a session of its own, for the block."""
    guard, proxies = Guard(allow_hosts), Proxies()
    async with Exchange(guard, proxies, limits=limits, agent=agent, now=hosts.now) as exchange:
        yield Client(exchange, guard, proxies, hosts=hosts, limits=limits)


class Client:
    """Asks through `exchange`, and what each host wants of it is known to `hosts`."""

    def __init__(
        self,
        exchange: Exchange,
        guard: Guard,
        proxies: Proxies,
        *,
        hosts: Hosts,
        limits: Limits,
    ) -> None:
        """Needs a running loop."""
        self._exchange = exchange
        self._guard = guard
        self._proxies = proxies
        self._hosts = hosts
        self._limits = limits
        self._turns = Turns(limits, now=hosts.now)
        self._rules: dict[str, Rules] = {}
        self._reading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def ask(self, request: Request, deliver: Deliver) -> None:
        """Deliver exactly one answer to `request`.

        A good answer is delivered while its place is still held, so that a slow taker slows the asking down instead
        of filling the memory with bodies.
        """
        try:
            await self._follow(request, deliver)
        except Trouble as trouble:
            await deliver(
                FetchFailure(
                    key=request.key,
                    reason=trouble.reason,
                    status=trouble.status,
                    retry_after=trouble.retry_after,
                    refused=trouble.refused,
                )
            )

    async def _follow(self, request: Request, deliver: Deliver) -> None:
        """Ask, and ask again where a redirect points to, all within one deadline."""
        clock = asyncio.get_running_loop().time
        url, proxy = self._admit(request.url)
        # an address with a password is remembered nowhere else than where the user wrote it
        settled, moved = url.user is not None, ""
        left = self._limits.seconds
        status = 0
        for _ in range(self._limits.redirects + 1):
            delay = await self._permitted(url) if request.robots else 0.0
            async with self._turn(url, delay):
                began = clock()
                try:
                    answer = await self._exchange.get(request, url, proxy, deadline=began + left)
                except Trouble as trouble:
                    self._heed(url, trouble)
                    raise
                left -= clock() - began
                if isinstance(answer, Response):
                    await deliver(replace(answer, moved=moved))
                    return
            before, (url, proxy), status = url, self._admit(answer.location, against=url), answer.status
            # a move to where anybody on the way could read along is followed, but not for good
            settled = settled or not answer.is_permanent or (before.scheme, url.scheme) == ("https", "http")
            if not settled:
                moved = shown(url)
        raise Trouble("too many redirects", status)

    def _admit(self, address: str, *, against: URL | None = None) -> tuple[URL, URL | None]:
        """Find the URL to ask, its host spelled as it was judged, and the proxy to ask it through."""
        try:
            url = against.join(URL(address)) if against else URL(address.strip())
            proxy = self._proxies.of(url)
            host = self._guard.admit(url.scheme, url.raw_host, url.port, proxied=proxy is not None)
            return url.with_fragment(None).with_host(host), proxy
        except ValueError:
            raise Trouble("not a valid address") from None

    def _turn(self, url: URL, delay: float) -> AbstractAsyncContextManager[None]:
        """A place for one request to the host of `url`, no sooner than `delay` seconds after the last."""
        host, name = url.raw_host or "", _host(url)
        gap = 0.0 if self._guard.owns(host, url.port or 0) else self._limits.gap

        def resting() -> Rest | None:
            return self._hosts.rest(name)

        return self._turns.of(host, gap=max(gap, delay), resting=resting)

    def _heed(self, url: URL, trouble: Trouble) -> None:
        """Let the host rest that asks for it."""
        if trouble.status in _BUSY and trouble.retry_after:
            self._hosts.keep(Rest(host=_host(url), until=trouble.retry_after, reason=trouble.reason))

    # -- robots.txt ------------------------------------------------------------------------------------------------

    async def _permitted(self, url: URL) -> float:
        """Tell how many seconds the site wants between two requests.

        Raises:
            Trouble: the page at `url` is not to be read, or it can't be found out whether it is.
        """
        from briefing.fetch.robots import Rules

        site = str(url.origin())
        async with self._reading[site]:
            robots = self._hosts.robots(site)
            if not robots or not robots.is_fresh(self._hosts.now()):
                robots = await self._read_robots(site, robots)
                self._hosts.keep(robots)
                self._rules.pop(site, None)
        if robots.text is None:
            raise Trouble(f"robots.txt can't be read: {robots.failure}", retry_after=robots.again)
        rules = self._rules.get(site) or self._rules.setdefault(site, Rules(robots))
        if not rules.allow(str(url)):
            raise Trouble(REFUSED, retry_after=robots.again, refused=True)
        return min(rules.delay, self._limits.longest_gap)

    async def _read_robots(self, site: str, before: Robots | None) -> Robots:
        """Ask for the robots.txt of `site`; what was known `before` holds while it can't be read.

        Raises:
            Trouble: the host rests.
        """
        from briefing.fetch.robots import LARGEST

        answers: list[Answer] = []

        async def take(answer: Answer) -> None:
            answers.append(answer)

        request = Request(key=site, url=f"{site}/robots.txt", accept="text/plain, */*;q=0.5", enough=LARGEST)
        await self.ask(request, take)
        answer, asked = answers[0], self._hosts.now()
        if isinstance(answer, Response):
            text = (answer.body or b"").decode("utf-8-sig", "replace")
            return Robots(site=site, asked=asked, text=text)
        if answer.retry_after and answer.status in (0, *_BUSY):
            raise Trouble(answer.reason, retry_after=answer.retry_after)
        if answer.status == HTTPStatus.NO_CONTENT or 300 <= answer.status < 500:  # noqa: PLR2004
            # there is none (RFC 9309, 2.3.1.2 and 2.3.1.3)
            return Robots(site=site, asked=asked, text="")
        return Robots(site=site, asked=asked, text=before.text if before else None, failure=answer.reason)


def _host(url: URL) -> str:
    """The name of the server at `url`; what is asked over http and https is one."""
    host = url.raw_host or ""
    return host if url.port in _USUAL_PORTS else f"{host}:{url.port}"
