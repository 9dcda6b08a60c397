"""newsboat's `urls`: an address a line, then tags, of which "~…" is a title and "!…" a switch."""

import re

from briefing.parse.error import ParseError
from briefing.parse.listed import Listed, Listing
from briefing.parse.titles import one_line

MAX_LINES = 100_000
LONGEST_LINE = 10_000
LONGEST_TAG = 100

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def read(text: str) -> Listing:
    """The addresses of all kinds that stand at the beginning of a line.

    Raises:
        ParseError: no line, or not even the first that says something, begins with one.
    """
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise ParseError("too many lines")
    rows = [words for line in lines if (words := _words(line[:LONGEST_LINE]))]
    feeds = tuple(_feed(words) for words in rows if _ADDRESS.match(words[0]))
    if not feeds or not _ADDRESS.match(rows[0][0]):
        raise ParseError("neither OPML nor a list of addresses")
    return Listing(feeds=feeds)


def _feed(words: list[str]) -> Listed:
    url, *marks = words
    titles = [mark[1:] for mark in marks if mark.startswith("~")]
    tags = [one_line(mark, limit=LONGEST_TAG) for mark in marks if not mark.startswith(("~", "!"))]
    return Listed(url=url, title=one_line(titles[-1]) if titles else "", tags=tuple(dict.fromkeys(filter(None, tags))))


def _words(line: str) -> list[str]:
    """The words of a line, those in quotes whole, up to a comment."""
    found = []
    for word in _WORD.finditer(line):
        if word[2] is not None and word[2].startswith("#"):
            break
        found.append(re.sub(r"\\(.)", r"\1", word[1]) if word[2] is None else word[2])
    return found
