"""Values of the model as plain tables and back, by the model's own annotations: a new field needs no line here.

It knows no file format. Reading distrusts what it reads: a snapshot may have been edited by hand.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from briefing.language.clean import clean
from briefing.model import Briefing, Citation, Coverage, Failure, Figure, Reference, Silence, Statement
from briefing.render.citing import link

T = TypeVar("T")
#: What is a table of its own within others.
ROWS = (Briefing, Citation, Coverage, Failure, Figure, Reference, Silence, Statement)
_Reader = Callable[[Any], Any]


class WrongError(Exception):
    """A value that can't be read: `path` is where it stands, from the inside out."""

    def __init__(self, trouble: str, *path: str) -> None:
        """`path` is the keys that are already known."""
        super().__init__(trouble)
        self.trouble = trouble
        self.path = list(path)

    def __str__(self) -> str:
        where = ".".join(reversed(self.path)).replace(".[", "[")
        return f"{where}: {self.trouble}" if where else self.trouble


def to_table(value: object, *, whole: Iterable[type] = ()) -> dict[str, Any]:
    """The fields of a dataclass, in their order; those that are empty or hold the default are left out.

    Values of the types in `whole` keep all their fields, None among them. Times are in UTC, tuples are lists.
    """
    kept = tuple(whole)
    return {
        field.name: _plain(part, kept)
        for field, part in ((f, getattr(value, f.name)) for f in fields(value))  # type: ignore[arg-type]
        if isinstance(value, kept) or part not in (field.default, None)
    }


def _plain(value: object, whole: tuple[type, ...]) -> Any:  # noqa: ANN401 (a tree of plain values)
    if isinstance(value, tuple):
        return [_plain(part, whole) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return to_table(value, whole=whole) if isinstance(value, ROWS) else value


def read(cls: Callable[..., T], table: object) -> T:
    """The value of the dataclass `cls` that `table` holds; text is cleaned, an address not of the web becomes "".

    Raises:
        WrongError: it is no table, a key is unknown or missing, or a value has the wrong type.
    """
    if not isinstance(table, dict):
        raise WrongError("must be a table")
    readers, required = _shape(cls)
    values: dict[str, Any] = {}
    key = ""
    try:
        for key, value in table.items():
            values[key] = readers[key](value)
    except WrongError as wrong:
        wrong.path.append(key)
        raise
    except KeyError:
        raise WrongError("is not a key of this table", _key(key)) from None
    if not values.keys() >= required:
        raise WrongError("is missing", next(key for key in readers if key in required - values.keys()))
    try:
        return cls(**values)
    except ValueError as error:
        raise WrongError(str(error)) from None


def _rows(cls: Callable[..., T]) -> Callable[[object], tuple[T, ...]]:
    """A reader of a list of tables."""

    def many(value: object) -> tuple[T, ...]:
        found = []
        for i, row in enumerate(_list(value), 1):
            try:
                found.append(read(cls, row))
            except WrongError as wrong:
                wrong.path.append(f"[{i}]")
                raise
        return tuple(found)

    return many


@cache
def _shape(cls: Any) -> tuple[dict[str, _Reader], frozenset[str]]:  # noqa: ANN401 (a dataclass)
    """How to read each field of `cls`, and which it can't do without."""
    own = fields(cls)
    readers = {f.name: _address if f.name == "url" else _reader(f.type) for f in own}
    return readers, frozenset(f.name for f in own if f.default is MISSING and f.default_factory is MISSING)


def _reader(annotation: Any) -> _Reader:  # noqa: ANN401 (any type a model has)
    simple = _SIMPLE.get(annotation)
    if simple:
        return simple
    inner = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) is tuple:
        return _texts if inner == [str] else _rows(inner[0])
    allowed = _literals(annotation)
    if allowed:
        return lambda value: _one_of(value, allowed)
    cls = inner[0] if inner else annotation
    return _SIMPLE.get(cls) or (lambda value: read(cls, value))


def _literals(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return tuple(value for part in get_args(annotation) for value in _literals(part))
    return ()


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise WrongError(f"must be one of {', '.join(filter(None, allowed))}")
    return str(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WrongError("must be text")
    return clean(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _address(value: object) -> str:
    return link(_text(value))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise WrongError("must be a whole number, 0 or more")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongError("must be true or false")
    return value


def _moment(value: object) -> datetime:
    """A point in time; in UTC if it names no zone."""
    if not isinstance(value, datetime):
        raise WrongError("must be a date with a time")
    try:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        raise WrongError("is out of range") from None


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise WrongError("must be a list")
    return value


def _key(key: str) -> str:
    return key if key.isascii() and key.isidentifier() and len(key) < 40 else repr(clean(key)[:40])  # noqa: PLR2004 (fits a line)


_SIMPLE: dict[Any, _Reader] = {str: _text, int: _number, bool: _flag, datetime: _moment}
