"""corrections.toml: what the reader corrected about stories.

It can't be made anew, so it is never evicted; and a file that can't be read is told, never written over.
"""

import typing
from collections.abc import Sequence
from dataclasses import MISSING, asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError
from briefing.language.clean import clean
from briefing.model import Change, Correction
from briefing.store.atomic import write_atomically
from briefing.store.toml_file import parse_toml, read_text
from briefing.store.values import refuse_unknown

SCHEMA = 1
_HEAD = "# Stories as you corrected them, the newest last: `briefing stories undo` takes the last one back.\n\n"
_KEYS = tuple(field.name for field in fields(Correction))


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in the file at `path`, the newest last; none if there is no file.

    Raises:
        ConfigurationError: it can't be read, is no TOML or of a newer version, or a key is unknown, missing or wrong.
    """
    try:
        table = parse_toml(read_text(path), path)
    except FileNotFoundError:
        return ()
    if table.get("schema") != SCHEMA:
        told = repr(table["schema"])[:40] if "schema" in table else "none"
        raise ConfigurationError(f"{path}: schema: is {told}; this version of briefing reads {SCHEMA}")
    refuse_unknown(table, ("schema", "correction"), f"{path}")
    rows = table.get("correction", [])
    if not isinstance(rows, list):
        raise ConfigurationError(f"{path}: correction: write [[correction]], with two brackets")
    return tuple(_correction(row, f"{path}: [[correction]] number {n}") for n, row in enumerate(rows, 1))


def write_corrections(path: Path, corrections: Sequence[Correction]) -> None:
    """Write `corrections` to the file at `path`, in place of what it held.

    Raises:
        StoreError: it can't be written.
    """
    import tomli_w

    rows = [{key: value for key, value in asdict(correction).items() if value != ()} for correction in corrections]
    write_atomically(path, _HEAD + tomli_w.dumps({"schema": SCHEMA, "correction": rows}))


def _correction(row: object, place: str) -> Correction:
    if not isinstance(row, dict):
        raise ConfigurationError(f"{place}: is not a table")
    refuse_unknown(row, _KEYS, place)
    hints = typing.get_type_hints(Correction)
    for field in fields(Correction):
        if field.default is MISSING and not row.get(field.name):
            raise ConfigurationError(f"{place}: {field.name}: is missing")
    values: dict[str, Any] = {key: _value(value, hints[key], f"{place}: {key}") for key, value in row.items()}
    made = Correction(**values)
    if made.kind == "merge" and len(made.articles) != len(made.stories):
        raise ConfigurationError(f"{place}: articles: a merge names one of each of its stories")
    if made.kind == "split" and len(made.stories) != 1:
        raise ConfigurationError(f"{place}: stories: a split names the one story that its articles leave")
    return made


def _value(value: object, hint: Any, place: str) -> object:  # noqa: ANN401 (a type is what it is about)
    kinds = typing.get_args(Change)
    if hint is Change and value in kinds:
        return value
    if hint is str and isinstance(value, str):
        return clean(value, keep_newlines=False)
    if hint is datetime and isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if hint == tuple[str, ...] and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(clean(one, keep_newlines=False) for one in value)
    wanted = {Change: f"one of {', '.join(kinds)}", str: "a string", datetime: "a moment: 2026-11-23T08:00:00Z"}
    raise ConfigurationError(f"{place}: must be {wanted.get(hint, 'a list of strings')}")
