"""What lies before the reader: an edition, what of it is read, pinned or filtered out. Knows nothing of widgets."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from briefing.compare.difference import difference
from briefing.errors import InputError
from briefing.model import Briefing, Edition, Mute, Outline, Source, Statement, Status
from briefing.render.muting import Muting, reduced, reduced_outline
from briefing.store.archive import Archive
from briefing.store.reader import Mark, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which stories are listed: those that meet all conditions; "" and False are none."""

    unread: bool = False
    language: str = ""
    outlet: str = ""
    topic: str = ""

    def where(self, field: str, value: str) -> "Filters":
        """The same with another value of the language, outlet or topic."""
        return Filters(**{**asdict(self), field: value})

    @property
    def words(self) -> str:
        """The filters in force, for the eye; "" if there are none."""
        chosen = ("unread" if self.unread else "", self.language, self.outlet, self.topic)
        return ", ".join(filter(None, chosen))


class Desk:
    """One reader's view of the saved snapshots. `moment` tells the time.

    A story is *new* if it was not in the edition that the reader had before this one, *updated* if it has news since
    it was read (or, unread, since that edition); without an earlier edition the snapshot's own word stands.
    """

    def __init__(
        self,
        archive: Archive,
        reader: Reader,
        *,
        sources: Iterable[Source],
        moment: Callable[[], datetime],
        mutes: Iterable[Mute] = (),
    ) -> None:
        self._archive = archive
        self._reader = reader
        self._marks = reader.marks()
        self._before: dict[str, Outline] | None = None
        self._outlines: dict[str, Outline] = {}
        self._stories: dict[tuple[str, str], Briefing | None] = {}
        self._just_read: set[str] = set()
        self._moved = False
        self.before = ""
        self.is_newest = True
        self.moment = moment
        self.edition: Edition | None = None
        self.listed: tuple[Outline, ...] = ()
        self.filters = _filters(reader.get("filters"))
        self.topics: dict[str, frozenset[str]] = {}
        self.mutes: tuple[Mute, ...] = ()
        self.shows_muted = False
        self._whole: Edition | None = None
        self.use(sources, mutes)

    def use(self, sources: Iterable[Source], mutes: Iterable[Mute] = ()) -> None:
        """Take the topics (tags) of outlets from these sources, and leave out what `mutes` hide."""
        topics: dict[str, set[str]] = {}
        for source in sources:
            for tag in source.tags:
                topics.setdefault(tag, set()).add(source.name)
        self.topics = {tag: frozenset(topics[tag]) for tag in sorted(topics)}
        before, self.mutes = self.mutes, tuple(mutes)
        if self._whole and self.mutes != before:
            self._lay_out(self._whole)

    def show_muted(self, *, shown: bool) -> None:
        """Show what is muted, too, or leave it out again."""
        self.shows_muted = shown
        if self._whole:
            self._lay_out(self._whole)

    def muting(self) -> Muting:
        """The mutes that hide something today."""
        today = self.moment().date()
        return Muting(mute for mute in self.mutes if mute.holds(today) and not self.shows_muted)

    def hidden_by(self, mute: Mute) -> Muting:
        """What `mute` alone would hide of the whole edition."""
        muting = Muting((mute,))
        if self._whole:
            self._heard(self._whole, muting)
        return muting

    def _heard(self, edition: Edition, muting: Muting) -> Edition:
        """The edition without what is muted."""
        if not muting:
            return edition
        told = self._archive.told(edition.name)
        outlines = (reduced_outline(outline, told.get(outline.id, ()), muting) for outline in edition.outlines)
        left = tuple(outline for outline in outlines if outline)
        return replace(edition, outlines=left, coverage=muting.counted(edition.coverage))

    def open_newest(self) -> bool:
        """Lay out the newest edition; false if there is none.

        Raises:
            InputError: there are snapshots, but all are damaged.
        """
        edition = self._archive.newest()
        if edition:
            self._remember(edition.name)
            self._lay_out(edition)
        return edition is not None

    def open(self, name: str) -> None:
        """Lay out the edition of this name.

        Raises:
            InputError: it is missing or damaged.
        """
        self._lay_out(self._archive.edition(name))

    def step(self, by: int) -> bool:
        """Lay out the next newer edition (`by` 1) or the one before (-1) that can be read; false if there is none."""
        if not self.edition:
            return False
        names = self._archive.names()[::-1]
        order = self._archive.order()
        here = order(self.edition.name)  # its own file may have gone
        at = bisect_left(names, here, key=order) - 1 if by < 0 else bisect_right(names, here, key=order)
        while 0 <= at < len(names):
            try:
                self.open(names[at])
            except InputError:  # a damaged one is stepped over
                at += by
            else:
                return True
        return False

    @property
    def now(self) -> datetime:
        """From when ages are counted: now, or when an earlier edition was taken."""
        return self.edition.taken if self.edition and not self.is_newest else self.moment()

    @property
    def kept(self) -> bool:
        """Whether marks survive this session."""
        return self._reader.kept

    def story(self, id_: str, *, name: str = "") -> Briefing | None:
        """A story of the edition on the desk, or of the one called `name`; its status is the reader's.

        None if the edition has no such story, or can't be read any more.
        """
        edition = name or (self.edition.name if self.edition else "")
        if (edition, id_) not in self._stories:
            if len(self._stories) > 64:  # noqa: PLR2004 (enough to go back and forth)
                self._stories.clear()
            self._stories[edition, id_] = self._story(edition, id_)
        story = self._stories[edition, id_]
        if story and not name and (muting := self.muting()):
            story = reduced(story, muting) or story
        outline = self.outline(id_) if not name else None
        return replace(self._with_news(story), status=self.status(outline)) if story and outline else story

    def _with_news(self, story: Briefing) -> Briefing:
        """`story` with those lines marked as new that the reader has not had; if nothing is known, as they are."""
        earlier = self.earlier(story.id)
        if not earlier:
            return story
        added = {statement.text for _, statement in difference(earlier, story).added}

        def marked(statements: Iterable[Statement]) -> tuple[Statement, ...]:
            return tuple(replace(statement, new=statement.text in added) for statement in statements)

        return replace(
            story,
            lead=next(iter(marked((story.lead,))), None) if story.lead else None,
            background=marked(story.background),
            escalation=marked(story.escalation),
            analyst_views=marked(story.analyst_views),
            outlook=marked(story.outlook),
        )

    def _story(self, name: str, id_: str) -> Briefing | None:
        try:
            return self._archive.story(name, id_)
        except InputError:  # its file has gone, or was damaged, since it was opened
            return None

    def outline(self, id_: str) -> Outline | None:
        """The story of this id as the list shows it."""
        return self._outlines.get(id_)

    def mark(self, id_: str) -> Mark:
        """What the reader did with a story."""
        return self._marks.get(id_) or Mark(story=id_)

    def is_read(self, outline: Outline) -> bool:
        """Whether the story is read, and nothing came since."""
        mark = self._marks.get(outline.id)
        return mark is not None and bool(mark.read) and not _grew(outline, mark.articles, mark.newest)

    def status(self, outline: Outline) -> Status:
        """Whether the story is new to this reader, or has news."""
        mark = self._marks.get(outline.id)
        if mark and mark.read:
            return "updated" if _grew(outline, mark.articles, mark.newest) else ""
        if self._before is None:
            return outline.status
        before = self._before.get(outline.id)
        if before is None:
            return "new"
        return "updated" if _grew(outline, before.articles, before.newest) else ""

    def mark_read(self, outline: Outline, *, read: bool = True) -> None:
        """Remember that the story was read as it is now, or that it was not.

        Where only unread stories are listed it stays in the list until they are filtered anew.
        """
        if not self.edition:
            return
        if read:
            self._just_read.add(outline.id)
        self._save(
            replace(
                self.mark(outline.id),
                read=self.moment() if read else None,
                snapshot=self.edition.name if read else "",
                articles=outline.articles,
                newest=outline.newest,
            )
        )

    def pin(self, outline: Outline, *, pinned: bool) -> None:
        """Keep the story at the head of the list, or no longer."""
        self._save(replace(self.mark(outline.id), pinned=pinned))
        self._arrange()

    def follow(self, former: Mapping[str, str]) -> bool:
        """Carry marks over to the stories into which theirs went; true if there were any.

        `former` maps ids that stories had to those they have.
        """
        moved = False
        for id_, now in former.items():
            old = self._marks.get(id_)
            if old and (old.read or old.pinned) and id_ not in self._outlines and now in self._outlines:
                kept = self.mark(now)
                pinned = kept.pinned or old.pinned
                self._save(replace(kept if kept.read else old, story=now, pinned=pinned))
                self._save(Mark(story=id_))
                moved = True
        if moved:
            self._arrange()
        return moved

    def filter(self, filters: Filters, *, keep: bool = True) -> None:
        """List only the stories that `filters` let through; with `keep` they hold the next time, too."""
        self.filters = filters
        self._just_read.clear()
        if keep:
            self._reader.put("filters", asdict(filters))
        self._arrange()

    def choices(self, field: str) -> list[tuple[str, int]]:
        """What the stories of the edition can be filtered by, with how many stories each value has, most first."""
        counts: dict[str, int] = {}
        for outline in self.edition.outlines if self.edition else ():
            for value in self._values(outline, field):
                counts[value] = counts.get(value, 0) + 1
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def unread(self) -> int:
        """How many of the listed stories are not read."""
        return sum(1 for outline in self.listed if not self.is_read(outline))

    def place(self) -> str:
        """The id of the story at which the reader last was."""
        return str(self._reader.get("place") or "")

    def keep_place(self, id_: str) -> None:
        """Remember where the reader is."""
        self._reader.put("place", id_)

    def asked(self, question: str) -> bool:
        """Whether the reader was already asked `question`; from now on they were."""
        answered = bool(self._reader.get(question))
        self._reader.put(question, value=True)
        return answered

    def earlier(self, id_: str) -> Briefing | None:
        """The story as it was when it was last read, else as it was in the edition before; None if it is new."""
        for name in (self.mark(id_).snapshot, self.before):
            if name and self.edition and name != self.edition.name:
                story = self._story(name, id_)
                if story:
                    return story
        return None

    def gone(self) -> tuple[Outline, ...]:
        """The stories of the edition before that are no longer in this one."""
        there = {outline.id for outline in self._whole.outlines} if self._whole else set()
        return tuple(o for o in (self._before or {}).values() if o.id not in there)

    def _save(self, mark: Mark) -> None:
        self._marks[mark.story] = mark
        self._reader.save(mark)

    def _remember(self, name: str) -> None:
        """What was on the desk when the reader last left becomes the edition before."""
        seen = self._reader.get("seen")
        if seen != name:
            self._reader.put("seen", name)
            if not self._moved:  # further editions of one sitting don't make its news old
                self._reader.put("before", seen or "")
            self._moved = True

    def _lay_out(self, whole: Edition) -> None:
        self._whole = whole
        self.edition = edition = self._heard(whole, self.muting())
        self._stories.clear()  # the sample edition is made again under its name
        self._outlines = {outline.id: outline for outline in edition.outlines}
        self.before, self._before = self._edition_before(edition)
        self._arrange()

    def _edition_before(self, edition: Edition) -> tuple[str, dict[str, Outline] | None]:
        names = self._archive.names()
        self.is_newest = names[:1] == [edition.name]
        seen = str(self._reader.get("before") or "")
        if edition.name != self._reader.get("seen") or seen not in names:
            order = self._archive.order()
            return next((name for name in names if order(name) < order(edition.name)), ""), None
        try:
            return seen, {outline.id: outline for outline in self._archive.edition(seen).outlines}
        except InputError:
            return "", None

    def _arrange(self) -> None:
        """Pinned stories first, then by rank."""
        listed = self.edition.outlines if self.edition else ()
        if self.filters != Filters():
            listed = tuple(outline for outline in listed if self._passes(outline))
        pinned = {mark.story for mark in self._marks.values() if mark.pinned}
        if pinned:
            listed = tuple(sorted(listed, key=lambda outline: outline.id not in pinned))
        self.listed = listed

    def _passes(self, outline: Outline) -> bool:
        filters = self.filters
        if filters.unread and self.is_read(outline) and outline.id not in self._just_read:
            return False
        chosen = (("language", filters.language), ("outlet", filters.outlet), ("topic", filters.topic))
        return all(not value or value in self._values(outline, field) for field, value in chosen)

    def _values(self, outline: Outline, field: str) -> Iterator[str]:
        if field == "topic":
            names = set(outline.names)
            yield from (topic for topic, outlets in self.topics.items() if names & outlets)
        else:
            yield from outline.languages if field == "language" else outline.names


def _grew(outline: Outline, articles: int, newest: datetime | None) -> bool:
    """Whether the story has more articles, or newer ones, than it had."""
    return outline.articles > articles or bool(outline.newest and (not newest or outline.newest > newest))


def _filters(kept: object) -> Filters:
    if not isinstance(kept, dict):
        return Filters()
    defaults = asdict(Filters())
    return Filters(**{key: kept[key] for key, value in defaults.items() if isinstance(kept.get(key), type(value))})
