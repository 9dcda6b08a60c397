"""The feeds that a page names as its own, and links on it that look like feeds."""

import re
from urllib.parse import urlsplit

from briefing.extract.tree import page_tree
from briefing.parse.links import web_address

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST = 100
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:atom|feeds?|rdf|rss(?:\d|feeds?)?)(?:$|[/._-])|\.xml$", re.IGNORECASE)


def feed_links(page: bytes | str, url: str, *, content_type: str = "") -> tuple[str, ...]:
    """Addresses of a page's `<link rel="alternate">` feeds, in its order, each once; at most 100.

    Raises:
        ParseError: the bytes are no text.
    """
    tree = page_tree(page, content_type=content_type)
    found: dict[str, None] = {}
    for link in () if tree is None else tree.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        if "alternate" in link.get("rel", "").lower().split() and kind in _TYPES:
            found[web_address(link.get("href", ""), relative_to=url)] = None
    return tuple(filter(None, found))[:_MOST]


def feed_like_links(page: bytes | str, url: str, *, content_type: str = "") -> tuple[str, ...]:
    """Addresses on the page's own site that its `<a>` links to and that look like a feed's; at most 100.

    Raises:
        ParseError: the bytes are no text.
    """
    tree = page_tree(page, content_type=content_type)
    found: dict[str, None] = {}
    for link in () if tree is None else tree.iter("a"):
        address = web_address(link.get("href", ""), relative_to=url)
        if address and site(address) == site(url) and _FEED_PATH.search(urlsplit(address).path):
            found[address] = None
    return tuple(found)[:_MOST]


def site(url: str) -> str:
    """The host and port of an address, "www." left out."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return ""
