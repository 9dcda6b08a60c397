"""Sources and pages that are files in the workspace, not on the network."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from briefing.errors import InputError

LARGEST = 20 * 2**20


def is_local(url: str) -> bool:
    """Whether a source's url is a path."""
    return not url.lower().startswith(("http://", "https://"))


def read_file(path: Path, *, largest: int = LARGEST) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is missing, no file, can't be read or is larger than `largest` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > largest:
        raise InputError(f"{path}: is larger than {largest // 2**20} MB")
    return data


def local_page(root: Path, url: str) -> Path:
    """Where the page of a local feed's entry is kept: `pages/<host>/<path>.html`.

    Raises:
        InputError: the address, which comes from a feed, leads out of that folder.
    """
    parts = urlsplit(url)
    pages = (root / "pages").resolve()
    try:
        path = (pages / (parts.hostname or "-") / PurePosixPath(unquote(parts.path).strip("/"))).resolve()
    except ValueError:
        raise InputError("its address can't be the name of a file") from None
    if not path.is_relative_to(pages) or path == pages:
        raise InputError("its address leads out of the folder of pages")
    return path.with_name(f"{path.name}.html")
