"""`briefing sources add|remove|mute|unmute`: sources.toml changed, all else in it as it was."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.arguments import Options
from briefing.errors import InputError

if TYPE_CHECKING:
    from briefing.pipeline.discover import Found


def run(options: Options) -> int:
    """Carry out the change and tell it on stderr."""
    from briefing.cli.progress import tell
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    change = {"add": _add, "remove": _remove, "mute": _mute, "unmute": _unmute}[options.action]
    tell(change(options, workspace.sources))
    return 0


def _add(options: Options, path: Path) -> str:
    from briefing.cli.setting import started
    from briefing.pipeline.discover import discover, proposed
    from briefing.pipeline.listing import Listed
    from briefing.store.edit import add_sources
    from briefing.store.sources import read_sources

    _, sources = read_sources(path)
    listed = Listed(sources)
    listed.refuse(options.urls[0])
    with started(options, needs_sources=False) as this:
        found = _only(discover(this, options.urls[0]), options.urls[0])
    listed.refuse(found.url)
    given = {key: getattr(options, key) for key in ("id", "name", "language", "country", "kind", "tags")}
    source = replace(proposed(found, sources), **{key: value for key, value in given.items() if value is not None})
    add_sources(path, (source,))
    return f"added {source.id}: {source.name} ({source.url})"


def _only(found: "Sequence[Found]", url: str) -> "Found":
    """The one feed there is.

    Raises:
        InputError: there are several; they are listed.
    """
    from briefing.cli.output import write_lines
    from briefing.pipeline.discover import shown

    if len(found) > 1:
        write_lines(shown(one) for one in found)
        raise InputError(f"{url}: has {len(found)} feeds: add one of them by its own address")
    return found[0]


def _remove(options: Options, path: Path) -> str:
    from briefing.store.edit import remove_source

    remove_source(path, options.id)
    return f"removed {options.id}"


def _mute(options: Options, path: Path) -> str:
    from briefing.store.edit import change_source

    change_source(path, options.id, mute_until=options.until)
    return f"muted {options.id} until {options.until}"


def _unmute(options: Options, path: Path) -> str:
    from briefing.store.edit import change_source

    change_source(path, options.id, mute_until=None)
    return f"unmuted {options.id}"
