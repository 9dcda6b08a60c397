"""The line at the top: what lies on the desk, and how far a refresh has come."""

from rich.text import Text
from textual.widget import Widget

from briefing.model import WAITING, Progress
from briefing.render.bidi import order
from briefing.render.cells import cells
from briefing.render.direction import is_rtl
from briefing.tui.widgets.lines import Lines
from briefing.tui.widgets.stories import cut

FULL, EMPTY = "━", "─"
LENGTH = 16


class Bar(Widget):
    """`left` says where the reader is; while there is progress, the right side shows it."""

    def __init__(self, left: str = "") -> None:
        super().__init__()
        self.left = left
        self.right = ""
        self.progress: Progress | None = None

    def say(self, left: str, right: str = "") -> None:
        """Show other words."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def show(self, progress: Progress | None) -> None:
        """Show how far the refresh has come; None: there is none."""
        if progress != self.progress:
            self.progress = progress
            self.refresh()

    def render(self) -> Text:
        """Left and right on one line; what does not fit is cut, the left side first."""
        room = max(0, self.size.width)
        right = told(self.progress, room) if self.progress else self.right
        right = _ordered(cut(right, room))
        left = _ordered(cut(self.left, max(0, room - cells(right) - 2)))
        gap = " " * max(0, room - cells(left) - cells(right))
        return Text(f"{left}{gap}{right}", no_wrap=True, end="")


def _ordered(line: str) -> str:
    return order(line, Lines.bidi, rtl=is_rtl(line))


def told(progress: Progress, room: int) -> str:
    """Progress in words and as a bar: feeds 120/493 ━━━━──── Civil Georgia."""
    if progress.stage == WAITING:
        return progress.current
    counts = f"{progress.stage} {progress.done}/{progress.total}"
    filled = LENGTH * progress.done // max(1, progress.total)
    line = f"{counts} {FULL * filled}{EMPTY * (LENGTH - filled)}"
    if progress.current and room > cells(line) + 30:
        line = f"{line} {cut(progress.current, 24)}"
    return line
