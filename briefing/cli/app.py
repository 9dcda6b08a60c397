"""`briefing`: the app, on a terminal that can show it; else the same line by line, or printed."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.parsing import Options
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.model import Settings
    from briefing.render.look import Bidi
    from briefing.tui.desk import Desk
    from briefing.tui.opening import Opening
    from briefing.words import Words


def run(options: Options) -> int:
    """Open the app; without a terminal at both ends this is `print`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from briefing.cli.arguments import read_arguments
        from briefing.cli.print import run as print_

        words = ["print", *(["--demo"] if options.demo else []), *(["--offline"] if options.offline else [])]
        again = read_arguments(words)
        for name in ("workspace", "allow_host", "color", "bidi", "interface", "verbose"):
            setattr(again, name, getattr(options, name))
        return print_(again)
    linear = options.linear or os.environ.get("BRIEFING_LINEAR", "") not in ("", "0")
    why = "" if linear else _plain_because()
    if why:
        sys.stderr.write(f"briefing: {why}: plain lines instead of the app\n")
    with opened(options) as (desk, opening):
        if linear or why:
            from briefing.tui.linear import read_aloud

            return read_aloud(desk, opening)
        # how long, in ms, an Escape may be the beginning of a key's sequence (Textual looks ten times a second)
        os.environ.setdefault("ESCDELAY", "25")
        from briefing.tui.app import BriefingApp

        app = BriefingApp(desk, opening)
        with _explicit(opening.bidi):
            app.run()
        if app.bug:
            raise app.bug
        return app.return_code or 0


@contextmanager
def _explicit(bidi: str) -> Iterator[None]:
    """Have the terminal leave the order of letters to the app while it runs, if it is the app that sees to it."""
    from briefing.render.bidi import EXPLICIT, IMPLICIT

    before, after = (EXPLICIT, IMPLICIT) if bidi == "app" else ("", "")
    sys.stderr.write(before)
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(after)


def _plain_because() -> str:
    """Why this terminal can't show the app; "" if it can."""
    if os.environ.get("TERM", "") in ("", "dumb"):
        return "this terminal has no screen to draw on (TERM)"
    if "utf" not in (sys.stdout.encoding or "").lower():
        return f"this terminal's encoding is {sys.stdout.encoding}, which can't show every language"
    if not sys.stderr.isatty():
        return "stderr goes elsewhere, and that is where the app draws"
    return ""


@contextmanager
def opened(options: Options) -> Iterator[tuple["Desk", "Opening"]]:
    """The desk with the newest edition on it, and what the app is opened on; nothing is asked of the network.

    Trouble with sources.toml or the snapshots is no reason not to open: it is told on the screen.
    """
    from briefing.cli.clock import now
    from briefing.demo import TAKEN
    from briefing.model import Mute, Settings, Source
    from briefing.render.toml import dump, load
    from briefing.store.archive import open_archive
    from briefing.store.muted import read_mutes
    from briefing.store.reader import open_reader
    from briefing.store.sources import read_sources
    from briefing.store.workspace import Workspace, ensure_sources, find_workspace
    from briefing.tui.desk import Desk
    from briefing.tui.opening import Opening

    with ExitStack() as stack:
        trouble = ""
        settings = Settings()
        sources: tuple[Source, ...] = ()
        mutes: tuple[Mute, ...] = ()
        everywhere = _everywhere(options)
        if options.demo:
            from briefing.demo import EDITION

            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefing-demo-")))
            # a copy: what is tried out on the sample changes nothing of the program
            shutil.copy(EDITION / "sources.toml", folder)
            workspace = Workspace(folder / "sources.toml", folder)
            refresh: tuple[str, ...] = ("refresh", "--demo", "--cache", str(folder))
        else:
            workspace = find_workspace(options.workspace)
            refresh = () if options.offline else ("refresh", *everywhere)
        try:
            if not options.demo:
                ensure_sources(workspace)
            settings, sources = read_sources(workspace.sources)
            mutes = read_mutes(workspace.sources)
        except BriefingError as error:
            trouble = str(error)

        def moment() -> datetime:
            return TAKEN if options.demo else now()

        archive = stack.enter_context(
            open_archive(workspace.archive, workspace.snapshots, load=load, dump=dump, moment=moment)
        )
        reader = stack.enter_context(open_reader(workspace.reader))
        desk = Desk(archive, reader, sources=sources, moment=moment, mutes=mutes)
        try:
            desk.open_newest()
        except BriefingError as error:
            trouble = trouble or str(error)
        if reader.trouble and not options.demo:
            trouble = trouble or f"read marks won't be kept: {reader.trouble}"
        yield (
            desk,
            Opening(
                workspace=workspace,
                settings=settings,
                sources=sources,
                bidi=_bidi(options.bidi if options.bidi != "auto" else settings.bidi),
                refresh=refresh,
                everywhere=everywhere,
                trouble=trouble,
                demo=options.demo,
                offline=options.offline,
                words=_words(options, settings),
            ),
        )


def _words(options: Options, settings: "Settings") -> "Words":
    from briefing.cli.interface import chosen, words_of

    if options.interface or not options.demo:
        return words_of(options) if options.interface else chosen(settings.interface, settings.languages)
    try:
        return words_of(options)
    except BriefingError:  # the sample edition opens whatever the reader's own file says
        return chosen("", ())


def _everywhere(options: Options) -> tuple[str, ...]:
    workspace = ("--workspace", options.workspace) if options.workspace else ()
    return (*workspace, *(word for host in options.allow_host for word in ("--allow-host", host)))


def _bidi(wanted: "Bidi") -> "Bidi":
    from briefing.render.bidi import choose

    return choose(wanted, os.environ, panes=True)
