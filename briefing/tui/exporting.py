"""The story or the whole briefing as a file, and a briefing kept under a name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, InputError
from briefing.model import Outline, Snapshot
from briefing.render import FORMATS, render
from briefing.render.toml import dump, load
from briefing.store.atomic import write_atomically
from briefing.store.snapshots import keep_snapshot, kept_names, read_snapshot

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

SUFFIXES = {
    "html": ".html",
    "json": ".json",
    "mail": ".eml",
    "markdown": ".md",
    "terminal": ".ansi",
    "text": ".txt",
    "toml": ".toml",
}
WIDTH = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def export(app: "BriefingApp", current: Outline | None) -> None:
    """Ask what, in which format and where; write it."""
    from briefing.tui.screens.ask import Ask, Choose

    edition = app.desk.edition
    if not edition:
        app.tell("There is no briefing to export.")
        return
    ids = [outline.id for outline in app.desk.listed]  # as they are now: a refresh may end meanwhile
    listed = len(ids)
    whats = [("all", f"the briefing: {app.opening.words.count(listed, 'story')} as listed")]
    if current:
        whats.insert(0, ("story", f"this story: {current.headline}"))

    def what_chosen(what: str | None) -> None:
        if what:
            options = [(name, f"{name} ({SUFFIXES[name]})") for name in FORMATS]
            app.push_screen(Choose("In which format?", options), lambda format_: format_chosen(what, format_))

    def format_chosen(what: str, format_: str | None) -> None:
        if not format_:
            return
        stem = _UNSAFE.sub("-", current.id if what == "story" and current else edition.name)
        path = Path.cwd() / f"briefing-{stem}{SUFFIXES[format_]}"

        def done(value: str | None) -> None:
            if value:
                target = target_of(value)
                chosen = [current.id] if what == "story" and current else ids

                def work(snapshot: Snapshot) -> str:
                    write_atomically(target, render(snapshot, format=format_, width=WIDTH))
                    return f"Written: {target}"

                _in_background(app, edition.name, chosen, work)

        app.push_screen(Ask("To which file?", value=str(path), accept=target_of), done)

    app.push_screen(Choose("Export what?", whats), what_chosen)


def save(app: "BriefingApp") -> None:
    """Ask for a name, and keep the listed stories under it."""
    from briefing.tui.screens.ask import Ask

    edition = app.desk.edition
    if not edition:
        app.tell("There is no briefing to keep.")
        return
    ids = [outline.id for outline in app.desk.listed]
    kept = set(kept_names(app.opening.workspace.snapshots))

    def accept(value: str) -> None:
        if not _NAME.fullmatch(value):
            raise InputError("a name is made of letters, digits, dots, hyphens and underscores")
        if value in kept:
            raise InputError(f"{value}: there is already a snapshot of this name")

    def done(value: str | None) -> None:
        if value:
            name = value

            def work(snapshot: Snapshot) -> str:
                keep_snapshot(app.opening.workspace.snapshots, name, snapshot, dump=dump)
                return f"Kept: briefing print --snapshot {name}"

            _in_background(app, edition.name, ids, work)

    day = edition.name[:10]
    free = next(name for n in range(1, len(kept) + 2) if (name := f"{day}-{n}" if n > 1 else day) not in kept)
    hint = "It holds the stories as they are listed now, and is never deleted with the cache."
    app.push_screen(Ask("Keep this briefing under which name?", value=free, hint=hint, accept=accept), done)


def target_of(value: str) -> Path:
    """The file that a reader means; one that is there is written over only if "!" ends its name.

    Raises:
        InputError: it can't be written.
    """
    path = Path(value.removesuffix("!")).expanduser()
    if not value or path.is_dir():
        raise InputError(f"{path}: is a folder" if value else "a file needs a name")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: there is no such folder")
    if path.exists() and not value.endswith("!"):
        raise InputError(f"{path}: is there already; put ! at the end of the name to write over it")
    return path


def _in_background(app: "BriefingApp", name: str, ids: Sequence[str], work: Callable[[Snapshot], str]) -> None:
    """Have a thread do `work` on the edition `name` with only the stories `ids`, in order, and tell how it ended."""
    folder = app.opening.workspace.snapshots

    def run() -> None:
        try:
            whole = read_snapshot(folder / f"{name}.toml", load=load)
            stories = {story.id: story for story in whole.stories}
            said = work(replace(whole, stories=tuple(stories[id_] for id_ in ids if id_ in stories)))
        except BriefingError as error:
            app.call_from_thread(app.tell, str(error), severity="error")
        else:
            app.call_from_thread(app.tell, said)

    app.run_worker(run, thread=True, group="export")
