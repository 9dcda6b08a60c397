"""OPML 1.0 and 2.0 as feed readers write it: folders are tags, whatever the case of names and the damage.

No entity is resolved, no document type loaded, no file or address opened. What is no feed (a comment, an empty folder,
a link to a page) is left out without a word; what claims to be one is told, even if it can't be read.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from briefing.parse.error import ParseError
from briefing.parse.limits import refuse_many_attributes
from briefing.parse.listed import Listed, Listing
from briefing.parse.titles import one_line, unwrapped

Element = Any  # lxml comes without types

#: Under this name stand the fields of a source that OPML has no word for.
NAMESPACE = "urn:briefing:source"
MAX_TAGS = 500_000
MAX_DEPTH = 200
LONGEST_TAG = 100

_OPML = re.compile(r"<(?:\w{1,20}:)?(?:opml|outline)[\s>/]", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>\[\]]{0,500}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)([a-zA-Z][a-zA-Z0-9]{1,31};)?")
_FEED_TYPES = frozenset({"atom", "feed", "jsonfeed", "rdf", "rss"})
_HEAD = 65_536


def is_opml(text: str) -> bool:
    """Whether an OPML element stands near the beginning."""
    return _OPML.search(text[:_HEAD]) is not None


def read(text: str) -> Listing:
    """The outlines that have a feed's address.

    Raises:
        ParseError: it is no OPML, or it would cost more than it can be worth.
    """
    root, damage = _parsed(_plain(text))
    if root is None:
        raise ParseError("no OPML in it")
    return Listing(feeds=tuple(_feeds(root)), damage=damage)


def _plain(text: str) -> str:
    """`text` without document type, and with entities that XML has: many readers write HTML's, or a bare ampersand."""
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text), count=1)
    if re.search("<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise ParseError("it declares entities, which no list of feeds needs")
    if text.count("<") > MAX_TAGS:
        raise ParseError("too many elements")
    refuse_many_attributes(text)
    return _ENTITY.sub(_resolved, text)


def _resolved(entity: re.Match[str]) -> str:
    known = html5.get(entity[1]) if entity[1] else None
    return known or f"&amp;{entity[1] or ''}"


def _parsed(text: str) -> tuple[Element, str]:
    """The root, and what is wrong with the file if it is not well-formed: then what can be read of it is read."""
    from lxml import etree

    data = text.encode("utf-8", "replace")
    safe = {"encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False}
    try:
        return etree.fromstring(data, etree.XMLParser(**safe)), ""
    except etree.XMLSyntaxError as error:
        trouble = f"line {error.lineno}: {one_line(error.msg or 'not well-formed', limit=LONGEST_TAG)}"
    try:
        root = etree.fromstring(data, etree.XMLParser(**safe, recover=True))
    except etree.XMLSyntaxError:
        return None, trouble
    return root, trouble


def _feeds(root: Element) -> Iterator[Listed]:
    """Walk without recursion: a file's depth is not ours."""
    waiting: list[tuple[Element, tuple[str, ...], int]] = [(root, (), 0)]
    while waiting:
        element, tags, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise ParseError("nested too deeply")
        if _name(element) == "outline":
            said = {_bare(key): value.strip() for key, value in element.attrib.items() if not key.startswith("{")}
            if said.get("iscomment", "").lower() == "true":
                continue
            title = unwrapped(said.get("title", "")) or unwrapped(said.get("text", ""))
            if url := _address(said):
                yield Listed(url=url, title=title, tags=_with(tags, *_categories(said)), ours=_ours(element, said))
            else:
                tags = _with(tags, one_line(title, limit=LONGEST_TAG))
        waiting += [(child, tags, depth + 1) for child in reversed(element)]


def _address(said: dict[str, str]) -> str:
    """The feed's address; old files keep it under `url`, which elsewhere is any link."""
    return said.get("xmlurl") or (said.get("url", "") if said.get("type", "").lower() in _FEED_TYPES else "")


def _categories(said: dict[str, str]) -> list[str]:
    """The tags in `category`: "/Politics/Parties,local" (OPML 2.0)."""
    return [one_line(part, limit=LONGEST_TAG) for part in re.split("[,/]", said.get("category", ""))]


def _with(tags: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *filter(None, more))))


def _ours(element: Element, said: dict[str, str]) -> dict[str, str]:
    mark = f"{{{NAMESPACE}}}"
    own = {key.removeprefix(mark): one_line(text) for key, text in element.attrib.items() if key.startswith(mark)}
    return {"language": one_line(said["language"]), **own} if said.get("language") else own


def _name(element: Element) -> str:
    return _bare(element.tag) if isinstance(element.tag, str) else ""


def _bare(name: str) -> str:
    return name.rpartition("}")[2].lower()
