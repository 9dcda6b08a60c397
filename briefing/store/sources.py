"""sources.toml: the reader's settings and the list of what is read. This module reads it, it never writes it."""

import difflib
import math
import re
import tomllib
import typing
from collections.abc import Iterable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from briefing.errors import ConfigurationError
from briefing.language.clean import clean
from briefing.model import Settings, Source

T = TypeVar("T", Settings, Source)
TOP = ("settings", "source")
#: More of anything is a slip of the keyboard.
MOST = 100_000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def read_sources(path: Path) -> tuple[Settings, tuple[Source, ...]]:
    """Settings and sources of the file at `path`, in its order.

    Raises:
        ConfigurationError: the file is missing, is no TOML, or has an unknown, missing or ill-typed key.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigurationError(f"{path}: there is no such file: it lists the feeds to read") from None
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: is not UTF-8 text") from None
    except RecursionError:
        raise ConfigurationError(f"{path}: is nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is not valid TOML: {error}") from None
    _refuse_unknown(data, TOP, f"{path}")
    settings = _build(Settings, data.get("settings", {}), f"{path}: [settings]")
    rows = data.get("source", [])
    if not isinstance(rows, list):
        raise ConfigurationError(f"{path}: source: write [[source]], with two brackets")
    sources = tuple(_build(Source, row, _place(path, number, row)) for number, row in enumerate(rows, 1))
    _refuse_repeats(sources, path)
    _refuse_schemes(sources, path)
    return settings, sources


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


def _refuse_unknown(table: dict[str, Any], known: Iterable[str], place: str) -> None:
    names = tuple(known)
    for key in table:
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(names))}"
            raise ConfigurationError(f"{place}: unknown key {key!r}: {hint}")


def _build(kind: type[T], table: object, place: str) -> T:
    if not isinstance(table, dict):
        raise ConfigurationError(f"{place}: is not a table")
    hints = typing.get_type_hints(kind)
    _refuse_unknown(table, hints, place)
    for field in fields(kind):
        if field.default is MISSING and not table.get(field.name):
            raise ConfigurationError(f"{place}: {field.name}: is missing")
    values: dict[str, Any] = {key: _value(value, hints[key], f"{place}: {key}") for key, value in table.items()}
    return kind(**values)


def _value(value: object, hint: Any, place: str) -> object:  # noqa: ANN401 (a type is what it is about)
    """`value` as the field's type wants it."""
    if typing.get_origin(hint) is typing.Literal:
        options = typing.get_args(hint)
        if value not in options:
            raise ConfigurationError(f"{place}: {value!r} is not one of {', '.join(options)}")
        return value
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ConfigurationError(f"{place}: must be a list of strings")
        return tuple(clean(one) for one in value)
    if hint is str and isinstance(value, str):
        return clean(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf:
        return float(value)
    if hint is int and isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST:
        return value
    wanted = {str: "a string", float: "a number, 0 or more", int: f"a whole number from 1 to {MOST}"}[hint]
    raise ConfigurationError(f"{place}: must be {wanted}")
