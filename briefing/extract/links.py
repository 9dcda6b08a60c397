"""The feeds that a page names as its own."""

from briefing.extract.tree import page_tree
from briefing.parse.links import web_address

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST = 100


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
