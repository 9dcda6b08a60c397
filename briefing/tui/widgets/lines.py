"""What all our widgets of lines share: they draw what is on the screen, however much there is, and run no markup.

Textual's own lists mount or measure every row; these cost the same with ten stories and with ten thousand (its "line
API"). Text from outside reaches the screen only as plain segments.
"""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.render.layout import Run
from briefing.render.look import Bidi

STYLES = frozenset(
    (
        "analyst_views", "background", "cite", "cited", "current", "date", "escalation", "failed", "headline", "key",
        "lead", "likelihood", "link", "meta", "new", "note", "outlet", "outlook", "pinned", "rail", "rank", "read",
        "sources", "spark", "title", "voice",
    )
)  # fmt: skip
#: Stands at the left of what is selected: colour alone says nothing.
BAR = "▌"


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling column of lines, of which some are selected; what they are is the subclass's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{style}" for style in STYLES}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Next line", id="down", show=False),
        Binding("k,up", "move(-1)", "Previous line", id="up", show=False),
        Binding("g,home", "end(-1)", "To the top", id="top", show=False),
        Binding("G,end", "end(1)", "To the end", id="bottom", show=False),
        Binding("ctrl+d", "page(0.5)", "Half a page down", id="half_down", show=False),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", id="half_up", show=False),
        Binding("space,ctrl+f,pagedown", "page(1)", "A page down", id="page_down", show=False),
        Binding("b,ctrl+b,pageup", "page(-1)", "A page up", id="page_up", show=False),
    ]
    bidi: Bidi = "app"

    @property
    def room(self) -> int:
        """Columns for text."""
        return max(1, self.scrollable_content_region.width)

    def strip(self, pieces: Iterable[Run], *, base: Style, selected: bool = False) -> Strip:
        """One line of `pieces`, from left to right, cut or filled to the width."""
        style = base + self.get_component_rich_style("lines--current") if selected else base
        segments = [Segment(BAR if selected else " ", style + self._ink("key") if selected else style)]
        segments += (Segment(run.text, style + self._ink(run.style)) for run in pieces if run.text)
        return Strip(segments).adjust_cell_length(max(1, self.size.width), style)

    def _ink(self, style: str) -> Style:
        """The colours and weight of a run's style, without a background of its own."""
        if style not in STYLES:
            return Style.null()
        return self.get_component_rich_style(f"lines--{style}", partial=True)

    def extent(self, height: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), height)

    def reveal(self, top: int, bottom: int, *, margin: int = 1) -> None:
        """Scroll as little as needed to have lines `top` to `bottom` on the screen, their first line above all."""
        height = max(1, self.scrollable_content_region.height)
        margin = min(margin, max(0, height - (bottom - top)) // 2)
        region = Region(0, max(0, top - margin), 1, min(height, bottom - top + 2 * margin))
        y = self.scroll_offset.y
        if region.y < y:
            self.scroll_to(y=region.y, animate=False)
        elif region.bottom > y + height:
            self.scroll_to(y=region.bottom - height, animate=False)
