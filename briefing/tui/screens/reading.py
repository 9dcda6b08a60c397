"""A screen that is one page to read: what several screens are, each with its own content and keys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from briefing.render.layout import Block
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.page import Page
from briefing.words import Words

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

T = TypeVar("T")


class HostedScreen(Screen[T]):
    """A screen of our app, which it calls `host`."""

    @property
    def host(self) -> "BriefingApp":
        """The app, as what it is."""
        return cast("BriefingApp", self.app)

    @property
    def words(self) -> Words:
        """Those of the interface."""
        return self.host.opening.words


class ReadingScreen(HostedScreen[None]):
    """A title (a text's key), a page, the keys. Subclasses give `blocks`, and what happens when an item is chosen."""

    begins_at_first = False

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape,h,left", "back", "Back", id="back")]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield Bar(self.heading())
        yield Page()
        yield Hints()

    def on_mount(self) -> None:
        """Show the page."""
        self.show()
        self.page.focus()

    def show(self, *, keep: bool = False) -> None:
        """Lay the page out anew; with `keep` the reader stays where they are."""
        self.query_one(Bar).say(self.heading())
        self.page.show(self.blocks(), keep=keep, first=self.begins_at_first)

    def renew(self) -> None:
        """A refresh has ended; most pages stay as they are under the reader."""

    def heading(self) -> str:
        """What stands at the top."""
        return self.words.texts.get(self._title, self._title)

    def blocks(self) -> Iterator[Block]:
        """What stands on the page."""
        yield from ()

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one(Page)

    def action_back(self) -> None:
        """To the screen before."""
        self.dismiss()
