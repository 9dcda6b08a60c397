"""The TOML files that a reader may change by hand: what is wrong with one is told in a line that names it."""

from pathlib import Path
from typing import Any

import tomli

from briefing.errors import ConfigurationError


def read_text(path: Path) -> str:
    """The text of the file at `path`, as it stands: byte order mark and line ends included.

    Raises:
        FileNotFoundError: there is none.
        ConfigurationError: it can't be read or is no text.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ConfigurationError(f"{path}: is no file")  # a pipe would be waited for
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: is not UTF-8 text") from None


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The table in `text`; `path` is what errors call it.

    Raises:
        ConfigurationError: it is no TOML.
    """
    try:
        return tomli.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise ConfigurationError(f"{path}: is nested too deeply") from None
    except tomli.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is not valid TOML: {error}") from None
    except ValueError as error:  # a number of thousands of digits
        raise ConfigurationError(f"{path}: holds a value that can't be read: {error}") from None
