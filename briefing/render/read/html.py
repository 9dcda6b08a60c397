"""The web page back into stories, by the tree that a browser makes of it, broken or not."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from briefing.model import Printed
from briefing.render.read.flow import Part, Piece, printed
from briefing.render.read.phrases import Phrases

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
#: Drawings sum up what stands in the text beside them.
_OUT = frozenset(("head", "script", "style", "svg", "title"))
#: What is read as one part, with all that is in it.
_WHOLE = frozenset(("blockquote", "dd", "dt", "li", "p", "pre", "td"))
#: Paragraphs of ours that are told by their class.
_CLASSES = {"part": "part", "notice": "aside"}
_APART = frozenset(("div", "p", "li"))
#: Digits of a number that counts anything.
_LONGEST = 7
_SPACES = re.compile("[ \t\n\f\r]+")


def read(text: str, of: Phrases) -> Printed:
    """The report on the page `text`."""
    return printed(tuple(part for part in _parts(html.document_fromstring(text)) if part.text), of)


def _parts(element: HtmlElement) -> Iterator[Part]:
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        own = _class(child)
        if tag == "nav":
            entries = (link for item in child.iter("li") for link in item.iter("a"))
            yield from (Part(kind="contents", pieces=tuple(_pieces(link))) for link in entries)
        elif tag in _HEADINGS:
            yield Part(kind="heading", level=_HEADINGS[tag], pieces=tuple(_pieces(child)))
        elif tag in _WHOLE:
            kind = "point" if tag == "li" else _CLASSES.get(own, "paragraph")
            value = child.get("value") or ""
            yield Part(
                kind=kind,
                pieces=tuple(_pieces(child)),
                n=int(value) if value.isdecimal() and len(value) < _LONGEST else 0,
            )
        elif tag and tag not in _OUT and own != "skip":
            if child.text:
                yield Part(kind="paragraph", pieces=(Piece(text=child.text),))
            yield from _parts(child)
        if child.tail:
            yield Part(kind="paragraph", pieces=(Piece(text=child.tail),))


def _class(element: HtmlElement) -> str:
    return str(element.get("class") or "").partition(" ")[0]


def _pieces(element: HtmlElement, style: str = "", url: str = "") -> Iterator[Piece]:
    """The words in `element`, each with the class it stands in; drawings, and links back, are none of its words."""
    own = _class(element)
    if own == "back" or element.tag == "svg":
        return
    style, url = own or style, element.get("href") or url
    before, after = _AROUND.get(own or str(element.tag), ("", ""))
    for text, child in ((before + (element.text or ""), None), *((child.tail or "", child) for child in element)):
        if child is not None and isinstance(child.tag, str):
            yield from _pieces(child, style, url)
            if child.tag in _APART:
                yield Piece(text=" ", style=style)
        if text:
            yield Piece(text=_SPACES.sub(" ", text), style=style, url=url)
    if after:
        yield Piece(text=after, style=style)


#: Signs that a browser puts around words, or that other formats do.
_AROUND = {"how": ("", ":"), "note": (" (", ")"), "q": ("“", "”")}
