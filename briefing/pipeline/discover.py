"""From an address that a reader knows to the feeds that can be read there. Nothing is stored."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from briefing.errors import InputError
from briefing.extract import feed_like_links, feed_links
from briefing.fetch import Request, Response
from briefing.language.detect import detect
from briefing.model import Source
from briefing.parse import ParseError, feed_title, parse
from briefing.pipeline.asking import ask
from briefing.pipeline.listing import Listed, address, host
from briefing.pipeline.run import Run, in_worker

#: Where feeds are when a page names none.
WELL_KNOWN = ("/feed/", "/rss.xml", "/rss", "/atom.xml")
#: Feeds of one page that are asked.
MOST = 20
SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that can be read: what it holds now, and the headlines it begins with (`sample`)."""

    url: str
    title: str
    language: str
    entries: int
    newest: datetime | None
    sample: tuple[str, ...]


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
        return asyncio.run(_discover(run, whole))
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


def shown(found: Found) -> str:
    """One line: address, title, language, entries, day of the newest."""
    day = f"{found.newest:%Y-%m-%d}" if found.newest else ""
    return f"{found.url}\t{found.title}\t{found.language}\t{found.entries} entries\t{day}"


def proposed(found: Found, sources: Iterable[Source]) -> Source:
    """The source that `found` would be beside `sources`: its id, of its title or host, is not taken."""
    id_ = Listed(sources).free_id(found.title, found.url)
    return Source(id=id_, name=found.title or host(found.url), url=found.url, language=found.language)


async def _discover(run: Run, url: str) -> tuple[Found, ...]:
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
        for answer in (await _ask(run, candidates[:MOST])).values():
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


def preview(answer: Response) -> Found | str:
    """What the feed in an answer holds, or why there is none. Runs in a worker."""
    body, url = answer.body or b"", answer.moved or answer.key
    source = Source(id="new", name="", url=url)
    try:
        entries = parse(body, source=source, url=answer.url, content_type=answer.content_type)
    except ParseError as error:
        return str(error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (a parser that stumbles over one feed is no reason to stop looking)
        return f"can't be read ({type(error).__name__})"
    titles = tuple(entry.title for entry in entries if entry.title)
    told = Counter(entry.language for entry in entries if entry.language).most_common(1)
    return Found(
        url=url,
        title=feed_title(body, url=answer.url, content_type=answer.content_type),
        language=told[0][0] if told else detect(" ".join(titles[:SAMPLE]), default=""),
        entries=len(entries),
        newest=max((entry.published for entry in entries if entry.published), default=None),
        sample=titles[:SAMPLE],
    )


def named_feeds(answer: Response) -> tuple[str, ...]:
    """The feeds that a page names, else those that it seems to link to. Runs in a worker.

    Raises:
        ParseError: it is no text.
    """
    body, url, content_type = answer.body or b"", answer.url, answer.content_type
    named = feed_links(body, url, content_type=content_type)
    return named or feed_like_links(body, url, content_type=content_type)
