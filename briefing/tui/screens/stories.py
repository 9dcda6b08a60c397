"""The main screen: the ranked stories, and the briefing of the one that is current."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from briefing.model import Briefing, Outline, Reference, Statement
from briefing.render.cells import cells
from briefing.render.layout import Block, Run, plain, story_blocks
from briefing.render.look import SECTIONS, Look
from briefing.tui.citing import cited_line
from briefing.tui.desk import Filters
from briefing.tui.eye import for_eye
from briefing.tui.muting import choose_mute, hidden_words
from briefing.tui.screens.reading import HostedScreen
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.page import Page
from briefing.tui.widgets.stories import Row, StoryList

#: What the filter key offers, by the desk's name for it.
_SECTIONS = {
    "background": "Background",
    "escalation": "Escalation",
    "analyst_views": "Analyst views",
    "outlook": "Outlook",
}
FIELDS = ("language", "outlet", "topic")


class StoryPage(Page):
    """The page of a story: what can be done with a line is shown while it has the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", id="open", tooltip="more of what is selected"),
        Binding("o", "screen.browse", "Browser", id="browse", tooltip="open the source in the browser"),
        Binding("y", "screen.copy", "Copy", id="copy", tooltip="copy the line with its source"),
        Binding("p", "screen.pin", "Pin", id="pin", tooltip="keep the story at the head of the list"),
    ]


