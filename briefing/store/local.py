"""Sources and pages that are files in the workspace, not on the network."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from briefing.errors import InputError
from briefing.store.bytes import read_bytes

LARGEST = 20 * 2**20


def is_local(url: str) -> bool:
    """Whether a source's url is a path."""
    return not url.lower().startswith(("http://", "https://"))


def read_within(folder: Path, url: str) -> bytes:
    """The bytes of the file that a source's `url` names in its `folder`.

    Raises:
        InputError: it leads out of the folder, also by a link; it is no regular file; or as `read_file` says.
    """
    path = folder / url
    try:
        there = path.resolve()
        if not there.is_relative_to(folder.resolve()):
            raise InputError(f"{path}: leads out of the folder of sources.toml")
        if there.exists() and not there.is_dir() and not there.is_file():
            raise InputError(f"{path}: is no regular file")
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None
    return read_file(path)


def read_file(path: Path, *, largest: int = LARGEST) -> bytes:
    """The bytes of a file; of a pipe, what is written to it.

    Raises:
        InputError: it is missing, a folder, a pipe to which nobody writes, can't be read or is larger than `largest`.
    """
    try:
        return read_bytes(path, largest=largest)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None


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
