"""Files that are either the old version or the new one, never half of either."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefing.errors import StoreError

#: How `tempfile` ends the name of what is written beside a file.
_TEMPORARY = re.compile(r"\.(?P<name>.+)\.[a-z0-9_]{8}")
#: Seconds after which whoever wrote a temporary file is surely gone.
ABANDONED = 3600.0


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write `content`, text as UTF-8, beside `path`, then rename it there.

    Both reach the disk before this returns, as far as the system can tell.

    Raises:
        StoreError: the folder can't be written, the disk is full, …
    """
    temporary = ""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path = Path(os.path.realpath(path))  # unlike `resolve`, it lets a loop of links be told by what is done next
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device can't be replaced, only written to
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        path.parent.mkdir(parents=True, exist_ok=True)
        import tempfile

        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
        _settle(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror or error}") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def abandoned(folder: Path, *, suffix: str = "", age: float = ABANDONED) -> Iterator[Path]:
    """What writes that were cut off (a kill, a power failure) left in `folder` beside files that end with `suffix`.

    Nobody writes to them any more: they were last changed more than `age` seconds ago, or in the future.
    """
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            found = _TEMPORARY.fullmatch(path.name)
            if found and found["name"].endswith(suffix) and path.is_file() and not path.is_symlink():
                since = time.time() - path.stat().st_mtime
                if since > age or since < -ABANDONED:
                    yield path


def _settle(folder: Path) -> None:
    """Have the folder's own entry of a renamed file on the disk, where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
