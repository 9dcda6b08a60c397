"""The reader's settings: what stands in [settings] of sources.toml, changed there."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from briefing.errors import ConfigurationError
from briefing.model import Settings
from briefing.render.cells import cells
from briefing.render.layout import Block, Run
from briefing.tui.screens.reading import ReadingScreen
from briefing.tui.themes import THEMES
from briefing.tui.widgets.page import Page

#: What each setting does, for the eye; a setting without words is not shown here.
TOLD = {
    "languages": "the languages you read, the preferred one first: en, ar",
    "watch": "words and phrases you follow, their stories come up: Karsu corridor, Ilan Toralev",
    "refresh_minutes": "the app asks the sources when the newest briefing is older; 0: only when you press R",
    "theme": "colours",
    "bidi": "who puts right-to-left text in order: app, terminal, off; auto asks the environment",
    "stories": "how many stories a briefing lays out",
    "window_days": "how many days back stories reach",
    "stale_days": "without news for so long, a source is stale",
    "keep_days": "how long articles are kept that no briefing cites",
    "keep_mb": "how many megabytes of articles and pages are kept; 0: however many",
    "interval_minutes": "a feed is asked again after so long; unless set, your own servers are asked each time",
    "full_interval_minutes": "the same where a server sends everything each time, changed or not",
    "contact": "your web or mail address, told to servers beside the program's name",
    "timeout_seconds": "how long a source may take to answer",
    "connections": "how many sources are asked at once",
    "connections_per_host": "how many requests one host gets at once",
}
CHOICES = {"bidi": ("auto", "app", "terminal", "off"), "theme": tuple(theme.name for theme in THEMES)}


@dataclass(frozen=True, slots=True)
class _Setting:
    name: str


class SettingsScreen(ReadingScreen):
    """A line a setting."""

    begins_at_first = True
    BINDING_GROUP_TITLE = "Settings"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,e", "edit", "Change", id="change_setting")]

    def __init__(self) -> None:
        super().__init__("Settings")

    def blocks(self) -> Iterator[Block]:
        """Name, value and what it does."""
        settings = self.host.opening.settings
        column = max(map(cells, TOLD)) + 4
        yield Block(runs=(Run(f"They stand in {self.host.opening.workspace.sources}", "meta"),), indent=1)
        yield Block()
        for name, told in TOLD.items():
            value = _shown(getattr(settings, name))
            runs = (Run(value, "likelihood"), Run(f"   {told}", "meta"))
            yield Block(runs=runs, indent=column, label=Run(f"  {name}", "voice"), of=_Setting(name))

    def on_page_chosen(self, event: Page.Chosen) -> None:
        """Change it."""
        del event
        self.action_edit()

    def action_edit(self) -> None:
        """Ask for the value."""
        from briefing.tui.screens.ask import Ask, Choose

        of = self.page.selected
        if not isinstance(of, _Setting):
            return
        name = of.name
        now = _shown(getattr(self.host.opening.settings, name))

        def accept(value: str) -> None:
            self.host.change_settings(**{name: _typed(name, value)})

        def done(value: str | None) -> None:
            if value is not None:
                self.show(keep=True)

        if name not in CHOICES:
            self.host.push_screen(Ask(name, value=now, hint=TOLD[name], accept=accept), done)
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                self.host.attempt(lambda: accept(value))
                done(value)

        self.host.push_screen(Choose(name, [(c, c) for c in CHOICES[name]], current=now), chosen)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _typed(name: str, value: str) -> Any:  # noqa: ANN401 (as many types as settings)
    """`value`, as typed, as the setting `name` keeps it."""
    default = next(field.default for field in fields(Settings) if field.name == name)
    if isinstance(default, tuple):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    if isinstance(default, int):
        if not value.isascii() or not value.isdigit():
            raise ConfigurationError(f"{name}: {value!r} is no whole number")
        return int(value)
    return value
