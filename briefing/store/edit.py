"""sources.toml changed by the program: one statement at a time, all else stays byte for byte.

Nothing is written that `store.sources` could not read back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError
from briefing.model import Settings, Source, Unset
from briefing.store.atomic import write_atomically
from briefing.store.lock import one_at_a_time
from briefing.store.sources import parse_sources, source_of, sources_text
from briefing.store.toml_text import Piece, changed, extent, joined, pieces, statement
from briefing.store.values import refuse_unknown

MARK = "\ufeff"
SETTINGS: dict[str, Any] = {"settings": {}}
KEYS: dict[str, Any] = {"settings": {"keys": {}}}
SOURCE: dict[str, Any] = {"source": [{}]}


@dataclass(frozen=True, slots=True)
class Removed:
    """A source that was taken out: its `text`, and its place: so far (`gap`) above the source with the id `above`.

    `above` is "" when it was the last one.
    """

    id: str
    text: str
    above: str
    gap: str


@one_at_a_time
def add_sources(path: Path, sources: Iterable[Source], *, new: str | None = None) -> None:
    """Write `sources` at the end of the file at `path`, in one go; what is as usual is left out.

    If there is no file, it begins with the text `new`.

    Raises:
        ConfigurationError: the file can't be read, or could not with one of them in it (its id is taken, …).
        StoreError: the file can't be written.
    """
    file = SourcesFile(path, new=new)
    above = file.ended(file.text)
    tables = (file.newline.join(["", "[[source]]", *_statements(source), ""]) for source in sources)
    file.write((above + "".join(tables)).removeprefix("" if above else file.newline))


def _statements(source: Source) -> Iterator[str]:
    for field in fields(Source):
        value = getattr(source, field.name)
        if value != field.default:
            yield statement(field.name, value)


@one_at_a_time
def change_source(path: Path, /, id_: str, **values: object) -> None:
    """Give the source `id_` other values; a key is taken out whose value is None or the default.

    Raises:
        ConfigurationError: there is no such source or key, or a value does not fit.
        StoreError: the file can't be written.
    """
    file = SourcesFile(path)
    source = source_of(id_, file.sources, path)
    start, end = file.source(id_)
    table = file.pieces[start:end]
    defaults = {field.name: field.default for field in fields(Source)}
    refuse_unknown(values, defaults, f"{path}: [[source]] {id_}")
    for key, value in _differing(source, values).items():
        wanted = None if value == defaults[key] else value
        table = changed(table, key, wanted, keys=tuple(defaults), default=defaults[key], newline=file.newline)
    file.replace(start, end, table)


@one_at_a_time
def remove_source(path: Path, id_: str) -> Removed:
    """Take the source `id_` out; comments between sources stay. `restore_source` puts it back.

    Raises:
        ConfigurationError: there is no such source.
        StoreError: the file can't be written.
    """
    file = SourcesFile(path)
    source_of(id_, file.sources, path)
    start, end = file.source(id_)
    after = end
    while after < len(file.pieces) and file.pieces[after].is_blank:
        after += 1
    while after == len(file.pieces) and start and file.pieces[start - 1].is_blank:
        start -= 1
    ids = [source.id for source in file.sources]
    above = (*ids[ids.index(id_) + 1 :], "")[0]
    below = file.source(above)[0] if above else len(file.pieces)
    removed = Removed(id_, joined(file.pieces[start:after]), above, joined(file.pieces[after:below]))
    file.replace(start, after, ())
    return removed


@one_at_a_time
def restore_source(path: Path, removed: Removed) -> None:
    """Put a removed source back: the file is as it was, unless it was changed in between around its place.

    Raises:
        ConfigurationError: its id is taken by now.
        StoreError: the file can't be written.
    """
    file = SourcesFile(path)
    is_there = removed.above in (source.id for source in file.sources)
    at = len(joined(file.pieces[: file.source(removed.above)[0]])) if is_there else len(file.text)
    at -= len(removed.gap) if file.text[:at].endswith(removed.gap) else 0
    file.write(file.ended(file.text[:at]) + removed.text + file.text[at:])


@one_at_a_time
def change_settings(path: Path, /, **values: object) -> None:
    """Give `[settings]` other values; None is back to the default. `keys` (a mapping or pairs) are given whole.

    Raises:
        ConfigurationError: there is no such key, or a value does not fit.
        StoreError: the file can't be written.
    """
    _change_settings(SourcesFile(path), values)


@one_at_a_time
def bind_key(path: Path, action: str, key: str) -> None:
    """Bind `action` of the app to `key` in `[settings.keys]`; "" is back to its usual one.

    Raises:
        ConfigurationError: the file can't be read, or could not with this in it.
        StoreError: the file can't be written.
    """
    file = SourcesFile(path)
    keys = {**dict(file.settings.keys), action: key}
    _change_settings(file, {"keys": {action: key for action, key in keys.items() if key}})


def _change_settings(file: "SourcesFile", values: Mapping[str, object]) -> None:
    path = file.path
    defaults = {field.name: field.default for field in fields(Settings)}
    refuse_unknown(values, defaults, f"{path}: [settings]")
    wanted = _differing(file.settings, values)
    keys = wanted.pop("keys", file.settings.keys) or ()
    if not all(isinstance(pair, tuple) for pair in keys):
        raise ConfigurationError(f"{path}: [settings]: keys: must be a table of strings")
    for key, value in wanted.items():
        start, end = file.settings_table()
        file.pieces[start:end] = changed(
            file.pieces[start:end], key, value, keys=tuple(defaults), default=defaults[key], newline=file.newline
        )
    if keys != file.settings.keys:
        _change_keys(file, dict(keys))
    file.write(joined(file.pieces))


def _change_keys(file: "SourcesFile", wanted: Mapping[str, str]) -> None:
    start, end = file.settings_table()
    settings = [piece for piece in file.pieces[start:end] if piece.key != "keys" or piece.dormant]
    file.pieces[start:end] = settings
    after = start + len(settings)
    at = file.header(KEYS)
    if at is None:
        file.pieces[after:after] = pieces(f"{file.newline}[settings.keys]{file.newline}")
        at = after + 1
    end = extent(file.pieces, at, keys=())
    table = file.pieces[at:end]
    bound = {piece.key: piece.said[piece.key] for piece in table if piece.key and not piece.dormant}
    for action in {**bound, **wanted}:
        if bound.get(action) != wanted.get(action):
            table = changed(table, action, wanted.get(action), keys=(), default=None, newline=file.newline)
    if len(table) == 1:
        at, table = at - file.pieces[at - 1].is_blank, []
    file.pieces[at:end] = table


def _differing(now: Settings | Source, values: Mapping[str, object]) -> dict[str, Any]:
    """Those of `values` that `now` has not."""
    given = {key: _frozen(value) for key, value in values.items()}
    return {key: value for key, value in given.items() if value is None or _is_other(value, getattr(now, key))}


def _is_other(value: object, now: object) -> bool:
    """Whether `value` says more than what holds `now`: the number that is a default says more than no number."""
    return value != now or isinstance(now, Unset)


def _frozen(value: object) -> object:
    """`value` as the model keeps it."""
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def typed(key: str, value: str) -> object:
    """`value`, as a reader types it, as what the file keeps of a source under `key`.

    Raises:
        ConfigurationError: it is no number, or no date.
    """
    try:
        match key:
            case "tags":
                return tuple(word.strip() for word in value.split(",") if word.strip())
            case "weight":
                return float(value) if value else None
            case "mute_until":
                return date.fromisoformat(value) if value else None
    except ValueError:
        wanted = "is no number" if key == "weight" else "write the date as 2026-12-01"
        raise ConfigurationError(f"{key}: {value!r}: {wanted}") from None
    return value


class SourcesFile:
    """sources.toml as it stands, cut into statements."""

    def __init__(self, path: Path, *, new: str | None = None) -> None:
        self.path = path
        text = sources_text(path) if new is None or path.exists() else new
        self.settings, self.sources = parse_sources(text, path)
        self._mark = MARK if text.startswith(MARK) else ""
        self.text = text.removeprefix(MARK)
        self.newline = "\r\n" if "\r\n" in self.text else "\n"

    @cached_property
    def pieces(self) -> list[Piece]:
        """The statements of the file."""
        return pieces(self.text)

    def ended(self, text: str) -> str:
        """`text` with its last line ended."""
        return text if text.endswith("\n") or not text else text + self.newline

    def header(self, said: Mapping[str, Any]) -> int | None:
        """Where the header stands that parses to `said`."""
        return next((i for i, piece in enumerate(self.pieces) if piece.is_header and piece.said == said), None)

    def source(self, id_: str) -> tuple[int, int]:
        """Where the source's table begins and ends.

        Raises:
            ConfigurationError: it is written in another form.
        """
        if found := self.table(SOURCE, "id", id_):
            return found
        raise ConfigurationError(f"{self.path}: [[source]] {id_}: is not a table of its own: change it by hand")

    def table(self, header: Mapping[str, Any], key: str, value: str) -> tuple[int, int] | None:
        """Where the first table begins and ends that has this header, and this value of a key."""
        for start, piece in enumerate(self.pieces):
            if piece.is_header and piece.said == header:
                end = extent(self.pieces, start, keys=())
                if any(own.said.get(key) == value and not own.dormant for own in self.pieces[start:end]):
                    return start, end
        return None

    def settings_table(self) -> tuple[int, int]:
        """Where `[settings]` begins and ends; it is made above the other tables if there is none."""
        start = self.header(SETTINGS)
        if start is None:
            start = next((i for i, piece in enumerate(self.pieces) if piece.is_header), len(self.pieces))
            while start and not self.pieces[start - 1].is_blank and not self.pieces[start - 1].key:
                start -= 1
            self.pieces[start:start] = pieces(f"[settings]{self.newline}{self.newline}")
        return start, extent(self.pieces, start, keys=[field.name for field in fields(Settings)])

    def replace(self, start: int, end: int, table: Sequence[Piece]) -> None:
        """Write the file with `table` instead of what stands from `start` to `end`."""
        self.write(joined([*self.pieces[:start], *table, *self.pieces[end:]]))

    def write(self, text: str) -> None:
        """Write `text`, if it differs, and only if it can be read back."""
        parse_sources(text, self.path)
        if text != self.text:
            write_atomically(self.path, self._mark + text)
