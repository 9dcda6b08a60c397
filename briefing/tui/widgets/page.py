"""A page of blocks to read, among which those that show something can be selected."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from briefing.render.cells import cells
from briefing.render.drawn import Drawn, drawn
from briefing.render.layout import Block, Run
from briefing.tui.widgets.lines import Lines

#: Longer lines tire the eye.
MEASURE = 96


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that can be selected, and its lines."""

    of: object
    top: int
    bottom: int


class Page(Lines):
    """Blocks one below another. Items are what blocks are `of`; strings are headings, to which one can jump."""

    BINDING_GROUP_TITLE = "On the page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="open", show=False, tooltip="more of what is selected")
    ]

    @dataclass
    class Chosen(Message):
        """The reader wants more of this item."""

        page: "Page"
        of: object

        @property
        def control(self) -> "Page":
            """The page it was chosen on."""
            return self.page

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's word)
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[tuple[Drawn, int]] = []
        self._items: list[_Item] = []
        self._headings: dict[str, int] = {}
        self._at = -1
        self._width = 0

    def show(self, blocks: Iterable[Block], *, keep: bool = False, first: bool = False) -> None:
        """Show `blocks` from their top, or, with `keep`, stay where the reader is; `first` selects the first item."""
        before = self.selected
        self._blocks = tuple(blocks)
        self._at = 0 if first else -1
        self._draw()
        if keep and before is not None:
            self.select(before, reveal=False)
        elif not keep:
            self.scroll_to(y=0, animate=False)

    @property
    def selected(self) -> object:
        """What is selected; None if nothing is."""
        return self._items[self._at].of if 0 <= self._at < len(self._items) else None

    def select(self, of: object, *, reveal: bool = True) -> bool:
        """Select the item that shows `of`; false if there is none."""
        for i, item in enumerate(self._items):
            if item.of == of:
                self._go(i, reveal=reveal)
                return True
        return False

    def jump(self, heading: str) -> bool:
        """Bring the heading to the top and select what stands first under it; false if there is no such heading."""
        top = self._headings.get(heading)
        if top is None:
            return False
        below = (i for i, item in enumerate(self._items) if item.top > top)
        following = min((line for line in self._headings.values() if line > top), default=len(self._lines))
        first = next(below, -1)
        self._at = first if first >= 0 and self._items[first].top < following else -1
        self.scroll_to(y=top, animate=False)
        self.refresh()
        return True

    def reveal_line(self, style: str) -> None:
        """Bring the first line that bears a run in `style` a third down the screen."""
        for y, (pieces, _) in enumerate(self._lines):
            if any(run.style == style for run in pieces):
                height = self.scrollable_content_region.height
                self.scroll_to(y=max(0, y - height // 3), animate=False)
                return

    def action_move(self, by: int) -> None:
        """Select the next or previous item; where there is none, scroll."""
        if not self._items:
            self.scroll_to(y=self.scroll_offset.y + by, animate=False)
            return
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        current = self._items[self._at] if self._at >= 0 else None
        if current is None or current.bottom <= top or current.top >= top + height:
            seen = [i for i, item in enumerate(self._items) if item.bottom > top and item.top < top + height]
            if seen:
                self._go(seen[0] if by > 0 else seen[-1])
                return
        to = self._at + by
        if 0 <= to < len(self._items):
            self._go(to)
        else:
            self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

    def action_end(self, side: int) -> None:
        """To the first or the last line."""
        self._at = -1 if not self._items else 0 if side < 0 else len(self._items) - 1
        self.scroll_to(y=0 if side < 0 else self.max_scroll_y, animate=False)
        self.refresh()

    def action_page(self, pages: float) -> None:
        """Scroll by so many pages; the selection comes along."""
        height = self.scrollable_content_region.height
        whole = height - 1 if abs(pages) == 1 else height // 2
        y = min(max(0, self.scroll_offset.y + (whole if pages > 0 else -whole)), self.max_scroll_y)
        self.scroll_to(y=y, animate=False)
        seen = [i for i, item in enumerate(self._items) if item.top >= y and item.top < y + height]
        if seen:
            self._at = seen[0]
        self.refresh()

    def action_choose(self) -> None:
        """Tell what was chosen."""
        if self.selected is not None:
            self.post_message(self.Chosen(self, self.selected))

    def on_click(self, event: events.Click) -> None:
        """Select the item under the pointer; a second click opens it."""
        y = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= y < len(self._lines) and self._lines[y][1] >= 0:
            self._go(self._lines[y][1], reveal=False)
            if event.chain > 1:
                self.action_choose()

    def on_resize(self) -> None:
        """Lay the lines out anew if their width changed; the reader stays at the same item."""
        if self.room != self._width:
            self._draw()
        if 0 <= self._at < len(self._items):
            self._go(self._at)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(max(1, self.size.width), self.rich_style)
        pieces, item = self._lines[at]
        return self.strip(pieces, base=self.rich_style, selected=item >= 0 and item == self._at)

    def _go(self, i: int, *, reveal: bool = True) -> None:
        before, y = self._at, self.scroll_offset.y
        self._at = i
        if reveal:
            # a heading just above comes along
            item = self._items[i]
            top = max((line for line in self._headings.values() if item.top - line in (1, 2)), default=item.top)
            self.reveal(min(top, item.top), item.bottom)
        if self.scroll_offset.y == y and 0 <= before < len(self._items):
            for old_or_new in (self._items[before], self._items[i]):
                self.refresh_lines(old_or_new.top, old_or_new.bottom - old_or_new.top)
        else:
            self.refresh()

    def _draw(self) -> None:
        self._width = self.room
        if not self.size.width:  # not on the screen yet: the first size draws it
            return
        width = min(self._width - 1, MEASURE)
        self._lines, self._items, self._headings = [], [], {}
        rail = False
        for block in self._blocks:
            item = -1
            if isinstance(block.of, str):
                rail = block.of == "escalation"
                self._headings[block.of] = len(self._lines)
            elif block.of is not None:
                if not self._items or self._items[-1].of is not block.of:
                    self._items.append(_Item(block.of, len(self._lines), 0))
                item = len(self._items) - 1
            on_rail = rail and item >= 0 and bool(block.label.text)
            if on_rail:
                block = replace(block, indent=block.indent + 2)  # noqa: PLW2901
            made = list(drawn(block, width, self.bidi)) if block.runs else [()]
            if on_rail:
                made = [_railed(pieces, block.indent - 2, first=not i) for i, pieces in enumerate(made)]
            self._lines += ((pieces, item) for pieces in made)
            if item >= 0:
                self._items[item] = _Item(block.of, self._items[item].top, len(self._lines))
        self.extent(len(self._lines))
        self.refresh()


def _railed(pieces: Drawn, at: int, *, first: bool) -> Drawn:
    """A line of the timeline, with its rail in the column `at`, between the dates and the events."""
    label, gap, *body = pieces
    at -= cells(label.text)
    if not 0 <= at < len(gap.text):
        return pieces
    return (label, Run(gap.text[:at]), Run("●" if first else "│", "rail"), Run(gap.text[at + 1 :]), *body)
