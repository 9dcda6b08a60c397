"""`briefing config path|list|get|set`: the reader's settings, `[settings]` of sources.toml."""

import re
import typing
from dataclasses import asdict
from pathlib import Path

from briefing.cli.parsing import Options
from briefing.model import Settings
from briefing.store.sources import read_sources
from briefing.store.values import refuse_unknown
from briefing.store.workspace import ensure_sources, find_workspace

#: A key of the app is a setting, too: `keys.next`.
KEYS = "keys."


def run(options: Options) -> int:
    """Show where the settings are and what they are, or change one of them."""
    workspace = find_workspace(options.workspace)
    ensure_sources(workspace)
    return {"path": _path, "list": _list, "get": _get, "set": _set}[options.action](options, workspace.sources)


def _path(_options: Options, path: Path) -> int:
    from briefing.cli.output import write_lines

    write_lines([str(path)])
    return 0


def _list(options: Options, path: Path) -> int:
    from briefing.cli.output import as_json, write_lines

    settings, _ = read_sources(path)
    values = asdict(settings)
    keys = dict(values.pop("keys"))
    lines = [*values.items(), *((f"{KEYS}{action}", key) for action, key in keys.items())]
    write_lines([as_json({**values, "keys": keys})] if options.json else (f"{k} = {_text(v)}" for k, v in lines))
    return 0


def _get(options: Options, path: Path) -> int:
    from briefing.cli.output import write_lines

    settings, _ = read_sources(path)
    keys = dict(settings.keys)
    if options.key.startswith(KEYS):
        action = options.key.removeprefix(KEYS)
        refuse_unknown([action], keys, f"{path}: [settings.keys]")
        write_lines([keys[action]])
    elif options.key == "keys":
        write_lines(f"{action} = {key}" for action, key in keys.items())
    else:
        refuse_unknown([options.key], typing.get_type_hints(Settings), f"{path}: [settings]")
        write_lines([_text(getattr(settings, options.key))])
    return 0


def _set(options: Options, path: Path) -> int:
    from briefing.store.edit import bind_key, change_settings

    if options.key.startswith(KEYS):
        bind_key(path, options.key.removeprefix(KEYS), options.value)
    else:
        change_settings(path, **{options.key: _value(options.key, options.value)})
    return 0


def _text(value: object) -> str:
    """A setting's value as `set` takes it."""
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _value(key: str, text: str) -> object:
    """What `text` stands for by the setting's type; what does not fit is left for the file's own check to name."""
    from briefing.cli.values import words

    hint = typing.get_type_hints(Settings).get(key)
    if hint == tuple[str, ...]:
        return words(text)
    return int(text) if hint is int and re.fullmatch("-?[0-9]{1,9}", text) else text
