"""What grouping remembers of the stream, a folder of numbers. It can be made anew: a window is then grouped whole."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from briefing.store.atomic import write_atomically

_NAME = re.compile(r"[0-9a-z]+")
_SUFFIX = ".npz"


class Pieces(Mapping[str, bytes]):
    """What was saved in a folder, by name, read when it is asked for; what can't be read isn't there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> bytes:
        if not _NAME.fullmatch(name):
            raise KeyError(name)
        try:
            return (self._folder / f"{name}{_SUFFIX}").read_bytes()
        except OSError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        with suppress(OSError):
            yield from sorted(path.stem for path in self._folder.glob(f"*{_SUFFIX}") if _NAME.fullmatch(path.stem))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def damaged(folder: Path) -> tuple[list[str], int]:
    """Give the files of which the sums of contents don't hold, and how many there are in all."""
    files = [f"{name}{_SUFFIX}" for name in Pieces(folder)]
    return [file for file in files if not _is_whole(folder / file)], len(files)


def _is_whole(path: Path) -> bool:
    try:
        with ZipFile(path) as file:
            return file.testzip() is None
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return False


def save_stream(folder: Path, pieces: Iterable[tuple[str, bytes]], *, needed: Callable[[bytes], Iterable[str]]) -> None:
    """Keep `pieces` for the next refresh, of which the last tells which are `needed` besides; the others are removed.

    Where there are none, what was kept before stays. Whoever is killed meanwhile leaves all that the last said before.

    Raises:
        StoreError: the folder can't be written, the disk is full, …
    """
    name, data = "", b""
    for name, data in pieces:
        write_atomically(folder / f"{name}{_SUFFIX}", data)
    if not name:
        return
    stay = {name, *needed(data)}
    # Earlier versions kept all in one file.
    for path in (*folder.iterdir(), folder.with_suffix(_SUFFIX)):
        if path.stem not in stay:
            with suppress(OSError):
                path.unlink()
