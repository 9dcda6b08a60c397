"""Why articles are one story, and where that is wrong: an article parted from it, a correction taken back."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.model import Beside, Member, Outline, Reference, Why
from briefing.render.layout import Block, Run
from briefing.render.why import why_blocks
from briefing.tui.explained import correct, explain
from briefing.tui.screens.reading import ReadingScreen


class WhyScreen(ReadingScreen):
    """What holds each article of a story, and which other story comes nearest."""

    BINDING_GROUP_TITLE = "Why one story"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "part", "Part", id="part", tooltip="the selected article is no part of this story"),
        Binding("U", "take_back", "Take back", id="take_back", tooltip="the newest correction of stories"),
    ]

    def __init__(self, outline: Outline) -> None:
        super().__init__("app.why_one")
        self._story = outline.id
        self._found: Why | str = ""

    def on_mount(self) -> None:
        """Show the page, and have the story explained."""
        super().on_mount()
        self.renew()

    def renew(self) -> None:
        """Have it explained as it is now."""
        self.run_worker(self._explain(), group="why", exclusive=True)

    async def _explain(self) -> None:
        self._found = await explain(self.host.opening, self._story)
        self.show(keep=True)

    def blocks(self) -> Iterator[Block]:
        """The story's articles with their ties, or a line until they are known."""
        if isinstance(self._found, Why):
            yield from why_blocks(self._found, self.words)
        else:
            yield Block(runs=(Run(self._found or self.words["app.wait"], "note"),), indent=1)

    def action_part(self) -> None:
        """Part the selected article from the story."""
        of = self.page.selected
        if not isinstance(self._found, Why) or not isinstance(of, Member):
            self.host.tell(self.words["app.select_first"])
        elif self._found.size == 1:
            self.host.tell(self.words["app.sole"])
        else:
            correct(self.host, "split", self._found.story, of.id)

    def action_take_back(self) -> None:
        """Take the newest correction back."""
        correct(self.host, "undo")

    def on_page_chosen(self, event: object) -> None:
        """Show the article, or the story that comes nearest."""
        from briefing.tui.screens.article import ArticleScreen

        of = getattr(event, "of", None)
        desk = self.host.desk
        if isinstance(of, Member):
            reference = Reference(
                n=of.n, id=of.id, outlet=of.outlet, title=of.title, language=of.language, published=of.published
            )
            story = desk.story(self._story)
            listed = next((one for one in story.articles if one.id == of.id), reference) if story else reference
            self.host.push_screen(ArticleScreen(None, listed))
        elif isinstance(of, Beside) and desk.edition and desk.outline(of.story):
            self.dismiss()
            self.host.go_to(desk.edition.name, of.story)
        elif isinstance(of, Beside):
            self.host.tell("That story is not in this briefing.")
