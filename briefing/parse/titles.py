"""Headlines and names as one line of plain text. Never decides what a headline says."""

import html
import re

from briefing.language.clean import clean

MAX_TITLE = 500

# Only elements that feeds really put into headlines: "<Project>" and "a < b" are the outlet's own words.
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|nobr|p|q|s|small|span|strike"
    r"|strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|div|p|h[1-6])\b", re.IGNORECASE)


def one_line(text: str, *, limit: int = MAX_TITLE) -> str:
    """Clean `text`, collapse its white space, and cut it to `limit` characters."""
    if len(text) > limit * 20:
        text = text[: limit * 20]
    line = " ".join(clean(text, keep_newlines=False).split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + "…"


def unwrapped(markup: str, *, limit: int = MAX_TITLE) -> str:
    """`one_line` of a headline that may hold HTML: tags go, then entities are resolved once."""
    markup = markup[: limit * 20]
    if "<" in markup:
        markup = _INLINE.sub("", _BREAK.sub(" \\g<0>", markup))
    if "&" in markup:
        markup = html.unescape(markup)
    return one_line(markup, limit=limit)
