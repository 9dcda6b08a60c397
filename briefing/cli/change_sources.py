"""`briefing sources remove|move|set|mute|unmute`: sources.toml changed, all else in it as it was."""

from pathlib import Path

from briefing.cli.parsing import Options


def run(options: Options) -> int:
    """Carry out the change and tell it on stderr."""
    from briefing.cli.progress import tell
    from briefing.store.workspace import ensure_sources, find_workspace

    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    change = {"remove": _remove, "move": _move, "set": _set, "mute": _mute, "unmute": _unmute}[options.action]
    tell(change(options, workspace.sources))
    return 0


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


def _move(options: Options, path: Path) -> str:
    from briefing.pipeline.discover import with_scheme
    from briefing.pipeline.listing import Listed
    from briefing.render.citing import link
    from briefing.store.edit import change_source
    from briefing.store.sources import read_sources

    url = with_scheme(options.url)
    Listed(source for source in read_sources(path)[1] if source.id != options.id).refuse(url)
    change_source(path, options.id, url=url)
    return f"{options.id} is read at {link(url)} from now on"


def _set(options: Options, path: Path) -> str:
    from briefing.store.edit import change_source, typed

    values = dict(options.values)
    change_source(path, options.id, **{key: typed(key, value) for key, value in values.items()})
    return f"{options.id}: " + ", ".join(f"{key} is {value or 'not set'}" for key, value in values.items())
