"""Tables that a person wrote as values of the model: unknown keys and values that don't fit are refused by name.

It reads no file. What a key may hold, its field's type says, or a rule of its own.
"""

import math
import re
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from briefing.errors import ConfigurationError
from briefing.language.clean import clean
from briefing.model.source import OUTLET_KINDS
from briefing.store.interface import WANTED, interface_of

T = TypeVar("T")
#: More of anything is a slip of the keyboard.
MOST = 100_000
LONGEST_CONTACT = 200
MOST_PORT = 65_535
_IPV6 = re.compile(r"[^:\[]*:[^:]*:[^\]]*")
_HOST = re.compile(r"(?:\[(?P<v6>[^\]]+)\]|[\w-]+(?:\.[\w-]+)*\.?)(?::(?P<port>[0-9]{1,5}))?")
_COUNTRY = re.compile("(?:[A-Z]{2})?")


def tables(data: dict[str, Any], key: str, path: Path) -> list[Any]:
    """The tables `[[key]]` of the file at `path`.

    Raises:
        ConfigurationError: it is no list.
    """
    rows = data.get(key, [])
    if not isinstance(rows, list):
        raise ConfigurationError(f"{path}: {key}: write [[{key}]], with two brackets")
    return rows


def refuse_unknown(keys: Iterable[str], known: Iterable[str], place: str) -> None:
    """Raise ConfigurationError if one of `keys` is not `known`; the nearest one is named."""
    names = tuple(known)
    for key in keys:
        if key not in names:
            hint = nearest(key, names) or f": known are {', '.join(sorted(names))}"
            raise ConfigurationError(f"{place}: unknown key {key!r}{hint}")


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint that one of `known` may have been meant, "" if none is near."""
    import difflib

    near = difflib.get_close_matches(name, tuple(known), n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else ""


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 (a dataclass)
    return typing.get_type_hints(kind)


def build(kind: type[T], table: object, place: str) -> T:
    """The value of the dataclass `kind` that `table` holds; `place` is what errors call it.

    Raises:
        ConfigurationError: it is no table, or has an unknown, missing or ill-typed key.
    """
    if not isinstance(table, dict):
        raise ConfigurationError(f"{place}: is not a table")
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type] # mypy takes a class of unknown kind for unhashable
    refuse_unknown(table, hints, place)
    for field in fields(kind):  # type: ignore[arg-type] # a dataclass
        if field.default is MISSING and not table.get(field.name):
            raise ConfigurationError(f"{place}: {field.name}: is missing")
    values: dict[str, Any] = {key: _value(key, value, hints[key], place) for key, value in table.items()}
    return kind(**values)


def _value(key: str, value: object, hint: Any, place: str) -> object:  # noqa: ANN401 (a type is what it is about)
    """`value` as the field's type wants it."""
    if typing.get_origin(hint) is typing.Literal:
        options = typing.get_args(hint)
        if value not in options:
            raise ConfigurationError(f"{place}: {key}: {value!r} is not one of {', '.join(options)}")
        return value
    read, wanted = _OWN.get(key) or _READERS[hint]
    found = read(value)
    if found is None:
        raise ConfigurationError(f"{place}: {key}: must be {wanted}")
    return found


def _string(value: object) -> str | None:
    return clean(value, keep_newlines=False) if isinstance(value, str) else None


def _strings(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(clean(one, keep_newlines=False) for one in value)


def _phrases(value: object) -> tuple[str, ...] | None:
    found = _strings(value)
    return found if found is not None and all(any(map(str.isalnum, one)) for one in found) else None


def _phrase(value: object) -> str | None:
    found = _string(value)
    return found if found is not None and any(map(str.isalnum, found)) else None


def _pairs(value: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        return None
    return tuple((clean(key, keep_newlines=False), clean(one, keep_newlines=False)) for key, one in value.items())


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < math.inf else None


def _count(value: object, *, least: int = 1) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if least <= value <= MOST else None


def _hosts(value: object) -> tuple[str, ...] | None:
    """Hosts, each with or without a port (RFC 3986, 3.2.2 and 3.2.3): "[::1]:8707", "::1", "localhost"."""
    found = _strings(value)
    return found if found is not None and all(is_host(one.strip()) for one in found) else None


def is_host(text: str) -> bool:
    """Whether it is a name or an address, with a port or without."""
    if _IPV6.fullmatch(text):
        return _is_address(text)
    host = _HOST.fullmatch(text)
    if host is None or not 0 < int(host["port"] or 1) <= MOST_PORT:
        return False
    return not host["v6"] or _is_address(host["v6"])


def _is_address(text: str) -> bool:
    from ipaddress import IPv6Address

    try:
        return bool(IPv6Address(text))
    except ValueError:
        return False


def _contact(value: object) -> str | None:
    """An address that can stand in a comment of a header (RFC 9110, 5.6.5) and leads to somebody; "" is none."""
    if not isinstance(value, str) or len(value) > LONGEST_CONTACT:
        return None
    plain = all("!" <= c <= "~" and c not in "()\\" for c in value)
    return value if plain and (not value or "@" in value or value.startswith(("http://", "https://"))) else None


def _kind(value: object) -> str | None:
    return value if isinstance(value, str) and value in ("", *OUTLET_KINDS) else None


def _country(value: object) -> str | None:
    return value if isinstance(value, str) and _COUNTRY.fullmatch(value) else None


def _day(value: object) -> date | None:
    return value if type(value) is date else None  # a moment is a date, too


_Reader = Callable[[object], object]
#: By a field's type: what reads its value (None: it does not fit), and what is wanted.
_READERS: dict[Any, tuple[_Reader, str]] = {
    str: (_string, "a string"),
    tuple[str, ...]: (_strings, "a list of strings"),
    tuple[tuple[str, str], ...]: (_pairs, "a table of strings"),
    float: (_number, "a number, 0 or more"),
    int: (_count, f"a whole number from 1 to {MOST}"),
    date | None: (_day, "a date without quotes: 2026-12-01"),
}
#: Fields with a rule of their own.
_OWN: dict[str, tuple[_Reader, str]] = {
    "refresh_minutes": (partial(_count, least=0), f"a whole number from 0 to {MOST}"),
    "keep_mb": (partial(_count, least=0), f"a whole number from 0 to {MOST}"),
    "interval_minutes": (partial(_count, least=0), f"a whole number from 0 to {MOST}"),
    "full_interval_minutes": (partial(_count, least=0), f"a whole number from 0 to {MOST}"),
    "kind": (_kind, f"one of {', '.join(OUTLET_KINDS)}"),
    "country": (_country, "an ISO 3166 code of two capitals, as GB"),
    "interface": (interface_of, WANTED),
    "allow_hosts": (_hosts, f'a list of hosts, each with a port up to {MOST_PORT} or without: ["127.0.0.1:8707"]'),
    "contact": (_contact, "a web or mail address in plain ASCII, without spaces and brackets"),
    "watch": (_phrases, "a list of words and phrases"),
    "word": (_phrase, "a word or a phrase"),
    "outlet": (_phrase, "an outlet's name"),
}
