"""What is read and how each source fares; sources are added, changed, muted and removed here."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.errors import BriefingError, ConfigurationError, StoreError
from briefing.language.secrets import concealed, revealed
from briefing.model import Found, Headline, Mute, Source
from briefing.render.cells import cut
from briefing.render.health import health_blocks
from briefing.render.layout import Block, Run, plain
from briefing.render.preview import preview_lines
from briefing.store.database import open_database
from briefing.store.health import Known, health, known_of
from briefing.tui.child import Child
from briefing.tui.eye import for_eye
from briefing.tui.screens.reading import ReadingScreen
from briefing.tui.widgets.page import Page

#: What of a source can be changed here, in this order.
FIELDS = ("name", "url", "language", "country", "kind", "tags", "weight", "content")
MUTED = timedelta(days=7)
#: So wide may a line of a question be.
LONGEST = 56


class SourcesScreen(ReadingScreen):
    """Failing sources first, then in the order of sources.toml."""

    begins_at_first = True
    BINDING_GROUP_TITLE = "Sources"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="add_source", tooltip="by the address of a feed or of a page that names feeds"),
        Binding("enter,e", "edit", "Edit", id="edit_source"),
        Binding("w", "mute_word", "Mute word", id="mute_word", tooltip="hide the stories that say a word"),
        Binding("M", "mute", "Mute", id="mute_source", tooltip="neither read nor shown until a date"),
        Binding(
            "x,delete", "remove", "Remove", id="remove_source", tooltip="the source, or the mute, that is selected"
        ),
        Binding("u", "undo", "Undo", id="undo", tooltip="put the source that was removed last back"),
        Binding("r", "refresh", "Refresh", id="refresh_source", tooltip="ask this source now"),
        Binding("o", "browse", "Browser", id="browse", show=False, tooltip="open the source in the browser"),
    ]

    def __init__(self) -> None:
        super().__init__("Sources")
        self._undo: list[Callable[[], object]] = []

    def blocks(self) -> Iterator[Block]:
        """Counts, then a few lines a source, then what is muted."""
        now, settings = self.host.desk.moment(), self.host.opening.settings
        known = self._known()
        every = [health(s, known, now=now, stale_days=settings.stale_days) for s in self.host.opening.sources]
        failing = sum(1 for one in every if one.standing in ("gone", "failing"))
        asked = sum(1 for one in every if one.asked)
        told = f"{self.words.count(len(every), 'source')}, {asked} asked so far, {failing} failing"
        yield Block(runs=(Run(told, "title"), Run(f"   {self.host.opening.workspace.sources}", "meta")), indent=1)
        yield Block()
        if not every:
            yield Block(runs=(Run("Press a to add a source by its address.", "note"),), indent=1)
        for one in sorted(every, key=lambda one: one.badness):
            yield from health_blocks(one, self.words, now=now)
        yield Block()
        yield Block(runs=(Run("Muted words and outlets", "title"), Run("   w mutes a word", "meta")), indent=1)
        for mute in self.host.desk.mutes:
            yield Block(
                runs=(Run(_about(mute, now.date()), "outlet" if mute.holds(now.date()) else "meta"),), indent=3, of=mute
            )

    def renew(self) -> None:
        """A refresh has ended: show how it went."""
        self.show(keep=True)

    def _known(self) -> Known | None:
        try:
            with open_database(self.host.database, read_only=True) as connection:
                return known_of(connection, now=self.host.desk.moment())
        except StoreError:
            return None

    @property
    def source(self) -> Source | None:
        """The selected source."""
        of = self.page.selected
        return of if isinstance(of, Source) else None

    def on_page_chosen(self, event: Page.Chosen) -> None:
        """Edit it."""
        del event
        self.action_edit()

    def action_refresh(self) -> None:
        """Ask this source now."""
        if self.source:
            self.host.refresh_sources([self.source.id])

    def action_browse(self) -> None:
        """Open the feed's address."""
        if self.source:
            self.host.browse(self.source.url)

    # -- changes ---------------------------------------------------------------------------------------------------

    def _changed(self, change: Callable[[], object], said: str) -> None:
        """Do `change`, follow the file, say so."""
        try:
            change()
            self.host.reread()
        except BriefingError as error:
            self.host.tell(str(error), severity="error")
            return
        before = self.source
        self.show(keep=True)
        if before:  # it may be another value now, or gone
            self.page.select(next((s for s in self.host.opening.sources if s.id == before.id), None), reveal=False)
        self.host.tell(said)

    def action_remove(self) -> None:
        """Take the source out of the list; its articles stay in the store."""
        from briefing.store.edit import remove_source, restore_source
        from briefing.store.mutes import add_mute, remove_mute

        source, path = self.source, self.host.opening.workspace.sources
        if isinstance(mute := self.page.selected, Mute):
            self._undo.append(lambda: add_mute(path, mute))
            self._changed(lambda: remove_mute(path, mute), f"Shown again: {mute.name}; u mutes it again.")
        if not source:
            return

        def change() -> None:
            removed = remove_source(path, source.id)
            self._undo.append(lambda: restore_source(path, removed))

        self._changed(change, f"Removed {source.name}; u puts it back.")

    def action_undo(self) -> None:
        """Put the source that was removed last back where it stood."""
        if self._undo:
            self._changed(self._undo.pop(), "It is back.")
        else:
            self.host.tell("Nothing to undo.")

    def action_mute_word(self) -> None:
        """Ask for a word to mute; `u` takes it back."""
        from briefing.store.mutes import remove_mute
        from briefing.tui.muting import ask_word

        def done(mute: Mute) -> None:
            self._undo.append(lambda: remove_mute(self.host.opening.workspace.sources, mute))
            self.show(keep=True)

        ask_word(self.host, done)

    def action_mute(self) -> None:
        """Ask until when; an empty answer ends it."""
        from briefing.store.edit import change_source
        from briefing.tui.screens.ask import Ask

        source, path = self.source, self.host.opening.workspace.sources
        if not source:
            return

        def accept(value: str) -> None:
            until = _date(value)
            if until and until <= self.host.desk.moment().date():
                raise ConfigurationError(f"{value}: is not ahead")
            change_source(path, source.id, mute_until=until)

        def done(value: str | None) -> None:
            if value is not None:
                self._changed(
                    lambda: None, f"{source.name}: " + (f"muted until {value}" if value else "no longer muted")
                )

        default = source.mute_until or self.host.desk.moment().date() + MUTED
        hint = "A date as 2026-12-01; until then it is neither read nor shown. Empty: not muted."
        self.host.push_screen(Ask(f"Mute {source.name} until", value=str(default), hint=hint, accept=accept), done)

    def action_edit(self) -> None:
        """Ask which field, then for its value."""
        from briefing.tui.screens.ask import Choose

        source = self.source
        if source:
            options = [(field, f"{field:<10} {_shown(getattr(source, field))}") for field in FIELDS]
            self.host.push_screen(Choose(f"Change what of {source.name}?", options), lambda f: self._edit(source, f))

    def _edit(self, source: Source, field: str | None) -> None:
        from briefing.store.edit import change_source, typed
        from briefing.tui.screens.ask import Ask

        if not field:
            return

        def accept(value: str) -> None:
            whole = revealed(value, like=source.url) if field == "url" else value
            change_source(self.host.opening.workspace.sources, source.id, **{field: typed(field, whole)})

        def done(value: str | None) -> None:
            if value is not None:
                self._changed(lambda: None, f"{source.name}: {field} is {value or 'not set'}")

        self.host.push_screen(Ask(f"{source.name}: {field}", value=_shown(getattr(source, field)), accept=accept), done)

    def action_add(self) -> None:
        """Ask for an address, look there for feeds, offer them."""
        from briefing.tui.screens.ask import Ask

        if self.host.opening.demo:
            self.host.tell("The sample edition has its own sources.")
            return
        if self.host.opening.offline:
            self.host.tell("--offline was asked for: no address is asked.")
            return
        hint = "A feed's address, or a page's that names its feeds."

        def done(address: str | None) -> None:
            if address:
                self.host.tell(f"Looking for feeds at {address} …")
                self.run_worker(self._find(address), group="find", exclusive=True)

        self.host.push_screen(Ask("Add which address?", hint=hint), done)

    async def _find(self, address: str) -> None:
        """Have a command look for feeds at `address`, and offer what it finds."""
        from briefing.tui.screens.ask import Choose

        lines = await self._command("find", "--json", address=address)
        found = {feed.url: feed for feed in (_read(line) for line in lines or () if line.startswith("{"))}
        options = [
            (feed.url, f"{for_eye(feed.title) or feed.url}: {preview_lines(feed, self.words)[2][1]}")
            for feed in found.values()
        ]

        def chosen(url: str | None) -> None:
            if url:
                title = "\n".join(
                    date + for_eye(cut(line, LONGEST)) for date, line in preview_lines(found[url], self.words)
                )
                whole = revealed(url, like=address)
                self.host.push_screen(Choose(title, [(whole, "Add this feed"), ("", "Leave it")]), self._add)

        if len(options) == 1:
            chosen(options[0][0])
        elif options:
            self.host.push_screen(Choose("Add which feed?", options), chosen)

    def _add(self, address: str | None) -> None:
        if address:
            self.run_worker(self._added(address), group="find", exclusive=True)

    async def _added(self, address: str) -> None:
        """Have a command add the feed; `u` takes it out again."""
        from briefing.store.edit import remove_source

        path = self.host.opening.workspace.sources
        before = {source.id for source in self.host.opening.sources}
        if await self._command("add", address=address) is None:
            return
        self._changed(lambda: None, "Added; r asks it now.")
        for source in self.host.opening.sources:
            if source.id not in before:
                self._undo.append(partial(remove_source, path, source.id))
                self.page.select(source)

    async def _command(self, *action: str, address: str) -> tuple[str, ...] | None:
        """What `sources` printed for this action on an address; None, and its trouble is told, if it failed."""
        words_ = ("sources", *action, *self.host.opening.everywhere, "--", address)
        outcome = await Child(words_, progress=lambda _: None).run()
        if not outcome.code:
            return outcome.lines
        line = outcome.told[-1] if outcome.told else f"it ended with code {outcome.code}"
        self.host.tell(line.removeprefix("briefing: "), severity="error")
        return None


def _about(mute: Mute, today: date) -> str:
    what = f"word “{plain(mute.word)}”" if mute.word else f"outlet {plain(mute.outlet)}"
    if not mute.until:
        return f"{what}, for good"
    return f"{what}, until {mute.until}" + ("" if mute.holds(today) else " (at rest: the day has come)")


def _read(line: str) -> Found:
    """A feed, as the command told it."""
    row = json.loads(line)
    headlines = tuple(Headline(one["title"], _moment(one["published"])) for one in row["headlines"])
    return Found(**{**row, "newest": _moment(row["newest"]), "headlines": headlines})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else concealed(str(value))


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ConfigurationError(f"{value}: write the date as 2026-12-01") from None
