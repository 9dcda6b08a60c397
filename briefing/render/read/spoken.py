"""In which language of the interface a report's headings are."""

import re

from briefing.render.read.drawn import logical
from briefing.render.read.phrases import phrases
from briefing.words import ENGLISH, languages, table_for

_PAGE = re.compile(r"(?i)<html\b[^>]*?\blang=\"([a-z-]{2,35})\"")
#: What stands around a heading: signs of Markdown, tags, marks of direction, spaces.
_AROUND = re.compile(r"^(?:[#\s\u2066-\u2069]|<[^>]*>)+|(?:[\s\u2066-\u2069]|<[^>]*>)+$")


def spoken(text: str) -> str:
    """The language that says so of itself, else the one most of whose headings of sections stand in `text`."""
    page = _PAGE.search(text)
    if page and table_for(page[1]):
        return table_for(page[1])
    lines = [_AROUND.sub("", line) for line in text.split("\n")]
    read = {*lines, *(logical(line, rtl=True) for line in set(lines) if line and len(line) <= LONGEST)}
    found = {language: _headings(language, lines, read) for language in (ENGLISH, *languages())}
    return max(found, key=found.__getitem__)


#: No heading is longer.
LONGEST = 60


def _headings(language: str, lines: list[str], read: set[str]) -> int:
    of = phrases(language)
    title, nothing = of.words["report.title"], of.words["report.no_story"]
    known = {*of.headings, *of.capitals, title, of.words.capitals(title), nothing}
    return len(known & read) + sum(any(line.startswith(heading) for heading in known) for line in lines)
