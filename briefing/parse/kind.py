"""What kind of feed a body is, by its root element. It never reads further than that."""

import re

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
_HEAD = 65_536
_NAMES = {b"feed": "Atom", b"rdf": "RSS 1.0", b"rss": "RSS"}


def feed_kind(body: bytes) -> str:
    """One of RSS, RSS 1.0, Atom, JSON Feed; "" if it is none that can be told by its head."""
    head = body[:_HEAD].replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return "JSON Feed"
    found = _ROOT.search(head)
    return _NAMES[found[1].lower()] if found else ""
