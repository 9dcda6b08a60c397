"""Files that are either the old version or the new one, never half of either."""

import os
import tempfile
from pathlib import Path

from briefing.errors import StoreError


def write_atomically(path: Path, text: str) -> None:
    """Write `text` as UTF-8 beside `path`, then rename it there.

    Raises:
        StoreError: the folder can't be written, the disk is full, …
    """
    temporary = ""
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8")  # a pipe or a device can't be replaced, only written to
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        raise StoreError(f"{path}: can't be written: {error.strerror or error}") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
