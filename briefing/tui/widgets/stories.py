"""The list of stories: a few lines each, drawn when they are on the screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from briefing.model import Outline, Status
from briefing.render.bidi import order
from briefing.render.cells import cells, wrap
from briefing.render.direction import is_rtl
from briefing.render.layout import Run, plain
from briefing.render.lines import NARROWEST
from briefing.tui.widgets.lines import Lines
from briefing.words import Words

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

#: Narrower lists give a headline two lines.
WIDE = 70
SPARKS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Row:
    """A story as its row shows it."""

    outline: Outline
    status: Status
    read: bool
    pinned: bool


class StoryList(Lines):
    """Rows of stories, one of them current."""

    BINDING_GROUP_TITLE = "In the list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Read", id="read_story", tooltip="go into the story"),
        Binding("l,right", "choose", "Read", id="into_story", show=False, tooltip="go into the story"),
    ]

    @property
    def words(self) -> Words:
        """Those of the interface."""
        return cast("BriefingApp", self.app).opening.words

    @dataclass
    class Chosen(Message):
        """The reader goes into the story."""

        outline: Outline

    def __init__(
        self,
        look: Callable[[Outline], Row],
        moved: Callable[[], None],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Rows are made by `look` when they are drawn; `moved` is called when another story is current.

        It is no message, so that what follows the list is painted with it and not a frame later.
        """
        super().__init__(id=id)
        self._look = look
        self._moved = moved
        self._outlines: Sequence[Outline] = ()
        self._at = 0
        self.now: datetime | None = None

    @property
    def current(self) -> Outline | None:
        """The story under the bar."""
        return self._outlines[self._at] if self._at < len(self._outlines) else None

    @property
    def at(self) -> int:
        """Where in the list it stands, from 0."""
        return self._at

    def show(self, outlines: Sequence[Outline], *, now: datetime, at: str = "") -> None:
        """List `outlines`, the one of the id `at` current (else the one in the same place)."""
        self._outlines = outlines
        self.now = now
        place = next((i for i, outline in enumerate(outlines) if outline.id == at), min(self._at, len(outlines) - 1))
        self._at = max(0, place)
        self.extent(len(outlines) * self._height)
        self._reveal()
        self.refresh()

    def go(self, at: int) -> None:
        """Make the story at this place current and tell of it."""
        at = max(0, min(at, len(self._outlines) - 1))
        if at != self._at and self._outlines:
            before, top = self._at, self.scroll_offset.y
            self._at = at
            self._reveal()
            if self.scroll_offset.y == top:
                self.refresh_lines(before * self._height, self._height)
                self.refresh_lines(at * self._height, self._height)
            self._moved()

    def action_move(self, by: int) -> None:
        """To the next or previous story."""
        self.go(self._at + by)

    def action_end(self, side: int) -> None:
        """To the first or last story."""
        self.go(0 if side < 0 else len(self._outlines))

    def action_page(self, pages: float) -> None:
        """By so many screens."""
        rows = max(1, int(self.scrollable_content_region.height / self._height * abs(pages)))
        self.go(self._at + (rows if pages > 0 else -rows))

    def action_choose(self) -> None:
        """Go into the current story."""
        if self.current:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        """Make the story under the pointer current; a second click goes into it."""
        at = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self._height
        if at < len(self._outlines):
            self.go(at)
            if event.chain > 1:
                self.action_choose()

    def on_resize(self) -> None:
        """Rows are taller in a narrow list."""
        self.extent(len(self._outlines) * self._height)
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at, part = divmod(y + self.scroll_offset.y, self._height)
        if at >= len(self._outlines):
            return Strip.blank(max(1, self.size.width), self.rich_style)
        row = self._look(self._outlines[at])
        last = part == self._height - 1
        pieces = self._about(row) if last else self._headline(row, part)
        return self.strip(pieces, base=self.rich_style, selected=at == self._at)

    @property
    def _height(self) -> int:
        return 2 if self.size.width >= WIDE else 3

    def _reveal(self) -> None:
        self.reveal(self._at * self._height, (self._at + 1) * self._height, margin=0)

    def _headline(self, row: Row, part: int) -> Iterator[Run]:
        sign = "*" if row.pinned else " " if row.read else "•"
        yield Run(f"{sign if not part else ' '} ", "pinned" if row.pinned else "new")
        text = plain(row.outline.headline) or self.words["report.untitled"]
        width = max(self.room - 4, NARROWEST)
        spans = wrap(text, width)
        if part >= len(spans):
            return
        start, end = spans[part]
        line = text[start:end]
        if part == self._height - 2 and len(spans) > part + 1:
            line = cut(text[start:], width)
        rtl = is_rtl(text)
        if rtl:
            yield Run(" " * max(0, width - cells(line)))
        yield Run(order(line, self.bidi, rtl=rtl), "read" if row.read else "headline")

    def _about(self, row: Row) -> Iterator[Run]:
        outline = row.outline
        room = self.room - 4
        left = [self.words.capitals(self.words.of("status", row.status))] if row.status else []
        spark = sparkline(outline.daily)
        facts = [
            self.words.age(outline.newest, self.now) if self.now else "",
            self.words.count(outline.outlets, "outlet"),
            " ".join(outline.languages),
        ]
        told = " · ".join(filter(None, facts))
        space = room - cells(spark) - 1 - sum(len(word) + 1 for word in left)
        told = cut(told, max(0, space))
        rtl = self.words.rtl
        shown = (
            *((Run(order(left[0], self.bidi, rtl=rtl), "new"), Run(" ")) if left else ()),
            Run(order(told, self.bidi, rtl=rtl), "meta"),
            Run(" " * max(1, space - cells(told) + 1)),
            Run(spark, "spark"),
        )
        yield Run("  ")
        yield from reversed(shown) if rtl else shown


def sparkline(daily: Sequence[int]) -> str:
    """How many articles a day, oldest first, as bars; a day without any is a dot."""
    most = max(daily, default=0)
    return "".join(SPARKS[max(0, -(-n * len(SPARKS) // most) - 1)] if n else "·" for n in daily)


def cut(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns, with an ellipsis where it is cut."""
    if cells(text) <= width:
        return text
    spans = wrap(text, max(1, width - 1))
    return f"{text[spans[0][0] : spans[0][1]]}…" if spans and width > 1 else ""
