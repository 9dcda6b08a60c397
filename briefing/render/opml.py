"""Sources as OPML 2.0, for other feed readers and back: tags are folders, one in the other.

The same sources give the same bytes. What OPML has no word for stands in a namespace of our own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from xml.sax.saxutils import quoteattr

from briefing.model import Source
from briefing.parse.opml import NAMESPACE

#: Fields of a source that OPML has its own words for.
_PLAIN = frozenset({"name", "url", "language", "tags"})
#: Tags beyond it lie in no folder of their own: readers of OPML don't like deep ones.
DEEPEST = 20


def opml(sources: Iterable[Source]) -> str:
    """All of `sources`, each once: in the folder of its last tag, which lies in that of the one before.

    Folders and sources stand in the order in which they first come.
    """
    every = [(tuple(dict.fromkeys(source.tags))[:DEEPEST], source) for source in sources]
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:briefing={quoteattr(NAMESPACE)}>',
        f"  <head><title>{len(every)} sources of briefing</title></head>",
        "  <body>",
        *_outlines(every, 0),
        "  </body>",
        "</opml>",
    )
    return "\n".join(lines) + "\n"


def _outlines(every: list[tuple[tuple[str, ...], Source]], depth: int) -> Iterator[str]:
    """The outlines of sources whose first `depth` tags are one."""
    margin = "  " * (depth + 2)
    folders = {tags[depth]: i for i, (tags, _) in reversed(list(enumerate(every))) if len(tags) > depth}
    inside = sorted((row for row in every if len(row[0]) > depth), key=lambda row: folders[row[0][depth]])
    for tag, rows in groupby(inside, key=lambda row: row[0][depth]):
        yield f"{margin}<outline text={quoteattr(tag)} title={quoteattr(tag)}>"
        yield from _outlines(list(rows), depth + 1)
        yield f"{margin}</outline>"
    for tags, source in every:
        if len(tags) == depth:
            yield f"{margin}<outline {' '.join(_attributes(source))}/>"


def _attributes(source: Source) -> Iterator[str]:
    name, url = quoteattr(source.name), quoteattr(source.url)
    yield f'type="rss" text={name} title={name} xmlUrl={url}'
    if source.language:
        yield f"language={quoteattr(source.language)}"
    for field in fields(Source):
        value = getattr(source, field.name)
        if field.name not in _PLAIN and value != field.default:
            yield f"briefing:{field.name}={quoteattr(str(value))}"
