"""What is read and how each source fares; sources are added, changed, muted and removed here."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from briefing.errors import BriefingError, ConfigurationError, StoreError
from briefing.model import Source
from briefing.render import words
from briefing.render.citing import link
from briefing.render.layout import Block, Run, plain
from briefing.render.words import age
from briefing.store.database import open_database
from briefing.store.feeds import FeedState, feed_states
from briefing.tui.child import Child
from briefing.tui.screens.reading import ReadingScreen
from briefing.tui.widgets.page import Page

#: What of a source can be changed here, in this order.
FIELDS = ("name", "url", "language", "country", "kind", "tags", "weight", "content")
MUTED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Row:
    """A source and what is known of its feed."""

    source: Source
    state: FeedState | None


class SourcesScreen(ReadingScreen):
    """Failing sources first, then in the order of sources.toml."""

    begins_at_first = True
    BINDING_GROUP_TITLE = "Sources"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="add_source", tooltip="by the address of a feed or of a page that names feeds"),
        Binding("enter,e", "edit", "Edit", id="edit_source"),
        Binding("M", "mute", "Mute", id="mute_source", tooltip="neither read nor shown until a date"),
        Binding("x,delete", "remove", "Remove", id="remove_source"),
        Binding("u", "undo", "Undo", id="undo", tooltip="put the source that was removed last back"),
        Binding("r", "refresh", "Refresh", id="refresh_source", tooltip="ask this source now"),
        Binding("o", "browse", "Browser", id="browse", show=False, tooltip="open the address of the feed"),
    ]

    def __init__(self) -> None:
        super().__init__("Sources")
        self._undo: list[Callable[[], object]] = []

    def blocks(self) -> Iterator[Block]:
        """Counts, then two lines a source."""
        states = self._states()
        rows = [_Row(source, states.get(source.id)) for source in self.host.opening.sources]
        failing = [row for row in rows if row.state and row.state.failure]
        asked = sum(1 for row in rows if row.state)
        told = f"{words.count(len(rows), 'source')}, {asked} asked so far, {len(failing)} failing"
        yield Block(runs=(Run(told, "title"), Run(f"   {self.host.opening.workspace.sources}", "meta")), indent=1)
        yield Block()
        if not rows:
            yield Block(runs=(Run("Press a to add a source by its address.", "note"),), indent=1)
        for row in (*failing, *(row for row in rows if row not in failing)):
            yield from self._source(row)

    def renew(self) -> None:
        """A refresh has ended: show how it went."""
        self.show(keep=True)

    def _source(self, row: _Row) -> Iterator[Block]:
        source, state = row.source, row.state
        now = self.host.desk.moment()
        muted = source.mute_until is not None and now.date() < source.mute_until
        sign, style = ("z", "meta") if muted else ("!", "failed") if state and state.failure else (" ", "meta")
        about = ", ".join(filter(None, (source.language, source.country, source.kind, " ".join(source.tags))))
        runs = (Run(plain(source.name), "outlet"), Run(f"  {about}", "meta"))
        yield Block(runs=runs, indent=3, label=Run(f" {sign}", style), of=source)
        facts = [f"muted until {source.mute_until}"] if muted else []
        if state and state.failure:
            again = f", not before {words.moment(state.retry_after)}" if state.retry_after else ""
            facts.append(f"FAILED: {plain(state.failure)}{again}")
        if state and state.read:
            facts.append(f"last read {age(state.read, now)} ago")
            facts.append(words.count(state.entries, "entry", "entries"))
        if state and state.asked:
            facts.append(f"asked {age(state.asked, now)} ago")
            facts.append(_validators(state) if link(source.url) else "")
        yield Block(runs=(Run("; ".join(filter(None, facts)) or "not asked yet", "meta"),), indent=5, of=source)

    def _states(self) -> dict[str, FeedState]:
        try:
            with open_database(self.host.database, read_only=True) as connection:
                return feed_states(connection)
        except StoreError:
            return {}

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

        source, path = self.source, self.host.opening.workspace.sources
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
        from briefing.store.edit import change_source
        from briefing.tui.screens.ask import Ask

        if not field:
            return

        def accept(value: str) -> None:
            change_source(self.host.opening.workspace.sources, source.id, **{field: _typed(field, value)})

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
        found = [json.loads(line) for line in lines or () if line.startswith("{")]
        options = [(feed["url"], _offer(feed)) for feed in found]
        if options:
            self.host.push_screen(Choose("Add which feed?", options), self._add)

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


def _offer(feed: dict[str, Any]) -> str:
    newest = str(feed["newest"] or "undated")[:10]
    return f"{feed['title'] or feed['url']}: {feed['entries']} entries, newest {newest}, {feed['language'] or '?'}"


def _validators(state: FeedState) -> str:
    """Whether its server spares both sides what has not changed."""
    if state.not_modified:
        return "answers 304 when nothing changed"
    return "sends validators" if state.etag or state.last_modified else "no validators"


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _typed(field: str, value: str) -> object:
    """`value`, as typed, as what the file keeps under `field`."""
    if field == "tags":
        return tuple(word.strip() for word in value.split(",") if word.strip())
    if field == "weight":
        try:
            return float(value)
        except ValueError:
            raise ConfigurationError(f"weight: {value!r} is no number") from None
    return value


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ConfigurationError(f"{value}: write the date as 2026-12-01") from None
