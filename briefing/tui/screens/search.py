"""Looking for words: in this briefing, in earlier ones, in every stored article."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from briefing.errors import BriefingError
from briefing.model import Reference
from briefing.render.layout import Block, Run, plain
from briefing.render.toml import dump, load
from briefing.store.archive import Hit, open_archive
from briefing.store.articles import Found, search_articles
from briefing.store.database import open_database
from briefing.tui.eye import for_eye
from briefing.tui.screens.reading import HostedScreen
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.hints import Hints
from briefing.tui.widgets.page import Page
from briefing.words import Words

#: Results of each kind at most.
MOST = 50
#: Letters typed within this time, in seconds, are one search.
PAUSE = 0.15


@dataclass(frozen=True, slots=True)
class Results:
    """What was found: stories here, stories in earlier briefings, articles; or why nothing could be."""

    here: tuple[Hit, ...] = ()
    earlier: tuple[Hit, ...] = ()
    articles: tuple[Found, ...] = ()
    trouble: str = ""


class SearchScreen(HostedScreen[None]):
    """Results come as one types."""

    CSS_PATH = "search.tcss"
    BINDING_GROUP_TITLE = "Search"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="search_back"),
        Binding("q", "leave", "Back", id="back", show=False),
        Binding("slash", "again", "Other words", id="search_again"),
        Binding("tab", "switch", "Words/results", id="search_switch", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Words, results, keys."""
        yield Bar(self.words["key.search"])
        yield Input(placeholder=for_eye(self.words["search.hint"]))
        yield Page()
        yield Hints()

    def on_mount(self) -> None:
        """Begin with the self.words."""
        self.query_one(Input).focus()
        self._wait: Timer | None = None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._wait:
            self._wait.stop()
        self._wait = self.set_timer(PAUSE, lambda: self._search(event.value))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        page = self.query_one(Page)
        page.focus()
        page.action_move(1)

    @work(thread=True, exclusive=True, group="search")
    def _search(self, typed: str) -> None:
        results = self._results(typed)
        if not get_current_worker().is_cancelled:
            self.host.call_from_thread(self._show, typed, results)

    def _results(self, typed: str) -> Results:
        """Look everything up, with connections of this thread's own."""
        workspace = self.host.opening.workspace
        edition = self.host.desk.edition
        here = edition.name if edition else ""
        try:
            with open_archive(workspace.archive, workspace.snapshots, load=load, dump=dump) as archive:
                for name in archive.missing():
                    if get_current_worker().is_cancelled:
                        return Results()
                    try:
                        archive.edition(name)
                    except BriefingError:  # a damaged one can't be searched
                        continue
                found = archive.search(typed, within=here, limit=MOST) if here else []
                known = {hit.story for hit in found}
                every = archive.search(typed, limit=2 * MOST)
            earlier = [hit for hit in every if hit.snapshot != here and hit.story not in known][:MOST]
            articles: list[Found] = []
            if workspace.database.is_file():
                with open_database(workspace.database, read_only=True) as connection:
                    articles = search_articles(connection, typed, limit=MOST)
        except BriefingError as error:
            return Results(trouble=str(error))
        return Results(tuple(found), tuple(earlier), tuple(articles))

    def _show(self, typed: str, results: Results) -> None:
        count = len(results.here) + len(results.earlier) + len(results.articles)
        self.query_one(Bar).say(self.words["key.search"], self.words.count(count, "result") if typed.strip() else "")
        self.query_one(Page).show(_blocks(results, typed, self.words))

    @on(Page.Chosen)
    def _open(self, event: Page.Chosen) -> None:
        of = event.of
        if isinstance(of, Hit):
            self.dismiss()
            self.host.go_to(of.snapshot, of.story)
        elif isinstance(of, Found):
            from briefing.tui.screens.article import ArticleScreen

            reference = Reference(
                n=1,
                id=of.id,
                outlet=of.outlet,
                title=of.title,
                language=of.language,
                published=of.published,
                url=of.url,
            )
            self.host.push_screen(ArticleScreen(None, reference))

    def action_switch(self) -> None:
        """From the words to the results and back."""
        if self.query_one(Input).has_focus:
            self._submitted()
        else:
            self.action_again()

    def action_again(self) -> None:
        """Other self.words."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """To the screen before."""
        self.dismiss()

    action_leave = action_back


def _blocks(results: Results, typed: str, words: Words) -> Iterator[Block]:
    if results.trouble:
        yield Block(runs=(Run(results.trouble, "failed"),), indent=1)
    if not typed.strip():
        return
    for title, hits in ((words["search.here"], results.here), (words["search.earlier"], results.earlier)):
        if hits:
            yield _title(title, len(hits), words)
        for hit in hits:
            when = "" if hits is results.here else f"{words.moment(hit.taken)}  "
            yield from _result(hit, f"{when}{hit.headline}", hit.excerpt, words)
    if results.articles:
        yield _title(words["search.articles"], len(results.articles), words)
    for found in results.articles:
        about = f"{plain(found.outlet)}, {words.day(found.published)}, {found.language}: "
        yield from _result(found, found.title, found.excerpt, words, about=about)
    if not (results.here or results.earlier or results.articles or results.trouble):
        yield Block(runs=(Run(words["search.nothing"], "note"),), indent=1)


def _title(title: str, count: int, words: Words) -> Block:
    runs = (Run(f"{words.capitals(title)}  ", "escalation"), Run(str(count), "meta"))
    return Block(runs=runs, of=title, rtl=words.rtl)


def _result(of: object, title: str, excerpt: str, words: Words, *, about: str = "") -> Iterator[Block]:
    yield Block(runs=(Run(plain(title) or words["report.untitled"], "headline"),), indent=2, of=of)
    yield Block(runs=(Run(about, "meta"), Run(plain(excerpt), "meta")), indent=4, of=of)
