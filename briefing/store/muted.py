"""The `[[mute]]` tables of sources.toml as they are read; `store.mutes` writes them."""

import re
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError
from briefing.model import Mute
from briefing.store.toml_file import parse_toml, read_text
from briefing.store.values import build, tables

_MUTE = re.compile(r"\bmute\b")


def read_mutes(path: Path) -> tuple[Mute, ...]:
    """What the file at `path` mutes, in its order; nothing if there is no file.

    Raises:
        ConfigurationError: it is no TOML, or a mute is none.
    """
    try:
        text = read_text(path)
    except FileNotFoundError:
        return ()
    # to print a snapshot asks for no more of the file than this: most have no mute at all
    return mutes_in(parse_toml(text, path), path) if _MUTE.search(text) else ()


def mutes_in(data: dict[str, Any], path: Path) -> tuple[Mute, ...]:
    """What the tables of the file at `path` mute.

    Raises:
        ConfigurationError: a mute is none.
    """
    found = []
    for number, row in enumerate(tables(data, "mute", path), 1):
        place = f"{path}: [[mute]] number {number}"
        mute = build(Mute, row, place)
        if bool(mute.word) == bool(mute.outlet):
            raise ConfigurationError(f"{place}: needs a word or an outlet, one of the two")
        found.append(mute)
    return tuple(found)
