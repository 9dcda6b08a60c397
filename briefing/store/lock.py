"""One at a time: locks that the operating system holds, so that none outlives the process that took it.

A lock's file stays where it is when the lock is given back; that it is there means nothing. It tells who took it last.
"""

import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from briefing.errors import BusyError, StoreError

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds between two looks whether a lock is free.
LOOK = 0.1
#: Seconds to wait for another process that changes a file of a few lines.
PATIENCE = 15.0
#: On Windows a locked byte can't be read: it is one that no file here reaches.
_FAR = 2**30


@contextmanager
def working_alone(
    path: Path, *, since: str, wait: float = 0.0, busy: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the lock whose file is at `path` while the block runs; `since` is told to those who find it taken.

    Who holds it is told to `busy`, once, before up to `wait` seconds are waited.

    Raises:
        BusyError: another process still holds it.
        StoreError: the file can't be written, or its place has no locks.
    """
    file = _open(path)
    try:
        if not _taken(file, path):
            if wait and busy:
                busy(_holder(file))
            if not _waited(file, path, wait):
                raise BusyError(f"{_holder(file)} is at work here: nothing was done")
        with suppress(OSError):  # a full disk: the lock holds all the same
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, f"{os.getpid()} {since}\n".encode())
        yield
    finally:
        os.close(file)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Keep other processes from changing the file at `path`, and its folder's others, while the block runs.

    It is for reading a small file, changing it and writing it back; not to be nested.

    Raises:
        BusyError: another process has been at it for long.
        StoreError: the folder can't be opened.
    """
    folder = path.resolve().parent
    # an atomic write puts another file in place of this one, so it is the folder that is locked
    file = _open(folder / ".lock") if os.name == "nt" else _open_folder(folder)
    try:
        if not _waited(file, folder, PATIENCE):
            raise BusyError(f"{path}: another process is changing it: nothing was done")
        yield
    finally:
        os.close(file)


def one_at_a_time(change: Callable[Concatenate[Path, P], T]) -> Callable[Concatenate[Path, P], T]:
    """Have `change` be the only one at the file that it is given first: of two at once, neither is lost."""

    @wraps(change)
    def alone(path: Path, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with changing(path):
            return change(path, *args, **kwargs)

    return alone


def holder(path: Path) -> str:
    """Who holds the lock whose file is at `path`, in words; "" if nobody does.

    Raises:
        StoreError: its place has no locks.
    """
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return ""
    try:
        return "" if _taken(file, path) else _holder(file)
    finally:
        os.close(file)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o644)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror or error}") from None
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise StoreError(f"{path}: is no file: move it away")
    return file


def _open_folder(folder: Path) -> int:
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StoreError(f"{folder}: can't be opened: {error.strerror or error}") from None


def _waited(file: int, path: Path, seconds: float) -> bool:
    """Whether the lock could be taken within so many seconds."""
    until = time.monotonic() + seconds
    while not _taken(file, path):
        if time.monotonic() >= until:
            return False
        time.sleep(LOOK)
    return True


def _taken(file: int, path: Path) -> bool:
    """Whether the lock is ours now."""
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise StoreError(f"{path}: can't be locked: {error.strerror or error}") from None
    return True


def _holder(file: int) -> str:
    """Who took the lock, by what it wrote."""
    os.lseek(file, 0, os.SEEK_SET)
    told = re.fullmatch(r"(\d{1,10}) ([\w:+ -]{1,40})\n", os.read(file, 100).decode("utf-8", "replace"))
    return f"another refresh (process {told[1]}, since {told[2]})" if told else "another refresh"
