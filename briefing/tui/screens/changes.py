"""What changed since the reader last read: the current story first, then all others."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compare.difference import difference
from briefing.model import Briefing, Outline, Reference, Statement
from briefing.render.cells import GLUE
from briefing.render.changes import difference_blocks
from briefing.render.citing import marks
from briefing.render.layout import Block, Run, plain
from briefing.tui.screens.reading import ReadingScreen
from briefing.words import Words

#: Stories that are told in full; of so many others the headline must do, and the rest are counted.
MOST, FURTHER = 25, 200
FIRST = (
    "This is the first briefing: there is none before it to compare with. After the next refresh, changes stand here."
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement or an article, with the story it belongs to."""

    story: Briefing
    of: Statement | Reference


class ChangesScreen(ReadingScreen):
    """New and updated stories, with what is new in each, and the stories that are gone."""

    BINDING_GROUP_TITLE = "What changed"

    def __init__(self, current: Outline | None) -> None:
        super().__init__("app.since_read")
        self._current = current

    def blocks(self) -> Iterator[Block]:
        """The current story, the changed ones by rank, the gone ones."""
        desk = self.host.desk
        edition = desk.edition
        if not edition:
            return
        changed = [o for o in edition.outlines if desk.status(o) and o != self._current]
        first = [self._current] if self._current else []
        if not desk.before:
            yield Block(runs=(Run(FIRST, "note"),), indent=1)
            return
        since = self.words("app.since", name=desk.before)
        yield Block(runs=(Run(since, "meta"),), indent=1)
        for outline in (*first, *changed[:MOST]):
            yield from self._story(outline)
        for outline in changed[MOST : MOST + FURTHER]:
            yield Block()
            yield from _headline(outline.headline, self.words, self.words.of("status", desk.status(outline)))
        yield from _more(len(changed) - MOST - FURTHER, self.words)
        gone = desk.gone()
        if gone:
            yield Block()
            yield Block(runs=(Run(self.words.capitals(self.words["what.quiet"]), "sources"),), of="gone")
            for outline in gone[:FURTHER]:
                yield Block(runs=(Run(plain(outline.headline), "read"),), indent=3, hang=2)
            yield from _more(len(gone) - FURTHER, self.words)

    def _story(self, outline: Outline) -> Iterator[Block]:
        story = self.host.desk.story(outline.id)
        if not story:
            return
        before = self.host.desk.earlier(outline.id)
        yield Block()
        if not before:
            yield from _headline(story.headline, self.words, self.words["status.new"])
            if story.lead:
                yield _stated(story, story.lead)
            return
        found = difference(before, story)
        yield from _headline(
            story.headline, self.words, self.words["status.updated"] if found else self.words["app.nothing_new"]
        )
        yield from difference_blocks(before, story, found, self.words, showing=_Said)

    def on_page_chosen(self, event: object) -> None:
        """Show the line in its article."""
        from briefing.tui.screens.article import ArticleScreen

        of = getattr(event, "of", None)
        if isinstance(of, _Said):
            self.host.push_screen(ArticleScreen(of.story, of.of))


def _more(count: int, words: Words) -> Iterator[Block]:
    if count > 0:
        yield Block()
        yield Block(runs=(Run(words.count(count, "further_story"), "meta"),), indent=1)


def _headline(text: str, words: Words, status: str) -> Iterator[Block]:
    runs = [Run(plain(text) or words["report.untitled"], "headline")]
    if status:
        runs += [Run("   "), Run(words.capitals(status), "new")]
    yield Block(runs=tuple(runs), indent=1)


def _stated(story: Briefing, statement: Statement) -> Block:
    who = (Run(f"{plain(statement.speaker)}: ", "voice"),) if statement.speaker else ()
    runs = (Run("+ ", "new"), *who, Run(plain(statement.text)), Run(GLUE), Run(marks(statement), "cite"))
    return Block(runs=runs, indent=3, hang=2, of=_Said(story, statement))
