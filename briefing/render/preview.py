"""A feed in a few lines, for a reader who decides whether to read it."""

from briefing.model import Found
from briefing.render.citing import link
from briefing.render.layout import plain
from briefing.words import Words


def preview_lines(found: Found, words: Words) -> tuple[tuple[str, str], ...]:
    """Title, address, what it is like, and its newest headlines; each line is a date, or "", and a text."""
    newest = words("preview.newest", day=words.day(found.newest)) if found.newest else words["time.undated"]
    size = words.count(found.entries, "entry")
    facts = (
        found.kind,
        found.language or words["preview.language"],
        size,
        words.often(found.a_day),
        newest if found.entries else "",
    )
    text = words["preview.teasers" if found.teases else "preview.whole"] if found.entries else ""
    return (
        ("", plain(found.title) or link(found.url)),
        ("", link(found.url)),
        ("", words["list.comma"].join(filter(None, (*facts, text)))),
        *((f"{words.day(one.published)}  ", plain(one.title)) for one in found.headlines),
    )


def preview_row(found: Found, words: Words) -> tuple[str, ...]:
    """The same in one row: address, title, language, entries, how often, day of the newest."""
    newest = words.day(found.newest) if found.newest else ""
    size = words.count(found.entries, "entry")
    return link(found.url), plain(found.title), found.language, size, words.often(found.a_day), newest
