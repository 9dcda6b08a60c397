"""What `print --format json` looks like, as a JSON Schema (2020-12) made from the model's own annotations.

A new field of the model is in it by itself; other programs check what they read against it, our tests what we write.
"""

from dataclasses import MISSING, fields
from datetime import datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from briefing.model import SCHEMA, Coverage, Failure, Figure, Reference, Silence, Statement
from briefing.render.look import SECTIONS

Schema = dict[str, Any]
_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
}
#: Rows that have all their keys whatever they hold; of others, what is empty is left out.
_WHOLE = (Coverage, Failure, Reference, Silence)


def schema() -> Schema:
    """The schema of one page; sections that weren't asked for have no key."""
    statement = {"$ref": "#/$defs/Statement"}
    story = {
        "id": _SIMPLE[str],
        "headline": _SIMPLE[str],
        "status": {"enum": ["", "new", "updated"]},
        "watched": _list(_SIMPLE[str]),
        "outlets": _SIMPLE[int],
        "lead": {"oneOf": [statement, {"type": "null"}]},
        "languages": _list(_SIMPLE[str]),
        "articles": _list({"$ref": "#/$defs/Reference"}),
        "figures": _list({"$ref": "#/$defs/Figure"}),
        "silence": {"$ref": "#/$defs/Silence"},
    }
    page = {
        "schema": {"const": SCHEMA},
        "taken": _SIMPLE[datetime],
        "stories": _list({"$ref": "#/$defs/Story"}),
        "failures": _list({"$ref": "#/$defs/Failure"}),
        "coverage": {"$ref": "#/$defs/Coverage"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefing",
        **_object(page, optional={"name": _SIMPLE[str], "note": _SIMPLE[str]}),
        "$defs": {
            "Story": _object(story, optional={section: _list(statement) for section in SECTIONS}),
            **{row.__name__: _row(row) for row in (Statement, Reference, Figure, Silence, Failure, Coverage)},
            "Citation": _object({"n": _SIMPLE[int], "start": _SIMPLE[int], "end": _SIMPLE[int]}),
        },
    }


def _object(required: Schema, *, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _row(row: Any) -> Schema:  # noqa: ANN401 (a dataclass)
    """A dataclass: what has no default is always there, in a whole one everything is."""
    own = {field.name: _type(field.type) for field in fields(row)}
    always = {f.name for f in fields(row) if row in _WHOLE or (f.default is MISSING and f.default_factory is MISSING)}
    return _object(
        {name: own[name] for name in own if name in always},
        optional={name: own[name] for name in own if name not in always},
    )


def _type(annotation: Any) -> Schema:  # noqa: ANN401 (any type a model has)
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return _list(_type(arguments[0]))
    if get_origin(annotation) is Literal:
        return {"enum": list(arguments)}
    if get_origin(annotation) in (Union, UnionType):
        return {"anyOf": [{"type": "null"} if part is type(None) else _type(part) for part in arguments]}
    return {"$ref": f"#/$defs/{annotation.__name__}"}
