"""`briefing diff`: what changed between two snapshots, or since the reader last read."""

from pathlib import Path

from briefing.cli.parsing import Options
from briefing.errors import InputError
from briefing.model import Snapshot


def run(options: Options) -> int:
    """Tell what changed; nothing is no trouble, and says so."""
    from briefing.cli.interface import look_of, words_of
    from briefing.cli.output import is_screen, write_filled, write_text
    from briefing.cli.print import SUFFIXES
    from briefing.compare.changes import changes
    from briefing.render.changes import change_blocks

    if options.read and options.old:
        raise InputError("OLD and --read: each names the earlier briefing; give one of them")
    found = changes(*_both(options))
    format_ = options.format or SUFFIXES.get(Path(options.output or "").suffix.lower())
    if options.template or format_ == "json":
        from briefing.render.changes_json import render

        if options.template:
            write_filled(render(found), options.template, words_of(options).language, file=options.output)
        else:
            write_text(render(found), file=options.output)
        return 0
    if format_ == "toml":
        raise InputError(f"{options.output}: what changed can't be written as TOML; JSON is for programs")
    from briefing.render.pages import page

    look = look_of(options, width=options.width, file=options.output)
    chosen = format_ or ("terminal" if is_screen() and not options.output else "text")
    text = page(change_blocks(found, look), format=chosen, title=look.words["changes.title"], look=look)
    write_text(text, file=options.output)
    return 0


def _both(options: Options) -> tuple[Snapshot, Snapshot]:
    """The earlier snapshot and the later one."""
    from briefing.cli.saved import newest
    from briefing.render.toml import load
    from briefing.store.snapshots import find_snapshot, newest_snapshot, read_snapshot
    from briefing.store.workspace import find_workspace

    workspace = find_workspace(options.workspace)

    def named(name: str) -> Snapshot:
        if name.endswith(".toml") and Path(name).is_file():
            return read_snapshot(Path(name), load=load)
        return find_snapshot(workspace.snapshots, name, load=load)

    now = named(options.new) if options.new else newest(workspace)
    if now is None:
        raise InputError(f"{workspace.snapshots}: there is no snapshot yet (`briefing refresh` makes one)")
    old = options.old or (_last_read(workspace.reader, workspace.snapshots, now.name) if options.read else "")
    before = named(old) if old else newest_snapshot(workspace.snapshots, load=load, before=now.taken)
    if before is None:
        raise InputError(f"{workspace.snapshots}: there is no snapshot before {now.name} to compare it with")
    if not options.new and before.taken >= now.taken:
        raise InputError(f"{old}: is the newest snapshot itself: name an earlier one, or none for the one before it")
    return before, now


def _last_read(reader: Path, folder: Path, newest: str) -> str:
    """The name of the snapshot that was on the reader's screen before this one.

    Raises:
        InputError: nothing was read in the app yet, or it is gone.
    """
    from briefing.store.reader import open_reader
    from briefing.store.snapshots import snapshot_names

    with open_reader(reader) as marks:
        seen = [str(marks.get(key) or "") for key in ("seen", "before")]
    saved = snapshot_names(folder)
    name = next((name for name in seen if name and name != newest and name in saved), "")
    if not name:
        raise InputError(f"{reader}: no earlier briefing was read in the app")
    return name
