"""The text of a feed's HTML, in one pass over its tags: no tree is built, and time is linear whatever they are."""

import html
import re

from briefing.language.clean import clean

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>iframe|math|noscript|object|script|select|style|svg|template|textarea|title|video)\b[^<>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?>[^<>\"']+|\"[^\"<]*\"|'[^'<]*')*+|[^<>]*)>"
    r"|<[!?][^<>]*>"
    r"|<[A-Za-z/][^<>]*\Z",
    re.DOTALL | re.IGNORECASE,
)
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "option", "p",
        "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
#: Elements that stand beside an article's text, and the classes of those that should; they go with all that is in them.
_BESIDE = frozenset({"aside", "button", "figcaption", "figure", "footer", "form", "nav"})
_BESIDE_CLASS = re.compile(
    r"""(?:class|id)\s*=\s*["']?[^"'>]{0,200}?\b(?:also-?read|jp-relatedposts|more-stor(?:y|ies)|most-?read|newsletter|promo"""
    r"""|read-?(?:also|more|next)|related(?:-?(?:articles|links|posts))?|sharedaddy|wp-caption(?:-text)?)(?=["'\s>]|\Z)""",
    re.IGNORECASE,
)
_READ = 600  # of a tag
_ANY_BLOCK = re.compile(r"<(?:br|div|h[1-6]|li|p|td)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:a|br|div|img|p|span)\b", re.IGNORECASE)


def html_to_text(markup: str) -> str:
    r"""Paragraphs as lines joined by "\n": cleaned, white space collapsed, none of them empty.

    Left out: scripts, styles, figures with their captions, asides, forms, blocks of related links. What was left open
    hides nothing. Markup that was escaped twice is read all the same.
    """
    if "<" not in markup and _ESCAPED.search(markup):
        markup = html.unescape(markup)
    if "<" not in markup:
        return tidy(html.unescape(markup))
    text, closed = _walk(markup, hide=True)
    if not closed or not text.strip():
        text, _ = _walk(markup, hide=False)
    return tidy(html.unescape(text))


def tidy(text: str) -> str:
    """Clean every line of outer, double and no-break spaces, and leave out those without words."""
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(markup: str, *, hide: bool) -> tuple[str, bool]:
    """Text with a line for each block, and whether all that hides its content was closed."""
    if _ANY_BLOCK.search(markup):
        markup = markup.replace("\n", " ").replace("\r", " ")
    pieces: list[str] = []
    at, hiding, depth = 0, "", 0
    unclosed: set[str] = set()
    for tag in _TAG.finditer(markup):
        if tag.start() < at:
            continue
        if not hiding:
            pieces.append(markup[at : tag.start()])
        at = tag.end() if not tag["raw"] else _after(tag["raw"].lower(), markup, tag.end(), unclosed)
        name = (tag["name"] or "").lower()
        if hiding:
            depth += _nesting(tag, name) if name == hiding else 0
            hiding = hiding if depth else ""
        elif hide and _is_beside(tag, name):
            hiding, depth = name, 1
            pieces.append("\n")
        else:
            pieces.append("\n" if name in _BLOCKS else " " if name in _CELLS else "")
    if not hiding:
        pieces.append(markup[at:])
    return "".join(pieces), not hiding


def _nesting(tag: re.Match[str], name: str) -> int:
    if tag["close"]:
        return -1
    return 0 if name in _VOID or tag["rest"].endswith("/") else 1


def _is_beside(tag: re.Match[str], name: str) -> bool:
    if not name or _nesting(tag, name) != 1:
        return False
    return name in _BESIDE or _BESIDE_CLASS.search(tag["rest"], 0, _READ) is not None


def _after(name: str, markup: str, at: int, unclosed: set[str]) -> int:
    """Where the content of an element that holds no markup ends; `at` if it never does."""
    if name not in unclosed:
        if end := re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(markup, at):
            return end.end()
        unclosed.add(name)
    return at
