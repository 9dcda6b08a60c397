"""A line with its source, as it is copied."""

from briefing.model import Reference
from briefing.render.citing import link
from briefing.render.layout import plain
from briefing.words import Words


def cited_line(text: str, reference: Reference, words: Words) -> str:
    """`text` (verbatim, on one line), then outlet, date and address in brackets."""
    source = (plain(reference.outlet), words.day(reference.published), link(reference.url))
    return f"{plain(text)} [{', '.join(filter(None, source))}]"
