"""Another reader's list of feeds -> the sources that it adds to ours. Nothing is asked, nothing is stored."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args
from urllib.parse import urlsplit, urlunsplit

from briefing.errors import InputError
from briefing.model import Content, Source
from briefing.parse import ParseError
from briefing.parse.links import MAX_ADDRESS, web_address
from briefing.parse.subscriptions import Listed, read_subscriptions
from briefing.parse.titles import one_line
from briefing.pipeline.listing import Listed as Ours
from briefing.pipeline.listing import host

#: More feeds than anybody reads; each becomes a table of sources.toml.
MOST = 10_000
LONGEST_NAME = 200

_NEWSBOAT = {"exec": "a command of newsboat's", "filter": "a filter of newsboat's", "query": "a query of newsboat's"}


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a list calls a feed and can't be read, and why."""

    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What a list adds: new sources in its order, those `known` with the id they are read as, and what is skipped.

    `damage` tells what of the list could not be read.
    """

    added: tuple[Source, ...]
    known: tuple[tuple[str, str], ...]
    skipped: tuple[Skipped, ...]
    damage: str = ""


def plan(body: bytes, sources: Iterable[Source]) -> Planned:
    """What the list in `body` (OPML, or newsboat's `urls`) adds to `sources`.

    A feed that is listed in several folders is one source with the tags of all.

    Raises:
        InputError: it is no such list, or has too many feeds.
    """
    try:
        listing = read_subscriptions(body)
    except ParseError as error:
        raise InputError(str(error)) from None
    if len(listing.feeds) > MOST:
        raise InputError(f"has {len(listing.feeds)} feeds: at most {MOST} can be read")
    ours = Ours(sources)
    added: dict[str, Source] = {}
    known: dict[str, str] = {}
    skipped = []
    for feed in listing.feeds:
        url = _web_address(feed.url)
        id_ = ours.id_of(url) if url else ""
        if not url:
            skipped.append(Skipped(one_line(feed.url, limit=80), feed.title, _reason(feed.url)))
        elif id_ in added:
            tags = dict.fromkeys((*added[id_].tags, *feed.tags))
            added[id_] = replace(added[id_], tags=tuple(tags))
        elif id_:
            known[url] = id_
        else:
            source = _source(feed, url, ours)
            ours.add(source)
            added[source.id] = source
    return Planned(tuple(added.values()), tuple(known.items()), tuple(skipped), listing.damage)


def _source(feed: Listed, url: str, ours: Ours) -> Source:
    """`feed` as a source; of our own fields those that are right."""
    name = one_line(feed.title, limit=LONGEST_NAME) or host(url)
    given = feed.ours.get("id", "")
    id_ = given if given and not ours.has_id(given) else ours.free_id(feed.title, url)
    source = Source(id=id_, name=name, url=url, tags=feed.tags, language=feed.ours.get("language", ""))
    ours_too = {key: value for key, text in feed.ours.items() if (value := _value(key, text)) is not None}
    return replace(source, **ours_too)


def _value(key: str, text: str) -> Any:  # noqa: ANN401 (as the field's type is)
    """What stands in one of our own fields; None if it can't."""
    try:
        match key:
            case "country" | "kind":
                return text
            case "weight":
                return float(text) if 0 <= float(text) < math.inf else None
            case "content":
                return text if text in get_args(Content) else None
            case "mute_until":
                return date.fromisoformat(text)
    except ValueError:
        pass
    return None


def _web_address(url: str) -> str:
    """`url` as it is written if it is a whole address of the web, else ""; a password stays: the feed asks for it."""
    url = "".join(url.split())
    if url.lower().startswith("feed:"):
        rest = url[5:].removeprefix("//")
        url = rest if "://" in rest else f"https://{rest}"
    return url if web_address(url) else ""


def _reason(url: str) -> str:
    """Why `url` can't be read."""
    scheme = url.partition(":")[0].lower()
    if scheme in _NEWSBOAT:
        return _NEWSBOAT[scheme]
    if len(url) > MAX_ADDRESS:
        return "its address is too long"
    return "not an address of the web (http or https)"


@dataclass(frozen=True, slots=True)
class Exported:
    """What other readers can ask: `sources` without passwords; those that had one; and `files`, which are left out."""

    sources: tuple[Source, ...]
    secret: tuple[Source, ...]
    files: tuple[Source, ...]


def export(sources: Iterable[Source]) -> Exported:
    """Those of `sources` that have an address of the web, and what others will miss."""
    bare, secret, files = [], [], []
    for source in sources:
        if not _web_address(source.url):
            files.append(source)
            continue
        bare.append(replace(source, url=_without_password(source.url)))
        if bare[-1] != source:
            secret.append(source)
    return Exported(tuple(bare), tuple(secret), tuple(files))


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else url
