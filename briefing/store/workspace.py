"""Where a reader's files are: the folder of sources.toml and cache/."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ConfigurationError
from briefing.store.atomic import write_atomically

SOURCES = "sources.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """`sources` is the list of what is read, `cache` the folder of all that was fetched and saved."""

    sources: Path
    cache: Path

    @property
    def database(self) -> Path:
        """The SQLite file of articles."""
        return self.cache / "articles.sqlite"

    @property
    def corrections(self) -> Path:
        """The TOML file of what the reader corrected about stories; it can't be made anew."""
        return self.cache / "corrections.toml"

    @property
    def snapshots(self) -> Path:
        """The folder of saved snapshots, one TOML file each."""
        return self.cache / "snapshots"

    @property
    def archive(self) -> Path:
        """The SQLite file that indexes the snapshots; it can be made anew from them."""
        return self.cache / "archive.sqlite"

    @property
    def refreshing(self) -> Path:
        """The file of the lock that whoever fetches or refreshes holds."""
        return self.cache / "refresh.lock"

    @property
    def stream(self) -> Path:
        """The folder of what grouping remembers; it can be made anew."""
        return self.cache / "stream"

    @property
    def reader(self) -> Path:
        """The SQLite file of what the reader read, pinned and chose."""
        return self.cache / "reader.sqlite"


def find_workspace(
    folder: str | None = None, *, environment: Mapping[str, str] = os.environ, here: Path | None = None
) -> Workspace:
    """`folder`, else $BRIEFING_WORKSPACE, else `here` if it has a sources.toml, else the user's XDG folders.

    Raises:
        ConfigurationError: the folder that was named is not there.
    """
    here = here or Path.cwd()
    named = folder or environment.get("BRIEFING_WORKSPACE", "")
    if named:
        root = Path(named).expanduser()
        if not root.is_dir():
            raise ConfigurationError(f"{root}: there is no such folder to work in")
    elif os.path.lexists(here / SOURCES):
        root = here
    else:
        from platformdirs import user_cache_path, user_config_path

        return Workspace(user_config_path("briefing") / SOURCES, user_cache_path("briefing"))
    return Workspace(root / SOURCES, root / "cache")


def ensure_sources(workspace: Workspace) -> bool:
    """Give a new workspace the list of sources that comes with the program; true if it was written.

    Only the user's own (XDG) folder is filled: a folder that was named without a sources.toml is a mistake.

    Raises:
        ConfigurationError: a folder that was named has no sources.toml.
    """
    if is_there(workspace.sources):
        return False
    if workspace.cache.parent == workspace.sources.parent:
        raise ConfigurationError(f"{workspace.sources}: there is no such file: it lists the feeds to read")
    write_atomically(workspace.sources, shipped_sources())
    return True


def is_there(path: Path) -> bool:
    """Whether something has this name, be it out of reach."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def shipped_sources() -> str:
    """The text of the list of sources that comes with the program."""
    from importlib.resources import files

    installed = Path(str(files("briefing"))) / SOURCES
    return (installed if installed.is_file() else installed.parent.parent / SOURCES).read_text("utf-8")


def new_sources() -> str:
    """How a list of sources begins that has none yet: the settings with their defaults."""
    settings = shipped_sources().partition("[settings]")[2].partition("\n# ----")[0]
    return f"# What is read.\n\n[settings]{settings.rstrip()}\n"
