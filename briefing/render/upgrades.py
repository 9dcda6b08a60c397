"""Snapshots of older schemas as tables of the newest, step by step: one of long ago can still be read.

It looks at as much of a table as a step needs and leaves what is wrong in it for whoever reads it.
"""

from collections.abc import Callable
from typing import Any

from briefing.errors import InputError
from briefing.model import SCHEMA

Table = dict[str, Any]


def newest(table: Table) -> Table:
    """`table` in the newest schema.

    Raises:
        InputError: it bears none, or one that this version does not know.
    """
    if "schema" not in table:
        raise InputError("schema: is missing; this is no snapshot")
    found = table["schema"]
    known = isinstance(found, int) and not isinstance(found, bool) and (found == SCHEMA or found in UPGRADES)
    if not known:
        raise InputError(f"schema: {repr(found)[:40]} is not known to this version of briefing, which reads {SCHEMA}")
    while found != SCHEMA:
        table = UPGRADES[found](table)
        found += 1
    return {**table, "schema": SCHEMA}


def _with_bands(table: Table) -> Table:
    """Words of likelihood are those that are known now ("very unlikely", not "unlikely"), with their ranges."""
    from briefing.language.likelihood import band, likelihood

    for statement in _rows(_rows([table], "stories"), "outlook"):
        text, language = statement.get("text"), statement.get("language")
        if "likelihood" in statement and isinstance(text, str) and isinstance(language, str):
            statement["likelihood"] = likelihood(text, language=language) or statement["likelihood"]
            found = band(str(statement["likelihood"]), language=language)
            if found:
                statement["band"] = found
    return table


def _rows(tables: list[Table], key: str) -> list[Table]:
    lists = (table.get(key) for table in tables)
    return [row for rows in lists if isinstance(rows, list) for row in rows if isinstance(row, dict)]


#: What makes a table of one schema one of the next, by the older's number.
UPGRADES: dict[int, Callable[[Table], Table]] = {1: _with_bands}
