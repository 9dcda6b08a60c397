"""Pages as trees, and what on a page stands beside its article, told by structure alone."""

import re
from typing import Any

from briefing.language.clean import clean
from briefing.parse.encoding import decode
from briefing.parse.limits import refuse_many_attributes

Element = Any  # lxml comes without types

MAX_PAGE = 3_000_000
_MAX_TAGS = 60_000

_BESIDE = (
    "aside", "button", "dialog", "figcaption", "footer", "form", "iframe", "menu", "nav", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea",
)  # fmt: skip
_NAMED = ("div", "h2", "h3", "h4", "ol", "p", "section", "span", "table", "ul")
_BESIDE_NAME = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|also-?read|banner|breadcrumbs?|captions?|comments?|disqus|jp-relatedposts|legende?"
    r"|more-?(?:news|stor(?:y|ies))|most-?(?:popular|read)|outbrain|popular|promo\w*|read-?(?:also|more|next)|recirc\w*"
    r"|recommend\w*|related\w*|share\w*|sharing|sidebar|signup|socials?|sponsor\w*|taboola|teasers?|trending|widgets?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Names that no article's body bears, however short the article.
_NEVER_BODY = re.compile(r"(?:^|[\s_-])(?:consent|cookies?|gdpr|newsletters?)(?:$|[\s_-])", re.IGNORECASE)
_BODY = ("article", "h1", "main")
_TABLE_PARTS = ("table", "tbody", "td", "tfoot", "th", "thead", "tr")
_LISTS = ("ul", "ol", "dl")
#: A layout table's cell holds whole blocks; a table of data holds words.
_BLOCKS = ("div", "p", "article", "section", "h1", "h2", "ul", "br")


def page_tree(page: bytes | str, *, content_type: str = "", language: str = "") -> Element | None:
    """Parse at most `MAX_PAGE` of a page; None when there is nothing in it.

    Raises:
        ParseError: the bytes are no text, or a tag has too many attributes.
    """
    from lxml import etree, html

    text = page if isinstance(page, str) else decode(page[:MAX_PAGE], content_type=content_type, language=language)
    text = _shortened(text[:MAX_PAGE])
    refuse_many_attributes(text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        return None
    for element in tree.iter():  # character references bring in what lxml itself then refuses to move
        if element.text and not element.text.isprintable():
            element.text = clean(element.text)
        if element.tail and not element.tail.isprintable():
            element.tail = clean(element.tail)
    return tree


def prune(tree: Element) -> None:
    """Take out of `tree` what stands beside the article; unwrap the tables that only lay out a page."""
    _drop(list(tree.iter(*_BESIDE)))
    whole = _words(tree)
    _drop([element for element in tree.iter(*_NAMED) if _is_named_beside(element, whole)])
    _drop([e for e in tree.iter(*_LISTS) if _is_links(e)])
    for table in list(tree.iter("table")):
        if any(True for _ in table.iter(*_BLOCKS)):
            for part in [table, *table.iter(*_TABLE_PARTS)]:
                part.tag = "div"


def _shortened(text: str) -> str:
    """`text` up to the tag that is one too many for reading in bounded time."""
    if text.count("<") <= _MAX_TAGS:
        return text
    at = -1
    for _ in range(_MAX_TAGS):
        at = text.index("<", at + 1)
    return text[:at]


def _drop(elements: list[Element]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _is_named_beside(element: Element, whole: int) -> bool:
    name = f"{element.get('class', '')} {element.get('id', '')}"[:300]
    if len(name) == 1 or next(element.iter(*_BODY), None) is not None:
        return False
    if _NEVER_BODY.search(name):
        return True
    return _BESIDE_NAME.search(name) is not None and _words(element) * 3 <= whole


def _is_links(element: Element) -> bool:
    """Whether a list only points elsewhere."""
    links = sum(_words(link) for link in element.iter("a"))
    return links > 0 and links * 10 >= _words(element) * 8


def _words(element: Element) -> int:
    return len(element.text_content())
