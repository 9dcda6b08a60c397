"""A statement in its article: the whole text as it was stored, the cited words marked."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.model import Briefing, Reference, Statement
from briefing.render.citing import link
from briefing.render.layout import Block, Run, plain
from briefing.tui.citing import cited_line
from briefing.tui.library import Context, context, whole
from briefing.tui.screens.reading import ReadingScreen

#: Runs of the words that are cited, between these signs, so that colour alone says nothing.
BEFORE, AFTER = "▸ ", " ◂"


class ArticleScreen(ReadingScreen):
    """The article of one of a statement's citations, or an article of the story by itself."""

    BINDING_GROUP_TITLE = "In an article"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,tab", "cite(1)", "Next source", id="next_citation", tooltip="the next outlet that says the same"),
        Binding("N,shift+tab", "cite(-1)", "Previous source", id="previous_citation", show=False),
        Binding("o", "browse", "Browser", id="browse", tooltip="open the source in the browser"),
        Binding("y", "copy", "Copy", id="copy", tooltip="copy the line with its source"),
    ]

    def __init__(self, story: Briefing | None, of: Statement | Reference) -> None:
        """Statements need the story whose articles they cite."""
        super().__init__("app.in_article" if isinstance(of, Statement) else "app.article")
        self._articles = story.articles if story else ()
        self._of = of
        self._citation = 0

    @property
    def reference(self) -> Reference:
        """The article that is shown, as its story lists it."""
        if isinstance(self._of, Reference):
            return self._of
        n = self._of.citations[self._citation].n
        return next(reference for reference in self._articles if reference.n == n)

    def show(self, *, keep: bool = False) -> None:
        """Lay the article out and bring the cited words onto the screen."""
        super().show(keep=keep)
        self.page.call_after_refresh(self.page.reveal_line, "cited")

    def heading(self) -> str:
        """Which of the sources it is."""
        if isinstance(self._of, Statement) and len(self._of.citations) > 1:
            sources = len(self._of.citations)
            return self.words("app.source_of", title=super().heading(), n=self._citation + 1, all=sources)
        return super().heading()

    def blocks(self) -> Iterator[Block]:
        """Title, where it is from, the text."""
        reference = self.reference
        found = self._found()
        yield Block(runs=(Run(plain(reference.title) or self.words["report.untitled"], "headline"),), indent=1)
        about = [plain(reference.outlet), self.words.day(reference.published), reference.language]
        if found and found.article.byline:
            about.insert(1, plain(found.article.byline))
        yield Block(runs=(Run(", ".join(filter(None, about)), "meta"),), indent=1)
        if url := link(reference.url):
            yield Block(runs=(Run(url, "link"),), indent=1)
        yield Block()
        if found is None:
            yield Block(runs=(Run(self.words["app.not_stored"], "note"),), indent=1)
            if isinstance(self._of, Statement):
                yield Block()
                yield Block(runs=(Run(f"{BEFORE}{plain(self._of.text)}{AFTER}", "cited"),), indent=1)
            return
        yield from _paragraphs(found)

    def action_cite(self, by: int) -> None:
        """Show the next article that the statement cites."""
        if isinstance(self._of, Statement) and len(self._of.citations) > 1:
            self._citation = (self._citation + by) % len(self._of.citations)
            self.show()

    def action_browse(self) -> None:
        """Open the article's address."""
        self.host.browse(self.reference.url)

    def action_copy(self) -> None:
        """Copy the statement, or the article's title, with its source."""
        text = self._of.text if isinstance(self._of, Statement) and not self._citation else self.reference.title
        self.host.copy(cited_line(text, self.reference, self.words))

    def _found(self) -> Context | None:
        if isinstance(self._of, Reference):
            return whole(self.host.database, self._of.id)
        return context(self.host.database, self.reference, self._of, self._citation)


def _paragraphs(found: Context) -> Iterator[Block]:
    """The text, a block a paragraph; the cited span is marked."""
    at = 0
    for line in found.article.text.split("\n"):
        start, end = max(found.start - at, 0), min(found.end - at, len(line))
        if line.strip():
            runs: tuple[Run, ...] = (Run(line),)
            if start < end:
                runs = (Run(line[:start]), Run(f"{BEFORE}{line[start:end]}{AFTER}", "cited"), Run(line[end:]))
            yield Block(runs=tuple(run for run in runs if run.text), indent=1)
            yield Block()
        at += len(line) + 1
