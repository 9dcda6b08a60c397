"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from briefing.model import Entry, Source
from briefing.parse.body import Body
from briefing.parse.encoding import decode
from briefing.parse.entries import RawEntry, as_markup, entries, newest
from briefing.parse.error import ParseError

_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_HEAD = 65_536


def is_feed(body: Body) -> bool:
    """Whether it is a JSON object that names JSON Feed's version, or is served as one."""
    is_object = body.content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return is_object and ("feed+json" in body.content_type.lower() or _VERSION.search(body.content) is not None)


def read(body: Body, source: Source) -> tuple[Entry, ...]:
    """The newest entries of a JSON Feed; members of the wrong type count as missing.

    Raises:
        ParseError: it is no JSON, or has no list of items.
    """
    try:
        feed = json.loads(decode(body.content, content_type=body.content_type, language=source.language))
    except (ValueError, RecursionError) as error:
        raise ParseError("not well-formed JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ParseError("a JSON Feed without a list of items")
    return newest(entries(_raws(items, feed), source=source, url=body.url))


def _raws(items: list[Any], feed: dict[str, Any]) -> Iterator[RawEntry]:
    for item in items:
        if isinstance(item, dict):
            yield RawEntry(
                id=_text(item.get("id")),
                links=(_text(item.get("url")), _text(item.get("external_url"))),
                title=_text(item.get("title")),
                plain_title=True,
                summary=as_markup(_text(item.get("summary"))),
                content=_text(item.get("content_html")) or as_markup(_text(item.get("content_text"))),
                dates=(_text(item.get("date_published")), _text(item.get("date_modified"))),
                byline=_author(item) or _author(feed),
                language=_text(item.get("language")) or _text(feed.get("language")),
            )


def _author(of: dict[str, Any]) -> str:
    authors = of.get("authors")
    candidates = [*(authors if isinstance(authors, list) else ()), of.get("author")]
    return ", ".join(name for one in candidates if isinstance(one, dict) and (name := _text(one.get("name"))))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
