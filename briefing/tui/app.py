"""The program on a whole screen. It owns what outlives a screen: the desk, the refresh, colours and keys."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from briefing.errors import BriefingError, InputError
from briefing.language.clean import clean
from briefing.language.secrets import concealed
from briefing.model import Progress
from briefing.render.bidi import choose
from briefing.render.citing import link
from briefing.render.look import Bidi
from briefing.store.muted import read_mutes
from briefing.store.sources import read_sources
from briefing.store.stories import former_ids
from briefing.tui.browser import start_browser
from briefing.tui.child import Child, Outcome
from briefing.tui.desk import Desk, Filters
from briefing.tui.explained import CORRECTIONS
from briefing.tui.eye import for_eye, in_lines
from briefing.tui.keys import called, explained
from briefing.tui.opening import Opening
from briefing.tui.screens.direction import ask_direction
from briefing.tui.screens.reading import ReadingScreen
from briefing.tui.screens.stories import StoriesScreen
from briefing.tui.themes import THEMES
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.lines import Lines
from briefing.words import Words

#: Progress is drawn this often, in seconds.
TICK = 0.1


class BriefingApp(App[None]):
    """`briefing`."""

    TITLE = "briefing"
    CSS_PATH = "app.tcss"
    BINDING_GROUP_TITLE = "Everywhere"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "refresh_all", "Refresh", id="refresh", tooltip="ask all sources that are due"),
        Binding("X", "stop_refresh", "Stop refresh", id="stop", show=False),
        Binding("F", "failures", "Failures", id="failures", show=False, tooltip="which sources failed, and why"),
        Binding("S", "sources", "Sources", id="sources", tooltip="what is read, and how each source fares"),
        Binding("comma", "settings", "Settings", id="settings", show=False),
        Binding("t", "theme", "Colours", id="theme", show=False, tooltip="the next of the themes"),
        Binding("question_mark", "help", "Help", id="help", tooltip="all keys of this screen"),
        Binding("ctrl+c", "quit", "Quit", id="interrupt", show=False, priority=True, tooltip="from anywhere"),
    ]

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__()
        self.desk = desk
        self.opening = opening
        self.child: Child | None = None
        self.progress: Progress | None = None
        self.last_trouble: tuple[str, ...] = ()
        self._tried: datetime | None = None
        for theme in THEMES:
            self.register_theme(theme)
        Lines.bidi = opening.bidi

    @property
    def database(self) -> Path:
        """The file of stored articles."""
        return self.opening.workspace.database

    def on_mount(self) -> None:
        """Show the newest edition; all else comes after the first paint."""
        self.theme = self.opening.settings.theme
        self._ticking = self.set_interval(TICK, self._tick, pause=True)
        self.push_screen(StoriesScreen())
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """What can wait until something is on the screen."""
        self.set_interval(60, self._refresh_if_old)
        self._take_keys()
        if self.desk.follow(former_ids(self.database)):
            self._lay_out()
        if self.opening.trouble:
            self.tell(self.opening.trouble, severity="warning")
        if not self.desk.edition and not self.opening.trouble:
            self.action_refresh_all()
        else:
            self._refresh_if_old()
        ask_direction(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours in themes that don't know them."""
        return THEMES[0].variables

    def tell(self, line: str, *, severity: Any = "information") -> None:  # noqa: ANN401 (Textual's literal type)
        """One line at the corner of the screen; never read as markup, and without passwords."""
        self.notify(in_lines(concealed(clean(line))), severity=severity, markup=False)

    def advice(self) -> Sequence[str]:
        """What to do when there is nothing to show."""
        words = self.opening.words
        if self.desk.edition:
            return (_advice_on(self.desk, self.opening.words),)
        if self.child:
            return (words["app.first"],)
        if self.opening.trouble:
            return (self.opening.trouble, words["app.again"])
        if not self.opening.sources:
            return (words("app.no_sources", file=self.opening.workspace.sources), words["app.add_one"])
        if self.opening.offline:
            how = words["app.offline"]
        elif self.last_trouble:
            how = words["app.retry"]
        else:
            how = words["app.press"]
        return (words["app.none"], *self.last_trouble[-3:], how)

    def _handle_exception(self, error: Exception) -> None:
        """End because of `error`: who started the app tells of it in a line, where Textual would print a trace."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def bug(self) -> Exception | None:
        """What ended the app, if it was not the reader."""
        return self._exception

    # -- refresh --------------------------------------------------------------------------------------------------

    def action_refresh_all(self) -> None:
        """Ask all sources."""
        self._start_refresh(())

    def refresh_outlets(self, names: Iterable[str]) -> None:
        """Ask the sources of the outlets called `names`."""
        wanted = set(names)
        ids = [source.id for source in self.opening.sources if source.name in wanted]
        if ids:
            self.refresh_sources(ids)
        else:
            self.tell(self.opening.words["app.not_listed"])

    def refresh_sources(self, ids: Iterable[str]) -> None:
        """Ask the sources of these ids."""
        self._start_refresh(tuple(word for id_ in ids for word in ("--source", id_)))

    def _start_refresh(self, only: tuple[str, ...]) -> None:
        if self.child:
            self.tell(self.opening.words["app.under_way"])
        elif not self.opening.refresh:
            self.tell(self.opening.words["app.nothing_to_refresh"])
        else:
            self._tried = self.desk.moment()
            self._refresh(Child((*self.opening.refresh, *only, "--progress", "json"), progress=self._hear))

    def _hear(self, progress: Progress) -> None:
        self.progress = progress

    @work(group="refresh")
    async def _refresh(self, child: Child) -> None:
        self.child = child
        self.progress = Progress(stage="starting", done=0, total=1)
        self._ticking.resume()
        if not self.desk.edition:
            self._lay_out()
        try:
            outcome = await child.run()
        finally:
            self.child = None
            self.progress = None
            self._ticking.pause()
            self._tick()
        self._settle(outcome)

    def _settle(self, outcome: Outcome) -> None:
        """A refresh has ended: show its edition unless the reader looks at an earlier one."""
        self.last_trouble = outcome.told if outcome.code else ()
        before = self.desk.edition.name if self.desk.edition else ""
        self.show_newest()
        after = self.desk.edition.name if self.desk.edition else ""
        if outcome.code:
            stopped = outcome.code < 0 or outcome.code == 130  # noqa: PLR2004 (interrupted)
            line = self.opening.words["app.stopped"] if stopped else _last(outcome)
            self.tell(line, severity="information" if stopped else "error")
        elif after != before:
            self.tell(_last(outcome))
            ask_direction(self)
        elif not self.desk.is_newest:
            self.tell(self.opening.words["app.newer"])
        else:
            self.tell(f"Nothing to show yet. {_last(outcome)}")

    def show_newest(self, *, at: Sequence[str] = ()) -> None:
        """Lay out the newest edition unless the reader looks at an earlier one.

        The first story of `at` that is there becomes current.
        """
        try:
            if self.desk.is_newest:
                self.desk.open_newest()
        except InputError as error:
            self.tell(str(error), severity="error")
        self.desk.follow(former_ids(self.database))
        self._lay_out(at=next(filter(self.desk.outline, at), ""))

    def action_stop_refresh(self) -> None:
        """End the refresh; what was read is kept."""
        if self.child:
            self.run_worker(self.child.stop(), group="stop")
        else:
            self.tell(self.opening.words["app.no_refresh"])

    def _refresh_if_old(self) -> None:
        minutes = self.opening.settings.refresh_minutes
        edition = self.desk.edition
        if not minutes or self.opening.demo or self.child or not self.desk.is_newest or not self.opening.refresh:
            return
        last = [moment for moment in (edition and edition.taken, self._tried) if moment]
        if not last or self.desk.moment() - max(last) > timedelta(minutes=minutes):
            self.action_refresh_all()

    def _tick(self) -> None:
        for bar in self.screen.query(Bar):
            bar.show(self.progress)

    async def action_quit(self) -> None:
        """Leave; a refresh that is under way is stopped first, a correction of stories carried out."""
        if self.child:
            await self.child.stop()
        if under_way := [worker for worker in self.workers if worker.group == CORRECTIONS]:
            await self.workers.wait_for_complete(under_way)
        self.exit()

    # -- what screens ask for --------------------------------------------------------------------------------------

    def browse(self, url: str) -> None:
        """Open an address of the web in the reader's browser."""
        if not (address := link(url)):
            self.tell(self.opening.words["app.no_web"])
        elif start_browser(address):
            self.tell(self.opening.words("app.opened", address=address))
        else:
            self.tell(self.opening.words("app.no_browser", address=address))

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard, by the terminal (OSC 52)."""
        self.copy_to_clipboard(text)
        self.tell(self.opening.words("app.copied", text=text))

    def go_to(self, name: str, id_: str) -> None:
        """Lay out the edition of this name, with the story current, whatever the filters say."""
        try:
            if not self.desk.edition or self.desk.edition.name != name:
                self.desk.open(name)
        except InputError as error:
            self.tell(str(error), severity="error")
            return
        if not self.desk.outline(id_):
            self.desk.show_muted(shown=True)
        if id_ not in {outline.id for outline in self.desk.listed}:
            self.desk.filter(Filters())
        self._lay_out(at=id_)

    def renew(self) -> None:
        """Show the desk anew, as it is."""
        self._lay_out()

    def _lay_out(self, *, at: str = "") -> None:
        """Show the desk anew."""
        for screen in self.screen_stack:
            if isinstance(screen, StoriesScreen):
                screen.lay_out(at=at)
            elif isinstance(screen, ReadingScreen):
                screen.renew()

    def set_direction(self, mode: Bidi) -> None:
        """From now on `mode` puts right-to-left text in order."""
        Lines.bidi = mode
        self._lay_out()
        self.attempt(lambda: self.change_settings(bidi=mode))

    def change_settings(self, **values: object) -> None:
        """Write settings to sources.toml, and follow them.

        Raises:
            ConfigurationError: a value is wrong.
            StoreError: the file can't be written.
        """
        from briefing.store.edit import change_settings

        change_settings(self.opening.workspace.sources, **values)
        self.reread()

    def attempt(self, change: Callable[[], object]) -> None:
        """Do `change`; what stands against it is told in a line."""
        try:
            change()
        except BriefingError as error:
            self.tell(str(error), severity="error")

    def reread(self) -> None:
        """Follow sources.toml as it is now.

        Raises:
            ConfigurationError: it can't be used.
        """
        before = self.opening.settings
        settings, sources = read_sources(self.opening.workspace.sources)
        self.opening = replace(self.opening, settings=settings, sources=sources)
        self.desk.use(sources, read_mutes(self.opening.workspace.sources))
        if settings.theme != before.theme:
            self.theme = settings.theme
        if settings.bidi != before.bidi:
            Lines.bidi = choose(settings.bidi, os.environ, panes=True)
            self._lay_out()
        self._take_keys()

    def _take_keys(self) -> None:
        """Bind the keys that the reader set."""
        keys = dict(self.opening.settings.keys)
        if keys or self._keymap:
            self.set_keymap(keys)

    def action_search(self) -> None:
        """Look for words."""
        from briefing.tui.screens.search import SearchScreen

        self.push_screen(SearchScreen())

    def action_failures(self) -> None:
        """What failed when the edition was made."""
        from briefing.tui.screens.failures import FailuresScreen

        self.push_screen(FailuresScreen())

    def action_sources(self) -> None:
        """What is read."""
        from briefing.tui.screens.sources import SourcesScreen

        self.push_screen(SourcesScreen())

    def action_settings(self) -> None:
        """The reader's settings."""
        from briefing.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def action_help(self) -> None:
        """The keys of the screen."""
        from briefing.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_theme(self) -> None:
        """The next of our themes."""
        names = [theme.name for theme in THEMES]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        self.tell(self.opening.words("app.colours", name=self.theme))
        self.attempt(lambda: self.change_settings(theme=self.theme))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action that has a key, for the command palette."""
        seen = set()
        for key, active in screen.active_bindings.items():
            binding = active.binding
            if binding.description and binding.id and binding.action not in seen:
                seen.add(binding.action)

                def run(action: str = binding.action, node: Any = active.node) -> None:  # noqa: ANN401
                    self.call_later(self.run_action, action, node)

                words = self.opening.words
                name, tip = called(binding, words), explained(binding, words)
                told = f"{tip or name} ({self.get_key_display(binding.with_key(key))})"
                yield SystemCommand(for_eye(name), for_eye(told), run)


def _advice_on(desk: Desk, words: Words) -> str:
    if desk.listed:
        return words["app.unreadable"]
    return words["app.filtered"] if desk.filters != Filters() else words["report.no_story"]


def _last(outcome: Outcome) -> str:
    line = outcome.told[-1] if outcome.told else f"the refresh ended with code {outcome.code}"
    return line.removeprefix("briefing: ")
