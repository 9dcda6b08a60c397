"""Small questions over the screen: a line of text, or one of several choices."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from briefing.errors import BriefingError

#: Longer lists can be narrowed down by typing.
MANY = 9


class Ask(ModalScreen[str | None]):
    """Ask for a line of text. `accept` uses it, and raises a BriefingError if it can't: then the question stays."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Leave it", id="cancel")]

    def __init__(
        self, title: str, *, value: str = "", hint: str = "", accept: Callable[[str], object] = lambda _: None
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._accept = accept

    def compose(self) -> ComposeResult:
        """Title, input, and room for what is wrong with it."""
        with Vertical(id="box"):
            yield Static(Text(self._title), id="title")
            yield Input(self._value)
            yield Static(Text(self._hint), id="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._accept(event.value.strip())
        except BriefingError as error:
            self.query_one("#hint", Static).update(Text(str(error), style="bold"))
        else:
            self.dismiss(event.value.strip())


class Choose(ModalScreen[str | None]):
    """Offer `options`, pairs of id and label; `current` is the one that holds now, None if none does."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Leave it", id="cancel"),
        Binding("j,down", "move(1)", "Down", show=False, id="choose_down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="choose_up"),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], *, current: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._current = current

    def compose(self) -> ComposeResult:
        """Title, a field to narrow down a long list, the list."""
        with Vertical(id="box"):
            yield Static(Text(self._title), id="title")
            if len(self._options) > MANY:
                yield Input(placeholder="type to narrow down")
            yield OptionList(*self._made(""))

    def on_mount(self) -> None:
        """The list has the keys; what holds now is highlighted."""
        choices = self.query_one(OptionList)
        if len(self._options) <= MANY:
            choices.focus()
        ids = [id_ for id_, _ in self._options]
        choices.highlighted = ids.index(self._current) if self._current in ids else 0

    def action_move(self, by: int) -> None:
        """To the next or previous choice, also while words are typed."""
        choices = self.query_one(OptionList)
        if by > 0:
            choices.action_cursor_down()
        else:
            choices.action_cursor_up()

    def _made(self, words: str) -> list[Option]:
        wanted = words.casefold()
        return [
            Option(Text(f"{'●' if id_ == self._current else ' '} {label}", no_wrap=True), id=str(i))
            for i, (id_, label) in enumerate(self._options)
            if wanted in label.casefold()
        ]

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        choices = self.query_one(OptionList)
        choices.clear_options().add_options(self._made(event.value))
        choices.highlighted = 0 if choices.option_count else None

    @on(Input.Submitted)
    def _first(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[int(event.option.id or 0)][0])