class StoriesScreen(HostedScreen[None]):
    """Left the list, right the story; on a narrow terminal one of them."""

    CSS_PATH = "stories.tcss"
    BINDING_GROUP_TITLE = "Stories"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 (Textual declares it so)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "switch", "List/story", id="switch", show=False, tooltip="go from the list to the story and back"
        ),
        Binding("n", "unread(1)", "Next", id="next_unread", tooltip="mark this story read, go to the next unread"),
        Binding("N", "unread(-1)", "Previous unread", id="previous_unread", show=False),
        Binding("J", "story(1)", "Next story", id="next_story", show=False),
        Binding("K", "story(-1)", "Previous story", id="previous_story", show=False),
        *(
            Binding(str(i), f"section('{name}')", _SECTIONS[name], id=name, show=False)
            for i, name in enumerate(SECTIONS, 1)
        ),
        Binding("5", "section('sources')", "Sources", id="story_sources", show=False),
        Binding(
            "slash", "app.search", "Search", id="search", tooltip="search stories, earlier briefings, all articles"
        ),
        Binding("d", "changes", "Changed", id="changes", tooltip="what changed since you last read"),
        Binding("w", "why", "Why", id="why", show=False, tooltip="what holds the articles of the story together"),
        Binding(
            "equals_sign", "same", "Same story", id="same", show=False, tooltip="on each of two stories: merge them"
        ),
        Binding("U", "take_back", "Take back", id="take_back", show=False, tooltip="the newest correction of stories"),
        Binding("o", "browse", "Browser", id="browse", show=False, tooltip="open the source in the browser"),
        Binding("y", "copy", "Copy", id="copy", show=False, tooltip="copy the line with its source"),
        Binding("m", "mark", "Mark read", id="mark", show=False, tooltip="mark the story read, or unread"),
        Binding("p", "pin", "Pin", id="pin", show=False, tooltip="keep the story at the head of the list"),
        Binding("u", "only_unread", "Only unread", id="only_unread", show=False),
        Binding("f", "filter", "Filter", id="filter", show=False, tooltip="by language, outlet or topic"),
        Binding("M", "mute", "Mute", id="mute", show=False, tooltip="hide a word or an outlet; show it again"),
        Binding("left_square_bracket", "edition(-1)", "Earlier briefing", id="earlier", show=False),
        Binding("right_square_bracket", "edition(1)", "Later briefing", id="later", show=False),
        Binding("r", "refresh_story", "Refresh story", id="refresh_story", show=False, tooltip="ask its sources now"),
        Binding("s", "save", "Save", id="save", show=False, tooltip="keep this briefing under a name"),
        Binding("e", "export", "Export", id="export", show=False, tooltip="the story or all of them, in any format"),
        Binding("h,left", "to_list", "To the list", id="to_list", show=False),
        Binding("escape", "back", "Back", id="clear", show=False, tooltip="to the list; from there, to all stories"),
        Binding("q", "leave", "Quit", id="quit", tooltip="on a narrow screen first back to the list"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._same: Outline | None = None

    def compose(self) -> ComposeResult:
        """Bar, list and page, keys."""
        yield Bar(self.words["report.title"])
        with Horizontal():
            yield StoryList(self._row, self._moved, id="list")
            yield StoryPage(id="story")
        yield Hints()

    def on_mount(self) -> None:
        """Show what lies on the desk."""
        self.stories.focus()
        self.lay_out(at=self.host.desk.place())

    @property
    def stories(self) -> StoryList:
        """The list."""
        return self.query_one(StoryList)

    @property
    def page(self) -> Page:
        """The story."""
        return self.query_one(Page)

    @property
    def current(self) -> Outline | None:
        """The story under the bar."""
        return self.stories.current

    def lay_out(self, *, at: str = "") -> None:
        """Show the desk anew; the reader stays at the same story."""
        desk = self.host.desk
        before = self.current.id if self.current else ""
        self.set_class(not desk.listed, "-empty")  # then the page says what to do
        self.stories.show(desk.listed, now=desk.now, at=at or before)
        self._tell()
        self._read_current(keep=bool(before) and self.current is not None and self.current.id == before)

    def _tell(self) -> None:
        desk = self.host.desk
        if not desk.edition:
            self.query_one(Bar).say(self.words["report.title"])
            return
        unread = desk.unread()
        size = self.words.count(len(desk.listed), "story")
        when = f"{self.words.capitals(self.words['report.title'])} {self.words.moment(desk.edition.taken)}"
        parts = [when, f"{size}{self.words['list.comma']}{self.words.count(unread, 'unread')}"]
        if not desk.is_newest:
            parts.insert(1, self.words["app.earlier"])
        if desk.filters.words:
            parts.append(self.words("app.only", filters=desk.filters.words))
        if hidden := hidden_words(self.host):
            parts.append(hidden)
        if self._same:
            parts.append(f"= {plain(self._same.headline)}")
        failed = desk.edition.coverage.failed
        right = self.words("app.failed_of", n=failed, asked=desk.edition.coverage.asked) if failed else ""
        left = " · ".join(parts)
        if failed and cells(left) + 4 + cells(right) > self.size.width:
            right = self.words("app.failed", n=failed)
        self.query_one(Bar).say(left, right)

    def _row(self, outline: Outline) -> Row:
        desk = self.host.desk
        return Row(outline, desk.status(outline), desk.is_read(outline), desk.mark(outline.id).pinned)

    def story(self) -> Briefing | None:
        """The current story, whole."""
        return self.host.desk.story(self.current.id) if self.current else None

    def _read_current(self, *, keep: bool = False) -> None:
        story = self.story()
        rank = self.current.rank if self.current else 1
        blocks = story_blocks(rank, story, Look(words=self.words)) if story else self._nothing()
        self.page.show(blocks, keep=keep)

    def _nothing(self) -> list[Block]:
        return [Block(runs=(Run(line, "note"),), indent=2) for line in self.host.advice()]

    def _moved(self) -> None:
        self._read_current()
        if self.current:
            self.host.desk.keep_place(self.current.id)

    @on(StoryList.Chosen)
    def _enter(self) -> None:
        self._mark(read=True)
        self.add_class("-reading")
        self.page.focus()

    @on(Page.Chosen)
    def _open(self, event: Page.Chosen) -> None:
        story = self.story()
        if story and isinstance(event.of, Statement | Reference):
            from briefing.tui.screens.article import ArticleScreen

            self.host.push_screen(ArticleScreen(story, event.of))

    def action_switch(self) -> None:
        """From the list to the page and back."""
        if self.page.has_focus:
            self.action_back()
        else:
            self.stories.action_choose()

    def action_to_list(self) -> None:
        """From the page to the list."""
        self.remove_class("-reading")
        self.stories.focus()

    def action_back(self) -> None:
        """From the page to the list; from the list to all stories."""
        if self._same:
            self._same = None
            self._tell()
        elif self.page.has_focus or self.has_class("-reading"):
            self.action_to_list()
        elif self.host.desk.filters != Filters():
            self._filter(Filters())

    async def action_leave(self) -> None:
        """Out of the program; where the page hides the list, first back to it."""
        if self.has_class("-narrow") and self.has_class("-reading"):
            self.action_back()
        else:
            await self.host.action_quit()

    def action_story(self, by: int) -> None:
        """To the next or previous story, in list or page alike."""
        self.stories.action_move(by)

    def action_unread(self, by: int) -> None:
        """Done with this one: to the next unread story, or the previous."""
        listed, desk = self.host.desk.listed, self.host.desk
        at = self.stories.at
        self._mark(read=True)
        rest = range(at + 1, len(listed)) if by > 0 else range(at - 1, -1, -1)
        for i in rest:
            if not desk.is_read(listed[i]):
                self.stories.go(i)
                return
        self.host.tell(self.words["app.no_unread"])

    def action_section(self, name: str) -> None:
        """Jump to a section of the story."""
        if self.page.jump(name):
            self.add_class("-reading")
            self.page.focus()

    def action_mark(self) -> None:
        """Read, or not."""
        if self.current:
            self._mark(read=not self.host.desk.is_read(self.current))

    def _mark(self, *, read: bool) -> None:
        if self.current and self.host.desk.is_read(self.current) != read:
            self.host.desk.mark_read(self.current, read=read)
            self._tell()
            self.stories.refresh()

    def action_pin(self) -> None:
        """Pinned, or not."""
        if self.current:
            desk = self.host.desk
            desk.pin(self.current, pinned=not desk.mark(self.current.id).pinned)
            self.lay_out()

    def action_only_unread(self) -> None:
        """List only what is not read, or all."""
        filters = self.host.desk.filters
        self._filter(replace(filters, unread=not filters.unread))

    def action_filter(self) -> None:
        """Ask by what to filter, then for the value."""
        from briefing.tui.screens.ask import Choose

        filters = self.host.desk.filters
        words = self.words
        options = [("unread", words["app.unread_and_read"] if filters.unread else words["key.only_unread"])]
        options += [(f, f"{words.of('field', f)}: {getattr(filters, f) or words['app.all']}") for f in FIELDS]
        options.append(("", words["app.all_stories"]))
        options = [(choice, for_eye(label)) for choice, label in options]
        now = "" if filters == Filters() else None
        self.host.push_screen(Choose(for_eye(words["app.which"]), options, current=now), self._filter_by)

    def _filter_by(self, field: str | None) -> None:
        from briefing.tui.screens.ask import Choose

        if field == "unread":
            self.action_only_unread()
        elif field == "":
            self._filter(Filters())
        elif field:
            desk = self.host.desk
            now = getattr(desk.filters, field)
            options = [
                ("", for_eye(self.words["app.all"])),
                *((v, f"{v}  ({self.words.count(n, 'story')})") for v, n in desk.choices(field)),
            ]

            def chosen(value: str | None) -> None:
                if value is not None:
                    self._filter(desk.filters.where(field, value))

            self.host.push_screen(Choose(for_eye(self.words.of("field", field)), options, current=now), chosen)

    def _filter(self, filters: Filters) -> None:
        self.host.desk.filter(filters)
        self.lay_out()

    def action_mute(self) -> None:
        """Hide a word or an outlet, or show one again."""
        choose_mute(self.host, self.current.names if self.current else ())

    def action_edition(self, by: int) -> None:
        """To an earlier or later briefing."""
        if self.host.desk.step(by):
            self.lay_out()
        else:
            self.host.tell(self.words["app.no_later" if by > 0 else "app.no_earlier"])

    def action_changes(self) -> None:
        """What changed since the reader last read."""
        from briefing.tui.screens.changes import ChangesScreen

        if self.host.desk.edition:
            self.host.push_screen(ChangesScreen(self.current))

    def action_why(self) -> None:
        """What holds the story together."""
        from briefing.tui.screens.why import WhyScreen

        if self.current:
            self.host.push_screen(WhyScreen(self.current))

    def action_same(self) -> None:
        """Merge the story with the one on which this was asked for before."""
        from briefing.tui.explained import correct

        other, self._same = self._same, None
        if other and self.current and other.id != self.current.id:
            correct(self.host, "merge", other.id, self.current.id, at=(self.current.id, other.id))
        elif self.current and not other:
            self._same = self.current
            self.host.tell(self.words["app.same"])
        self._tell()

    def action_take_back(self) -> None:
        """Take the newest correction of stories back."""
        from briefing.tui.explained import correct

        correct(self.host, "undo")

    def action_refresh_story(self) -> None:
        """Ask the sources of the current story."""
        if self.current:
            self.host.refresh_outlets(self.current.names)

    def action_save(self) -> None:
        """Keep the briefing under a name."""
        from briefing.tui.exporting import save

        save(self.host)

    def action_export(self) -> None:
        """Write the story or the briefing to a file."""
        from briefing.tui.exporting import export

        export(self.host, self.current)

    def action_browse(self) -> None:
        """Open the source of the selected line, else of the story's first article."""
        self._with_source(lambda _, reference: self.host.browse(reference.url))

    def action_copy(self) -> None:
        """Copy the selected line with its source."""
        self._with_source(lambda text, reference: self.host.copy(cited_line(text, reference, self.words)))

    def _with_source(self, use: Callable[[str, Reference], None]) -> None:
        story = self.story()
        of = self.page.selected or (story and (story.lead or next(iter(story.articles), None)))
        if story and isinstance(of, Statement):
            n = of.citations[0].n
            use(of.text, next(reference for reference in story.articles if reference.n == n))
        elif isinstance(of, Reference):
            use(of.title, of)
