"""TOML as it was written: a text cut into statements, so that one can be changed and the rest stay byte for byte.

A TOML statement ends with a line, so the parser itself tells where each one ends: what it accepts is
whole. A format-keeping parser would give a table the comments that follow it, and lose them with it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_DORMANT = re.compile(r"# ?(?=[A-Za-z0-9_-]+ *= *\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement with its line end: a table's header, a key with its value, a comment, or a blank line.

    A key is `dormant` when it stands in a comment that would be a statement: `# stories = 25   # how many`.
    """

    text: str
    said: Mapping[str, Any]
    dormant: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.text.strip()

    @property
    def is_header(self) -> bool:
        """Whether it begins a table."""
        return self.text.lstrip().startswith("[")

    @property
    def key(self) -> str:
        """The key it gives a value to, "" if none."""
        return "" if self.is_header else next(iter(self.said), "")

    @property
    def remark(self) -> tuple[str, int]:
        """The comment after the value, and the column it stands in; ("", 0) if there is none."""
        awake = len(_awake(self.text)) if self.dormant else len(self.text)
        prefix = len(self.text) - awake
        for hash_ in re.finditer("#", self.text[prefix:]) if self.key else ():
            at = prefix + hash_.start()
            if _parsed(self.text[prefix:at]) == self.said:
                return self.text[at:].rstrip("\r\n"), at - self.text.rfind("\n", 0, at) - 1
        return "", 0


def pieces(text: str) -> list[Piece]:
    """The statements of `text`, which is valid TOML; joined, their texts are `text`."""
    found: list[Piece] = []
    waiting = ""
    for line in _LINE.findall(text):
        waiting += line
        said = _parsed(waiting)
        if said is not None:
            found.append(_piece(waiting, said))
            waiting = ""
    return found


def joined(table: Sequence[Piece]) -> str:
    """The text of all of `table`."""
    return "".join(piece.text for piece in table)


def statement(key: str, value: object) -> str:
    """`key` and `value` as one line without its end: text, numbers, dates, lists of text."""
    import tomli_w

    if isinstance(value, list | tuple):
        shown = ", ".join(statement("x", one).removeprefix("x = ") for one in value)
        return f"{statement(key, 0).removesuffix('0')}[{shown}]"
    return tomli_w.dumps({key: value}).rstrip("\n")


def extent(every: Sequence[Piece], start: int, *, keys: Sequence[str]) -> int:
    """Where the table ends whose header is `every[start]`: after its last key and the comments that stick to it.

    Dormant keys count if they are of `keys`. Other comments and blank lines stand between tables.
    """
    limit = next((i for i in range(start + 1, len(every)) if every[i].is_header), len(every))
    own = [i for i in range(start, limit) if every[i].key and (not every[i].dormant or every[i].key in keys)]
    last = after = max(own, default=start) + 1
    while after < limit and not every[after].is_blank:
        after += 1
    return last if after == limit < len(every) else after


def changed(
    table: Sequence[Piece], key: str, value: object, *, keys: Sequence[str], default: object, newline: str
) -> list[Piece]:
    """`table` with another value of `key`; None takes it out, or to sleep as a comment with its `default`.

    A new key stands where its dormant form stood, else after those that come before it in `keys`.
    """
    found = {piece.dormant: i for i, piece in reversed(list(enumerate(table))) if piece.key == key}
    at = found.get(False, found.get(True) if value is not None else None)
    if at is None and value is None:
        return list(table)
    if at is None:
        before = keys[: keys.index(key)] if key in keys else [piece.key for piece in table]
        at = max((i for i, piece in enumerate(table) if piece.key in before), default=0) + 1
        above = [*table[: at - 1], *pieces(_ended(table[at - 1].text, newline))]
        return [*above, *pieces(statement(key, value) + newline), *table[at:]]
    old = table[at]
    text = "" if value is None and (default is None or not old.remark[0]) else _replaced(old, value, default, table)
    return [*table[:at], *pieces(text), *table[at + 1 :]]


def _replaced(old: Piece, value: object, default: object, table: Sequence[Piece]) -> str:
    text = f"# {statement(old.key, default)}" if value is None else statement(old.key, value)
    return _remarked(text, old, table) + old.text[len(old.text.rstrip("\r\n")) :]


def _remarked(text: str, old: Piece, table: Sequence[Piece]) -> str:
    """`text` with the comment of `old`, in line with the table's other comments."""
    remark, column = old.remark
    if not remark:
        return text
    columns = Counter(at for piece in table if piece is not old and (at := piece.remark[1]))
    usual = columns.most_common(1)[0][0] if columns else column
    return text.ljust(usual) + remark if len(text) < usual else f"{text}  {remark}"


def _ended(text: str, newline: str) -> str:
    return text if text.endswith("\n") else text + newline


def _piece(text: str, said: Mapping[str, Any]) -> Piece:
    meant = _parsed(_awake(text)) if _DORMANT.match(text) else None
    return Piece(text, meant, dormant=True) if meant else Piece(text, said)


def _awake(text: str) -> str:
    return _DORMANT.sub("", text, count=1) if _DORMANT.match(text) else text


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomli.loads(text)
    except (RecursionError, ValueError):
        return None
