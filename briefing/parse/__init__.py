"""From the bytes of a source to its entries. One file a source kind, one line each in the table below.

It does no I/O, knows no clock, and what it can't read it says in one line.
"""

import re
from collections.abc import Callable

from briefing.model import Entry, Source
from briefing.parse import article, feed, jsonfeed
from briefing.parse.body import Body
from briefing.parse.error import ParseError
from briefing.parse.title import feed_title

__all__ = ["BINARY", "MAX_BYTES", "ParseError", "feed_title", "parse"]

MAX_BYTES = 20_000_000

Recognise = Callable[[Body], bool]
Read = Callable[[Body, Source], tuple[Entry, ...]]

#: Source kinds in the order in which they are tried: who knows its own, and who reads it.
KINDS: tuple[tuple[Recognise, Read], ...] = (
    (jsonfeed.is_feed, jsonfeed.read),
    (article.is_article, article.read),
    (feed.is_feed, feed.read),
)

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title)\b", re.IGNORECASE)
BINARY = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RIFF")


def parse(body: bytes, *, source: Source, url: str, content_type: str = "") -> tuple[Entry, ...]:
    """Entries in the feed's order, ids unique, all text cleaned; a feed without entries gives none.

    `url` is where the body came from (links are relative to it), `content_type` its header.

    Raises:
        ParseError: the body is no feed and no article file, or too large.
    """
    if not body.strip():
        raise ParseError("empty")
    if len(body) > MAX_BYTES:
        raise ParseError(f"larger than {MAX_BYTES // 1_000_000} MB")
    if body.startswith(BINARY):
        raise ParseError("not text but binary data")
    received = Body(content=body, url=url, content_type=content_type)
    for recognises, read in KINDS:
        if recognises(received):
            return read(received, source)
    raise ParseError(_reason(body))


def _reason(body: bytes) -> str:
    if _HTML.search(body[:4_096]):
        return "a web page, not a feed"
    return "not text but binary data" if b"\0" in body[:4_096] else "not a feed"
