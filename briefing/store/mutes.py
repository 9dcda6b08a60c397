"""`[[mute]]` tables of sources.toml, written and taken out; all else in the file stays byte for byte."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError
from briefing.model import Mute
from briefing.store.edit import SourcesFile
from briefing.store.lock import one_at_a_time
from briefing.store.toml_text import changed, statement

MUTE: dict[str, Any] = {"mute": [{}]}
_KEYS = tuple(field.name for field in fields(Mute))


@one_at_a_time
def add_mute(path: Path, mute: Mute) -> None:
    """Write `mute` at the end of the file at `path`; one of the same word or outlet gets its date instead.

    Raises:
        ConfigurationError: the file can't be read.
        StoreError: it can't be written.
    """
    file = SourcesFile(path)
    place = file.table(MUTE, *_said(mute))
    if place:
        start, end = place
        table = changed(file.pieces[start:end], "until", mute.until, keys=_KEYS, default=None, newline=file.newline)
        file.replace(start, end, table)
        return
    lines = [statement(*_said(mute)), *([statement("until", mute.until)] if mute.until else ())]
    above = file.ended(file.text)
    file.write(file.newline.join([*([above] if above else []), "[[mute]]", *lines, ""]))


@one_at_a_time
def remove_mute(path: Path, mute: Mute) -> None:
    """Take the mute of this word or outlet out.

    Raises:
        ConfigurationError: there is none.
        StoreError: the file can't be written.
    """
    file = SourcesFile(path)
    place = file.table(MUTE, *_said(mute))
    if not place:
        raise ConfigurationError(f"{path}: [[mute]] {mute.name!r}: is not a table of its own: change it by hand")
    start, end = place
    while end < len(file.pieces) and file.pieces[end].is_blank:
        end += 1
    while end == len(file.pieces) and start and file.pieces[start - 1].is_blank:
        start -= 1
    file.replace(start, end, ())


def _said(mute: Mute) -> tuple[str, str]:
    return ("word", mute.word) if mute.word else ("outlet", mute.outlet)
