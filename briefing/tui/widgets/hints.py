"""The line at the bottom: keys that matter here. What does not fit is left out, but never help and the way out."""

from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.geometry import Size
from textual.widget import Widget

from briefing.render.bidi import order
from briefing.render.cells import cells
from briefing.tui.keys import called
from briefing.tui.widgets.lines import Lines
from briefing.words import Words

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

#: Ids of the bindings that always stand at the right.
ALWAYS = ("help", "quit", "back", "search_back")
GAP = "  "


class Hints(Widget):
    """Keys of the screen's bindings that are to be shown; a click on one presses it."""

    COMPONENT_CLASSES = {"hints--key"}  # noqa: RUF012 (Textual reads a class variable)

    def on_mount(self) -> None:
        """Follow the focus."""
        self._places: list[tuple[range, ActiveBinding]] = []
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        del container, viewport, width
        return 1

    def render(self) -> RenderResult:
        """Key and word of each, as far as there is room."""
        first: dict[str, tuple[str, ActiveBinding]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.show and active.binding.description and active.enabled:
                first.setdefault(active.binding.action, (key, active))
        hints = [(self.app.get_key_display(a.binding.with_key(key)), a) for key, a in first.values()]
        right = [hint for hint in hints if hint[1].binding.id in ALWAYS]
        left = [hint for hint in hints if hint not in right]
        words = cast("BriefingApp", self.app).opening.words
        room = self.size.width - sum(_width(hint, words) for hint in right)
        while left and sum(_width(hint, words) for hint in left) > room:
            left.pop()
        line = Text(no_wrap=True, end="")
        ink = self.get_component_rich_style("hints--key", partial=True)
        self._places = []
        for shown, active in left + right:
            if (shown, active) in right[:1]:
                line.append(" " * max(0, room - cells(line.plain)))
            start = cells(line.plain)
            line.append(shown, ink).append(f" {order(called(active.binding, words), Lines.bidi, rtl=words.rtl)}")
            self._places.append((range(start, cells(line.plain)), active))
            line.append(GAP)
        line.right_crop(len(GAP) if line.plain.endswith(GAP) else 0)
        return line

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        for place, active in self._places:
            if event.get_content_offset_capture(self).x in place:
                await self.app.run_action(active.binding.action, active.node)
                return


def _width(hint: tuple[str, ActiveBinding], words: Words) -> int:
    return cells(hint[0]) + 1 + cells(called(hint[1].binding, words)) + len(GAP)
