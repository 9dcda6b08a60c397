"""A feed in a few lines, for a reader who decides whether to read it."""

from briefing.model import Found
from briefing.parse.pace import often
from briefing.render import words
from briefing.render.citing import link
from briefing.render.layout import plain


def preview_lines(found: Found) -> tuple[tuple[str, str], ...]:
    """Title, address, what it is like, and its newest headlines; each line is a date, or "", and a text."""
    newest = f"newest {words.day(found.newest)}" if found.newest else words.UNDATED
    size = words.count(found.entries, "entry", "entries")
    facts = (
        found.kind,
        found.language or "language unknown",
        size,
        often(found.a_day),
        newest if found.entries else "",
    )
    text = "" if not found.entries else "teasers: articles are read from their pages" if found.teases else "full text"
    return (
        ("", plain(found.title) or link(found.url)),
        ("", link(found.url)),
        ("", ", ".join(filter(None, (*facts, text)))),
        *((f"{words.day(one.published)}  ", plain(one.title)) for one in found.headlines),
    )


def preview_row(found: Found) -> tuple[str, ...]:
    """The same in one row: address, title, language, entries, how often, day of the newest."""
    newest = words.day(found.newest) if found.newest else ""
    size = words.count(found.entries, "entry", "entries")
    return link(found.url), plain(found.title), found.language, size, often(found.a_day), newest
