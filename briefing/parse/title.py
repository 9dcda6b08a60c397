"""What a feed calls itself. It reads the feed's head only, and answers "" rather than refuse."""

import json
import re
from typing import Any

from briefing.parse import jsonfeed
from briefing.parse.body import Body
from briefing.parse.encoding import decode
from briefing.parse.error import ParseError
from briefing.parse.limits import refuse_many_attributes
from briefing.parse.titles import one_line, unwrapped

_HEAD = 65_536
_FIRST_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>\s*")
_OWNERS = ("channel", "feed")


def feed_title(body: bytes, *, url: str, content_type: str = "") -> str:
    """The title of the feed in `body` as one line; "" if it has none or is no feed."""
    received = Body(content=body, url=url, content_type=content_type)
    try:
        text = decode(body, content_type=content_type)
        return _of_json(text) if jsonfeed.is_feed(received) else _of_xml(text)
    except (ParseError, RecursionError, ValueError):
        return ""


def _of_json(text: str) -> str:
    feed = json.loads(text)
    title = feed.get("title") if isinstance(feed, dict) else None
    return one_line(title) if isinstance(title, str) else ""


def _of_xml(text: str) -> str:
    from lxml import etree

    head = _DECLARATION.sub("", text[:_HEAD])
    first = _FIRST_ENTRY.search(head)
    head = head[: first.start()] if first else head
    refuse_many_attributes(head)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(head.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    for title in () if root is None else root.iter("{*}title"):
        if _name(title.getparent()) in _OWNERS:
            return unwrapped("".join(title.itertext()))
    return ""


def _name(element: Any) -> str:  # noqa: ANN401 (lxml comes without types)
    tag = "" if element is None else element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
