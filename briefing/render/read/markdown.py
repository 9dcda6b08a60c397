"""Markdown back into stories, as CommonMark reads it: escapes, entities and soft breaks undone by its own rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.model import Printed
from briefing.render.read.flow import Part, Piece, printed
from briefing.render.read.phrases import Phrases

_MARKS = {0x200E: None, 0x200F: None}


def read(text: str, of: Phrases) -> Printed:
    """The report in the Markdown `text`."""
    return printed(tuple(_parts(MarkdownIt("commonmark").parse(text))), of)


@dataclass(slots=True)
class _Open:
    """A point of a list that is still open: all its paragraphs are one part."""

    pieces: list[Piece]


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """Headings, paragraphs and points of lists, in order; what raw HTML says is seen by nobody and left out."""
    points: list[_Open] = []
    level, quoted = 0, 0
    for token in tokens:
        if token.type == "list_item_open":
            points.append(_Open([]))
        elif token.type == "list_item_close":
            yield Part(kind="point", pieces=tuple(points.pop().pieces))
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif token.type in ("inline", "code_block", "fence"):
            pieces = tuple(_pieces(token.children or [])) if token.type == "inline" else (Piece(text=token.content),)
            if points:
                points[-1].pieces += (Piece(text="\n"), *pieces) if points[-1].pieces else pieces
            else:
                kind = "heading" if level else "aside" if quoted else "paragraph"
                yield Part(kind=kind, level=level, pieces=pieces)
            level = 0


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """The words, without the marks of direction, of which some are ours."""
    style, url = "", ""
    for token in tokens:
        if token.type in ("strong_open", "em_open"):
            style = token.tag
        elif token.type in ("strong_close", "em_close"):
            style = ""
        elif token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            url = ""
        elif token.type in ("softbreak", "hardbreak"):
            yield Piece(text="\n", style=style, url=url)
        elif token.type in ("text", "code_inline"):
            yield Piece(text=token.content.translate(_MARKS), style=style, url=url)
