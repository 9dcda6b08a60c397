"""Reading a file that may be anything: a device without end, a pipe to which nobody writes. None can hold us up."""

import os
import stat
from pathlib import Path

#: Seconds in which somebody must have written something to a pipe.
PATIENCE = 10.0


def read_bytes(path: Path, *, largest: int) -> bytes:
    """What is in the file at `path`.

    Raises:
        OSError: it can't be read, is larger than `largest` bytes, or is a pipe through which nothing comes.
    """
    with open(path, "rb", opener=_opened) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise OSError(0, f"larger than {largest // 2**20} MB")
    return data


def _opened(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe, which may never come."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    try:
        if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            _await(descriptor)
        os.set_blocking(descriptor, True)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _await(descriptor: int) -> None:
    import select

    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(PATIENCE * 1000):
        raise TimeoutError(0, f"nothing came through this pipe in {PATIENCE:g} s")
