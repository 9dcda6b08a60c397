"""sources.toml: the reader's settings and the list of what is read. This module reads it; `store.edit` writes it."""

import re
from collections.abc import Iterable
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.model import Settings, Source
from briefing.store.muted import mutes_in
from briefing.store.toml_file import parse_toml, read_text
from briefing.store.values import build, nearest, refuse_unknown, tables

TOP = ("settings", "source", "mute")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def read_sources(path: Path) -> tuple[Settings, tuple[Source, ...]]:
    """Settings and sources of the file at `path`, in its order.

    Raises:
        ConfigurationError: the file is missing, is no TOML, or has an unknown, missing or ill-typed key.
    """
    return parse_sources(sources_text(path), path)


def sources_text(path: Path) -> str:
    """The text of the file at `path`, as it stands: byte order mark and line ends included.

    Raises:
        ConfigurationError: the file is missing, can't be read or is no text.
    """
    try:
        return read_text(path)
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file: it lists the feeds to read") from None


def parse_sources(text: str, path: Path) -> tuple[Settings, tuple[Source, ...]]:
    """Settings and sources in `text`; `path` is what errors call it.

    Raises:
        ConfigurationError: it is no TOML, or has an unknown, missing or ill-typed key.
    """
    data = parse_toml(text, path)
    refuse_unknown(data, TOP, f"{path}")
    settings = build(Settings, data.get("settings", {}), f"{path}: [settings]")
    rows = tables(data, "source", path)
    sources = tuple(build(Source, row, _place(path, number, row)) for number, row in enumerate(rows, 1))
    _refuse_repeats(sources, path)
    _refuse_schemes(sources, path)
    if settings.keys:
        from briefing.store.bindings import refuse_bindings

        refuse_bindings(settings.keys, path)
    mutes_in(data, path)
    return settings, sources


def source_of(id_: str, sources: Iterable[Source], path: Path) -> Source:
    """The one of `sources`, those of the file at `path`, that has this id.

    Raises:
        ConfigurationError: there is none; the nearest id is named.
    """
    by_id = {source.id: source for source in sources}
    if id_ not in by_id:
        raise ConfigurationError(f"{path}: there is no source {id_!r}{nearest(id_, by_id)}")
    return by_id[id_]


def _place(path: Path, number: int, row: object) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return f"{path}: [[source]] {name}" if isinstance(name, str) else f"{path}: [[source]] number {number}"


def _refuse_repeats(sources: Iterable[Source], path: Path) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise ConfigurationError(f"{path}: [[source]] {source.id}: id: there are two sources of this id")
        seen.add(source.id)


def _refuse_schemes(sources: Iterable[Source], path: Path) -> None:
    for source in sources:
        scheme = _SCHEME.match(source.url)
        if scheme and scheme[1].lower() not in ("http", "https"):
            raise ConfigurationError(f"{path}: [[source]] {source.id}: url: only http, https and paths can be read")
