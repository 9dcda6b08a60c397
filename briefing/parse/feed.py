"""RSS 0.9x to 2.0, RDF and Atom: strictly where a feed allows it, through feedparser where it doesn't.

What would make feedparser slow without bound is refused or cut before it starts; it never sees an address or a file.
"""

import re
from io import BytesIO
from itertools import islice
from typing import Any

from briefing.model import Entry, Source
from briefing.parse import wellformed
from briefing.parse.body import Body
from briefing.parse.encoding import decode
from briefing.parse.entries import MAX_ENTRIES, RawEntry, as_markup, entries, newest
from briefing.parse.error import ParseError
from briefing.parse.limits import refuse_many_attributes

_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_SURROGATE = re.compile(r"&#(?:x0{0,9}d[89a-f][0-9a-f]{2}|0{0,9}5[5-7][0-9]{3});?", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>\s*")
_HEAD = 65_536

# What costs more than it can be worth: a tree of millions of elements, and for feedparser, which takes quadratic time
# in the attributes of a tag and in the namespaces of a document, and 10 µs for an element.
_MAX_TAGS = 2_000_000
_MAX_LENIENT_TAGS = 500_000
_MAX_NAMESPACES = 500


def is_feed(body: Body) -> bool:
    """Whether a feed's root element stands near the beginning, whatever stands before it."""
    head = body.content[:_HEAD]
    if b"\0" in head[:8]:  # UTF-16 or UTF-32
        head = head.replace(b"\0", b"")
    return _ROOT.search(head) is not None


def read(body: Body, source: Source) -> tuple[Entry, ...]:
    """The newest entries of any XML feed, well-formed or not.

    Raises:
        ParseError: there is no feed in it, or reading it would take too long.
    """
    text = _DECLARATION.sub("", decode(body.content, content_type=body.content_type, language=source.language))
    if text.count("<") > _MAX_TAGS:
        raise ParseError("too many elements")
    found = wellformed.read(text.encode("utf-8", "replace"))
    return newest(entries(_lenient(text) if found is None else found, source=source, url=body.url))


def _lenient(text: str) -> list[RawEntry]:
    import feedparser

    body = BytesIO(_bounded(text).encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:
        raise
    except Exception as error:  # it raises anything on broken namespaces, numbers and dates
        raise ParseError(f"not well-formed: {type(error).__name__}") from error
    if not found.version and not found.entries:
        raise ParseError("no feed in it")
    return [_raw(entry, found.feed, is_atom=found.version.startswith("atom")) for entry in found.entries]


def _bounded(text: str) -> str:
    if start := next(islice(_ENTRY.finditer(text), MAX_ENTRIES, None), None):
        text = text[: start.start()]
    if text.count("<") > _MAX_LENIENT_TAGS or text.count("&") > _MAX_TAGS:
        raise ParseError("too many elements")
    if text.count("xmlns") > _MAX_NAMESPACES:
        raise ParseError("too many namespaces")
    refuse_many_attributes(text)
    return _SURROGATE.sub(_unless_surrogate, text)


def _unless_surrogate(reference: re.Match[str]) -> str:
    """Half a character, which feedparser would stumble over, is none."""
    digits = reference[0].strip("&#;").lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return "" if 0xD800 <= number <= 0xDFFF else reference[0]  # noqa: PLR2004


def _raw(entry: dict[str, Any], feed: dict[str, Any], *, is_atom: bool) -> RawEntry:
    title = _details(entry, "title_detail")[0]
    links = [_said(link, "href") for link in _details(entry, "links") if link.get("rel", "alternate") == "alternate"]
    return RawEntry(
        id=_said(entry, "id"),
        links=(*links, _said(entry, "link")),
        title=_said(entry, "title"),
        plain_title=is_atom and title.get("type") == "text/plain",
        summary=_construct(_details(entry, "summary_detail")[0], is_atom=is_atom),
        content=_construct(_details(entry, "content")[0], is_atom=is_atom),
        dates=tuple(_said(entry, key) for key in ("published", "updated", "created")),
        byline=_said(entry, "author") or (_said(feed, "author") if is_atom else ""),
        language=_said(title, "language") or _said(feed, "language"),
    )


def _construct(detail: dict[str, Any], *, is_atom: bool) -> str:
    value = _said(detail, "value")
    return as_markup(value) if is_atom and detail.get("type") == "text/plain" else value


def _details(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """What feedparser says in detail, at least one; an element that bears its own key's name makes it a text."""
    found = dict.get(values, key)
    details: list[dict[str, Any]] = [
        one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)
    ]
    return details or [{}]


def _said(values: dict[str, Any], key: str) -> str:
    """Return a text of feedparser's, which answers for a missing key with another, and sometimes with None."""
    value = dict.get(values, key)
    return value if isinstance(value, str) else ""
