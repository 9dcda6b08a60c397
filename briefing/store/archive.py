"""The saved snapshots, opened in milliseconds and searched.

The TOML files are the record; what is indexed here can be deleted and is made anew from them at any time. Trouble
with the index is therefore never an error: it is made anew, or kept in memory while the archive is open.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from briefing.errors import InputError
from briefing.model import Briefing, Edition, Reference, Snapshot
from briefing.store.outlines import outline_snapshot, pack, unpack
from briefing.store.shelf import MIGRATIONS, Row, Shelf, Stamp, story_row
from briefing.store.snapshots import age_order, read_snapshot, snapshot_name, snapshot_names
from briefing.store.sqlite import SchemaError, connect, connect_memory, connect_reading, is_damaged, remove
from briefing.store.words import read_query

Load = Callable[[str], Snapshot]
Dump = Callable[[Snapshot], str]
Moment = Callable[[], datetime | None]

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A story of the saved `snapshot` (its name) that matches; `excerpt` is one line around the first match."""

    snapshot: str
    taken: datetime
    story: str
    headline: str
    excerpt: str


#: What is said in a story, a line each, and a way to open it -> the line that it is found for; "" if it isn't.
Keep = Callable[[str, Callable[[], Briefing]], str]
#: Sorts after all names.
_LAST = "~"


def _opener(load: Load, shelf: Shelf, name: str, story: str) -> Callable[[], Briefing]:
    return lambda: load(shelf.story(name, story) or "").stories[0]


def _none() -> None:
    return None


@contextmanager
def open_archive(path: Path, folder: Path, *, load: Load, dump: Dump, moment: Moment = _none) -> Iterator["Archive"]:
    """The archive of the snapshots in `folder`, indexed in the file at `path`; for one thread, while the block runs.

    `load` and `dump` read and write the text of a snapshot, `moment` tells the time, if it is known: what was taken
    later is not the newest. There may be many archives of one file at a time.
    """
    archive = Archive(path, folder, load=load, dump=dump, moment=moment)
    try:
        yield archive
    finally:
        archive.close()


def _lasting(method: Callable[Concatenate["Archive", P], T]) -> Callable[Concatenate["Archive", P], T]:
    """Begin `method` again on another index when the index fails under it."""

    @wraps(method)
    def lasting(self: "Archive", /, *args: P.args, **kwargs: P.kwargs) -> T:
        while True:
            try:
                return method(self, *args, **kwargs)
            except sqlite3.DatabaseError as error:
                self._give_way(error)  # raises in the end: memory is the last resort

    return lasting


