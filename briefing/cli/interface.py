"""Which language the interface speaks to this reader, and how pages look."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.words import ENGLISH, Words, speak, table_for

if TYPE_CHECKING:
    from briefing.render.look import Look


def look_of(options: Options, *, width: int | None = None, file: str | None = None) -> "Look":
    """How blocks are to be shown, on a screen or in a `file`."""
    from briefing.cli.output import wants_color, width_of
    from briefing.render.look import Look

    color = wants_color(options.color) and not file
    return Look(width=width_of(width), color=color, bidi=options.bidi, words=words_of(options))


def words_of(options: Options) -> Words:
    """The words of the language of `--interface`, else of the reader's settings.

    Raises:
        ConfigurationError: sources.toml can't be used.
    """
    if options.interface:
        return speak(table_for(options.interface))
    from briefing.store.interface import read_interface
    from briefing.store.workspace import find_workspace

    return chosen(*read_interface(find_workspace(options.workspace).sources))


def chosen(interface: str, languages: Sequence[str]) -> Words:
    """The words of `interface`, else of the first of the reader's `languages` that has a table, else English ones."""
    found = (table_for(tag) for tag in (interface, *languages) if tag)
    return speak(next(filter(None, found), ENGLISH))
