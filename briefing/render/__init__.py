"""A snapshot as a reader or a program wants it: one file a format.

It lays out what the snapshot says and changes no word of it; it never fetches, stores or reads a clock. Text from
outside is data in every format: each writer escapes it for its own kind of page. A format's module is imported only
when that format is asked for.
"""

from importlib import import_module

from briefing.errors import InputError
from briefing.model import Snapshot
from briefing.render.look import SECTIONS, Bidi, Look
from briefing.words import Words, speak

__all__ = ["FORMATS", "SECTIONS", "Bidi", "Look", "render"]

#: Each is a module of this package with a function `render(snapshot, look) -> str`.
FORMATS = ("terminal", "text", "markdown", "html", "json", "toml", "mail")


def render(
    snapshot: Snapshot,
    *,
    format: str,  # noqa: A002 (the option is called so)
    width: int = 100,
    sections: tuple[str, ...] = SECTIONS,
    color: bool = False,
    bidi: Bidi = "auto",
    words: Words | None = None,
) -> str:
    """`snapshot` in one of the `FORMATS`, ending in a newline; the same every time.

    `width` (columns), `color` and `bidi` concern the formats for a terminal. `sections` are those to show; `words` are
    the interface's (English).

    Raises:
        InputError: there is no such format or section.
    """
    if format not in FORMATS:
        raise InputError(f"{format}: formats are {', '.join(FORMATS)}")
    for section in sections:
        if section not in SECTIONS:
            raise InputError(f"{section}: sections are {', '.join(SECTIONS)}")
    shown = tuple(section for section in SECTIONS if section in sections)
    look = Look(width=width, sections=shown, color=color, bidi=bidi, words=words or speak())
    text: str = import_module(f"{__name__}.{format}").render(snapshot, look)
    return text
