"""From an address that a reader knows to the feeds that can be read there. Nothing is stored."""

import asyncio
from collections.abc import Iterable
from urllib.parse import urljoin

from briefing.errors import InputError
from briefing.extract import feed_like_links, feed_links
from briefing.fetch import Request, Response
from briefing.model import Found
from briefing.parse import ParseError
from briefing.pipeline.asking import ask
from briefing.pipeline.listing import address
from briefing.pipeline.preview import preview
from briefing.pipeline.run import Run, in_worker

#: Where feeds are when a page names none.
WELL_KNOWN = ("/feed/", "/rss.xml", "/rss", "/atom.xml")
#: Feeds of one page that are asked.
MOST = 20


def discover(run: Run, url: str) -> tuple[Found, ...]:
    """The feeds at `url`: itself, or those that the page there names, else links to, else has in the usual places.

    An address without a scheme is of https.

    Raises:
        InputError: it can't be asked, or there is no feed; in one line.
    """
    whole = with_scheme(url)
    if run.offline:
        raise InputError(f"{url}: is on the network, and --offline was asked for")
    try:
        return asyncio.run(feeds_at(run, whole))
    except ParseError as error:
        raise InputError(f"{whole}: {error}") from None


def with_scheme(url: str) -> str:
    """`url` as an http(s) address.

    Raises:
        InputError: it is of another kind.
    """
    url = url.strip()
    address = url if "://" in url else f"https://{url}"
    if not url or address.partition("://")[0].lower() not in ("http", "https"):
        raise InputError(f"{url}: only http and https can be read")
    return address


async def feeds_at(run: Run, url: str, *, most: int = MOST) -> tuple[Found, ...]:
    """`discover` at a whole address; of those that a page names, at most so many are asked.

    Raises:
        InputError, ParseError: there is none.
    """
    page = (await _ask(run, [url]))[url]
    if isinstance(page, str):
        raise InputError(f"{url}: {page}")
    feed = await in_worker(run.executor, preview, page)
    if isinstance(feed, Found):
        return (feed,)
    named = await in_worker(run.executor, named_feeds, page)
    if isinstance(named, str):
        raise InputError(f"{url}: {named}")
    places = [named, tuple(urljoin(page.url, place) for place in WELL_KNOWN)]
    for candidates in filter(None, places):
        different: dict[str, Response] = {}
        for answer in (await _ask(run, candidates[:most])).values():
            if isinstance(answer, Response):
                different.setdefault(address(answer.url), answer)
        previews = await asyncio.gather(*(in_worker(run.executor, preview, answer) for answer in different.values()))
        if found := tuple(one for one in previews if isinstance(one, Found)):
            return found
    raise InputError(f"{url}: no feed was found there")


async def _ask(run: Run, urls: Iterable[str]) -> dict[str, Response | str]:
    """What each of `urls` answers, in their order, or why it does not."""
    requests = {url: Request(key=url, url=url) for url in urls}
    answers: dict[str, Response | str] = dict.fromkeys(requests, "no answer")
    async for answer in ask(run, requests.values()):
        answers[answer.key] = answer if isinstance(answer, Response) else answer.reason
    return answers


def named_feeds(answer: Response) -> tuple[str, ...]:
    """The feeds that a page names, else those that it seems to link to. Runs in a worker.

    Raises:
        ParseError: it is no text.
    """
    body, url, content_type = answer.body or b"", answer.url, answer.content_type
    named = feed_links(body, url, content_type=content_type)
    return named or feed_like_links(body, url, content_type=content_type)
