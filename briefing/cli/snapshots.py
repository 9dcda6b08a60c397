"""`briefing snapshots`: what was saved, listed, searched, removed. `show` is `print` of one."""

from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.errors import InputError
from briefing.store.workspace import Workspace

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from briefing.store.archive import Archive, Hit


def run(options: Options) -> int:
    """Do what the action says; exit code 1 if a search finds nothing."""
    from briefing.store.workspace import find_workspace

    workspace = find_workspace(options.workspace)
    if options.action == "search":
        return _search(options, workspace)
    if options.action == "remove":
        return _remove(options, workspace)
    if options.action == "index":
        return _index(workspace)
    return _list(options, workspace)


def _list(options: Options, workspace: Workspace) -> int:
    """The names of all saved snapshots, newest first, then of those kept under a name."""
    from briefing.cli.output import as_json, write_lines
    from briefing.store.snapshots import KEPT, kept_names, snapshot_names

    folder = workspace.snapshots
    names, kept = snapshot_names(folder), kept_names(folder)
    if options.json:
        rows = [{"name": name, "kept": False, "file": str(folder / f"{name}.toml")} for name in names]
        rows += [{"name": name, "kept": True, "file": str(folder / KEPT / f"{name}.toml")} for name in kept]
        write_lines(map(as_json, rows))
    else:
        write_lines((*names, *kept))
    return 0


def _search(options: Options, workspace: Workspace) -> int:
    """Stories of all snapshots that have the words, the voice and the place; each in the newest that has them."""
    from briefing.cli.output import as_json, write_lines
    from briefing.cli.progress import tell
    from briefing.pipeline.sought import sought

    words = " ".join(options.words)
    if not words and not options.voice and not options.place:
        raise InputError("what is sought? Say words, --voice NAME or --place NAME")
    keep = sought(voice=options.voice, place=options.place) if options.voice or options.place else None
    between = (f"{options.since or ''}", f"{options.until or ''}~")
    with _archive(workspace) as archive:
        _renew(archive)
        hits = archive.search(words, between=between, keep=keep, limit=options.top or 50)
    if options.json:
        write_lines(as_json(_row(hit)) for hit in hits)
    else:
        _show(hits, options)
    if not hits:
        tell("no saved snapshot tells of it")
    return 0 if hits else 1


def _row(hit: "Hit") -> dict[str, object]:
    from dataclasses import asdict

    return asdict(hit)


def _show(hits: "list[Hit]", options: Options) -> None:
    from briefing.cli.interface import look_of
    from briefing.cli.output import is_screen, write_text
    from briefing.render import terminal, text
    from briefing.render.layout import Block, Run, plain

    look = look_of(options, width=options.width)
    page: list[Block] = []
    for hit in hits:
        page.append(Block(runs=(Run(plain(hit.headline), "headline"),), hang=2))
        page.append(Block(runs=(Run(plain(hit.excerpt)),), indent=3, hang=2))
        story = look.words("report.story", id=hit.story)
        page.append(Block(runs=(Run(f"{hit.snapshot}   {story}", "meta"),), indent=3))
        page.append(Block())
    if page:
        write_text((terminal if is_screen() else text).write(page[:-1], look))


def _remove(options: Options, workspace: Workspace) -> int:
    """Delete snapshots by their whole names; those that the reader kept only if that is meant."""
    from briefing.cli.progress import tell
    from briefing.store.snapshots import KEPT, kept_names, remove_snapshot, snapshot_names

    folder = workspace.snapshots
    names, kept = snapshot_names(folder), kept_names(folder)
    for name in options.names:
        if name not in names and name not in kept:
            raise InputError(f"{name}: there is no snapshot of this name (`briefing snapshots list` shows them)")
        if name in kept and not options.yes:
            raise InputError(f"{name}: you kept it under this name; nothing was removed (--yes removes it, too)")
    if set(names) <= set(options.names) and not options.yes:
        raise InputError("these are all snapshots there are; nothing was removed (--yes removes them)")
    for name in dict.fromkeys(options.names):
        remove_snapshot((folder / KEPT if name in kept else folder) / f"{name}.toml")
        tell(f"removed {name}{', which was kept' if name in kept else ''}; its articles stay in the store")
    return 0


def _index(workspace: Workspace) -> int:
    """Make the index anew from the files."""
    from briefing.cli.progress import tell
    from briefing.store.sqlite import remove

    remove(workspace.archive)
    with _archive(workspace) as archive:
        damaged = _renew(archive)
        tell(f"{len(archive.names()) - damaged} snapshots indexed")
    return 1 if damaged else 0


def _archive(workspace: Workspace) -> "AbstractContextManager[Archive]":
    from briefing.render.toml import dump, load
    from briefing.store.archive import open_archive

    return open_archive(workspace.archive, workspace.snapshots, load=load, dump=dump)


def _renew(archive: "Archive") -> int:
    """Index what isn't; how many can't be read, each of which is told."""
    from briefing.cli.progress import tell

    damaged = 0
    for name in archive.missing():
        try:
            archive.edition(name)
        except InputError as error:
            damaged += 1
            tell(f"left out: {error}")
    return damaged
