"""A web page to its article. What a sentence says plays no part here: only where it stands on the page."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.extract.markup import tidy
from briefing.extract.metadata import metadata
from briefing.extract.tree import Element, page_tree, prune

#: Below this much of the words that stand in paragraphs, the extractor has missed the article.
_ENOUGH = 0.8
_SHORT = 200

# The extractor takes joiners for control characters, but Persian and Indic words are spelt with them: variation
# selectors that no font has stand in for them meanwhile.
_JOINERS = {0x200C: "\U000e01ee", 0x200D: "\U000e01ef"}
_BACK = {ord(stand_in): chr(joiner) for joiner, stand_in in _JOINERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article of a page: paragraphs are lines of `text`, "" if there is none. `site` names the outlet."""

    text: str
    title: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    site: str = ""


def extract_page(page: bytes | str, *, url: str, content_type: str = "", language: str = "") -> Page:
    """Text and metadata of an article page; only its first 3 MB are read. `language` helps to guess an encoding.

    Raises:
        ParseError: the bytes are no text, or its markup would take too long.
    """
    tree = page_tree(page, content_type=content_type, language=language)
    if tree is None:
        return Page(text="")
    found = metadata(tree, url=url)
    prune(tree)
    return Page(
        text=without_head(_text(tree, url), found.title, found.byline, found.site),
        title=found.title,
        byline=found.byline,
        published=found.published,
        language=found.language,
        site=found.site,
    )


def _text(tree: Element, url: str) -> str:
    paragraphs = _paragraphs(tree)
    _shield(tree)
    text = tidy(_main_text(tree, url).translate(_BACK))
    return paragraphs if len(text) < max(_SHORT, _ENOUGH * len(paragraphs)) and len(paragraphs) > len(text) else text


def _main_text(tree: Element, url: str) -> str:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(
            tree, url=url or None, favor_precision=True, include_comments=False, include_tables=False
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a page that its heuristics stumble over still has its paragraphs
        return ""
    return (found and found.text) or ""


def _shield(tree: Element) -> None:
    for element in tree.iter():
        if element.text and not element.text.isprintable():
            element.text = element.text.translate(_JOINERS)
        if element.tail and not element.tail.isprintable():
            element.tail = element.tail.translate(_JOINERS)


def _paragraphs(tree: Element) -> str:
    """Text of the one element that directly holds most of the words in paragraphs."""
    weights: dict[Element, int] = {}
    for paragraph in tree.iter("p"):
        holder = paragraph.getparent()
        if holder is not None:
            weights[holder] = weights.get(holder, 0) + len(paragraph.text_content().strip())
    if not weights:
        return ""
    holder = max(weights, key=lambda element: weights[element])
    return tidy("\n".join(" ".join(p.text_content().split()) for p in holder.iterchildren("p")))


_LETTERS = re.compile(r"\W+")


def without_head(text: str, *known: str) -> str:
    """`text` without the lines before its first paragraph that repeat what is known (headline, outlet …) or a date.

    A text of one line stays.
    """
    repeated = tuple({_bare(part) for part in known} - {""})
    lines = text.split("\n")
    start = 0
    while start < len(lines) - 1 and _is_repeated(lines[start], repeated):
        start += 1
    return "\n".join(lines[start:])


def _is_repeated(line: str, known: tuple[str, ...]) -> bool:
    bare = _bare(line)
    rest = next((bare.removeprefix(part) for part in known if bare.startswith(part)), bare)
    return not rest.strip("0123456789tz")


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold()
