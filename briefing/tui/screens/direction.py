"""The question of the first start: who puts right-to-left text in order, this program or the terminal."""

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.render.bidi import order
from briefing.render.direction import is_rtl
from briefing.render.look import Bidi
from briefing.tui.eye import for_eye, in_lines

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

#: "Grend said that 12 of the 30 roads are open.": letters of both directions, numbers and a full stop.
SAMPLE = "قالت Grend إن 12 من 30 طريقاً مفتوحة."
#: Outlines whose headlines are looked at for right-to-left text.
FEW = 200


def ask_direction(app: "BriefingApp") -> None:
    """Ask once, if there is right-to-left text to read and nothing has been set."""
    edition = app.desk.edition
    if app.opening.demo or app.opening.settings.bidi != "auto" or not edition or not app.desk.kept:
        return
    if any(is_rtl(outline.headline) for outline in edition.outlines[:FEW]) and not app.desk.asked("direction"):
        app.push_screen(DirectionScreen(), lambda mode: app.set_direction(mode) if mode else None)


class DirectionScreen(ModalScreen[Bidi | None]):
    """Shows the sample both ways."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "dismiss('app')", "The first", id="first"),
        Binding("2", "dismiss('terminal')", "The second", id="second"),
        Binding("escape,enter,q", "dismiss(None)", "I can't tell", id="neither"),
    ]

    def compose(self) -> ComposeResult:
        """The question, the two lines, the keys."""
        words = cast("BriefingApp", self.app).opening.words
        with Vertical(id="box"):
            yield Static(Text(for_eye(words["bidi.question"])), id="title")
            yield Static(Text(f"1   {order(SAMPLE, 'app', rtl=True)}"))
            yield Static(Text(f"2   {order(SAMPLE, 'terminal', rtl=True)}"))
            yield Static(Text(in_lines(words["bidi.hint"])), id="hint")
