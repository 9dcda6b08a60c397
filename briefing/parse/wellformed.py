"""The fast way for the many feeds that are what they claim: well-formed RSS and Atom 1.0, read by lxml.

It answers None for anything else, and the lenient reader takes over. It never guesses, never repairs, and loads
nothing: no DTD, no entity, no network.
"""

from collections.abc import Iterator
from typing import Any

from briefing.parse.entries import RawEntry, as_markup

Element = Any  # lxml comes without types

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA_TITLE = "{http://search.yahoo.com/mrss/}title"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# What only the lenient reader follows: document types, moved bases, markup that is not escaped, other summaries.
_NOT_HERE = (b"<!DOCTYPE", b"<!ENTITY", b"xml:base", b"xhtml", b"itunes:", b"mode=", b"<media:description")

# Where an RSS item's texts are, best first.
_TITLES = ("title", DC + "title", MEDIA_TITLE)
_SUMMARIES = ("description", DC + "description")
_CONTENTS = (CONTENT, ATOM + "content", "fullitem", "content", "body", "summary")
_TEXTS = (*_TITLES, *_SUMMARIES, *_CONTENTS, ATOM + "title", ATOM + "summary")


def read(body: bytes) -> Iterator[RawEntry] | None:
    """Read the entries of a UTF-8 feed; None when it is not plain, well-formed RSS or Atom 1.0."""
    if any(mark in body for mark in _NOT_HERE):
        return None
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        return None
    if any(len(element) for element in root.iter(*_TEXTS)):
        return None
    if root.tag == "rss" and len(root) == 1 and root[0].tag == "channel":
        return _rss(root[0])
    return _atom(root) if root.tag == ATOM + "feed" else None


def _rss(channel: Element) -> Iterator[RawEntry]:
    language = channel.findtext("language") or channel.getparent().get(LANGUAGE, "")
    for item in channel.iterchildren("item"):
        texts: dict[str, str] = {}
        permalink = False
        for part in item:
            texts.setdefault(part.tag, part.text or "")
            if part.tag == "guid":
                permalink = part.get("isPermaLink", "true").strip().lower() != "false"
        text = texts.get
        yield RawEntry(
            id=text("guid", ""),
            links=(text("link", ""), text("guid", "") if permalink else ""),
            title=_first(texts, _TITLES),
            summary=_first(texts, _SUMMARIES),
            content=_first(texts, _CONTENTS),
            dates=(text("pubDate", ""), text(DC + "date", "")),
            byline=text("author", "") or text(DC + "creator", ""),
            language=item.get(LANGUAGE) or language,
        )


def _first(texts: dict[str, str], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := texts.get(name, "")).strip()), "")


def _atom(feed: Element) -> Iterator[RawEntry]:
    of_feed = feed.findtext(f"{ATOM}author/{ATOM}name") or ""
    for entry in feed.iterchildren(ATOM + "entry"):
        title = entry.find(ATOM + "title")
        yield RawEntry(
            id=entry.findtext(ATOM + "id") or "",
            links=tuple(
                link.get("href", "")
                for link in entry.iterchildren(ATOM + "link")
                if link.get("rel", "alternate") == "alternate"
            ),
            title="" if title is None else title.text or "",
            plain_title=title is None or title.get("type", "text") == "text",
            summary=_construct(entry.find(ATOM + "summary")),
            content=_construct(entry.find(ATOM + "content")),
            dates=(entry.findtext(ATOM + "published") or "", entry.findtext(ATOM + "updated") or ""),
            byline=entry.findtext(f"{ATOM}author/{ATOM}name") or of_feed,
            language=entry.get(LANGUAGE) or feed.get(LANGUAGE, ""),
        )


def _construct(element: Element) -> str:
    """Return an Atom text construct as HTML (RFC 4287 §3.1); content that is elsewhere (`src`) or no text is none."""
    if element is None:
        return ""
    text, kind = element.text or "", element.get("type", "text")
    if kind in ("html", "text/html"):
        return text
    return as_markup(text) if kind in ("text", "text/plain") else ""
