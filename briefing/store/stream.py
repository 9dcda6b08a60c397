"""What grouping remembers of the stream, one file of numbers. It can be made anew: a window is then grouped whole."""

from pathlib import Path

from briefing.store.atomic import write_atomically


def read_stream(path: Path) -> bytes:
    """What was saved; nothing where there is none, or it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def save_stream(path: Path, data: bytes) -> None:
    """Keep `data` for the next refresh; where there is none, what was kept before stays.

    Raises:
        StoreError: the folder can't be written, the disk is full, …
    """
    if data:
        write_atomically(path, data)