class Archive:
    """Snapshots by name. `kept` tells whether what is indexed stays on disk.

    Where the index can be read but not written, there are two shelves: the file's, and one in memory for the rest.
    """

    def __init__(self, path: Path, folder: Path, *, load: Load, dump: Dump, moment: Moment = _none) -> None:
        self._path = path
        self._folder = folder
        self._load = load
        self._dump = dump
        self._moment = moment
        self._renewed = False
        self.kept = True
        self._shelves = self._open()

    def close(self) -> None:
        """Let go of the index."""
        for shelf in self._shelves:
            shelf.close()

    def names(self) -> list[str]:
        """Names of the saved snapshots, newest first, indexed or not."""
        return snapshot_names(self._folder, now=self._moment())

    def order(self) -> Callable[[str], tuple[bool, str]]:
        """What `names` are sorted by, the oldest first."""
        return age_order(self._moment())

    @_lasting
    def missing(self) -> list[str]:
        """Names of those that are not indexed as their files are now, newest first."""
        indexed = {item for shelf in self._shelves for item in shelf.stamps().items()}
        return [name for name in self.names() if (name, self._stamp_or_none(name)) not in indexed]

    @_lasting
    def edition(self, name: str) -> Edition:
        """The outlines of a snapshot. One that is not indexed yet, or has changed, is read first.

        Raises:
            InputError: it is missing or damaged.
        """
        found = self._shelf(name).edition(name)
        if not found:
            raise InputError(f"{name}: was changed while it was read")
        head, outlines = found
        whole = self._load(head)
        return replace(outline_snapshot(whole, name=name), outlines=unpack(outlines))

    def newest(self) -> Edition | None:
        """The newest snapshot that can be read; None if none was ever saved.

        Raises:
            InputError: there are snapshots, but all are damaged.
        """
        damage: InputError | None = None
        for name in self.names():
            try:
                return self.edition(name)
            except InputError as error:
                damage = damage or error
        if damage:
            raise damage
        return None

    @_lasting
    def story(self, name: str, id_: str) -> Briefing | None:
        """One story of a snapshot, whole; None if it has no story of this id.

        Raises:
            InputError: the snapshot is missing or damaged.
        """
        text = self._shelf(name).story(name, id_)
        return self._load(text).stories[0] if text else None

    @_lasting
    def told(self, name: str) -> dict[str, tuple[Reference, ...]]:
        """The articles of each story of a snapshot by the story's id, without their addresses.

        Raises:
            InputError: the snapshot is missing or damaged.
        """
        return dict(self._shelf(name).told(name))

    @_lasting
    def add(self, snapshot: Snapshot) -> None:
        """Index a snapshot that was just saved, without reading its file again.

        Raises:
            InputError: its file is not there.
        """
        name = snapshot.name or snapshot_name(snapshot.taken)
        self._put(name, self._stamp(name), snapshot)

    @_lasting
    def search(
        self,
        words: str,
        *,
        within: str = "",
        between: tuple[str, str] = ("", _LAST),
        keep: Keep | None = None,
        limit: int = 50,
    ) -> list[Hit]:
        """Indexed stories in which all `words` occur, the last one as a beginning; newest snapshot first.

        `within` names the only snapshot to search, which is indexed if need be; without it, each story is found once,
        in the newest snapshot where it matches, of those `between` two names. `keep` gives the line that a story is
        kept for, "" to leave it out; with it, there may be no words.
        """
        query = read_query(words)
        if not query and (words.strip() or not keep):
            return []
        if within:
            with suppress(InputError):
                self._shelf(within)
        hits: dict[str, tuple[str, Shelf, int, str]] = {}
        open_names = set(self.names())
        for shelf in reversed(self._shelves):
            for name, story, number in shelf.search(query, within=within):
                if name not in open_names or not between[0] <= name <= between[1]:
                    continue
                if story not in hits or name > hits[story][0]:
                    line = keep(shelf.words(number), _opener(self._load, shelf, name, story)) if keep else ""
                    if line or not keep:
                        hits[story] = name, shelf, number, line
            open_names -= shelf.stamps().keys()
        best = sorted(hits.items(), key=lambda hit: hit[1][0], reverse=True)[:limit]
        return [
            Hit(
                snapshot=name,
                taken=datetime.fromisoformat(taken),
                story=story,
                headline=headline,
                excerpt=line or excerpt,
            )
            for story, (name, shelf, number, line) in best
            for taken, headline, excerpt in filter(None, [shelf.found(query, number)])
        ]

    def _shelf(self, name: str) -> Shelf:
        """The shelf that has the snapshot as its file is now; it is put there if none has."""
        stamp = self._stamp(name)
        for shelf in self._shelves:
            if shelf.holds(name, stamp):
                return shelf
        self._put(name, stamp, read_snapshot(self._file(name), load=self._load))
        return self._shelves[-1]

    def _put(self, name: str, stamp: Stamp, snapshot: Snapshot) -> None:
        bare = replace(snapshot, stories=())
        row = Row(
            name=name,
            stamp=stamp,
            taken=snapshot.taken.astimezone(UTC).isoformat(),
            head=self._dump(bare),
            outlines=pack(outline_snapshot(snapshot).outlines),
            stories=[
                story_row(story, self._dump(Snapshot(taken=snapshot.taken, stories=(story,))))
                for story in snapshot.stories
            ],
        )
        shelf = self._shelves[-1]
        shelf.put(row)
        gone = shelf.stamps().keys() - {name, *self.names()}
        if gone:
            shelf.remove(gone)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.toml"

    def _stamp(self, name: str) -> Stamp:
        try:
            known = self._file(name).stat()
        except (OSError, ValueError) as error:
            raise InputError(
                f"{self._file(name)}: can't be read: {getattr(error, 'strerror', None) or error}"
            ) from None
        return known.st_size, known.st_mtime_ns

    def _stamp_or_none(self, name: str) -> Stamp | None:
        try:
            return self._stamp(name)
        except InputError:
            return None

    def _open(self) -> list[Shelf]:
        try:
            return [Shelf(connect(self._path, MIGRATIONS))]
        except (SchemaError, OSError, sqlite3.Error) as error:
            if is_damaged(error) and not self._renewed:
                return self._renew()
        self.kept = False
        memory = Shelf(connect_memory(MIGRATIONS))
        try:
            return [Shelf(connect_reading(self._path, MIGRATIONS)), memory]
        except (SchemaError, OSError, sqlite3.Error):
            return [memory]

    def _renew(self) -> list[Shelf]:
        self._renewed = True
        remove(self._path)
        return self._open()

    def _give_way(self, error: sqlite3.DatabaseError) -> None:
        """A new file for a damaged one, else memory beside the file, else memory alone."""
        if isinstance(error, sqlite3.ProgrammingError):
            raise error
        if self.kept and is_damaged(error) and not self._renewed:
            self.close()
            self._shelves = self._renew()
        elif self.kept:
            self.kept = False
            self._shelves.append(Shelf(connect_memory(MIGRATIONS)))
        elif len(self._shelves) > 1:
            self._shelves.pop(0).close()
        else:
            raise error
