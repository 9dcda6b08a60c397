"""What changed between two briefings of one story: statements, voices, figures, headlines; compared word for word."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compare.tension import Tension, tension
from briefing.language.wording import same_wording
from briefing.model import MEASURES, Briefing, Figure, Reference, Statement

#: A section and a statement in it; "lead" is a section, too.
Said = tuple[str, Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A statement of one article in other words than before."""

    section: str
    before: Statement
    now: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a known voice says now, and what it said before."""

    speaker: str
    before: tuple[Statement, ...]
    now: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refigured:
    """An outlet tells another figure of a measure than before; or, where no outlet does, who tells it last."""

    before: Figure
    now: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitled:
    """An outlet edited the headline of an article; it was `before`."""

    article: Reference
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`added` are statements in the order of print that the earlier briefing did not have, `reworded` ones among them.

    `dropped` are statements that are no longer printed, `articles` those that have come, `headline` the story's one
    before if it is another. `voices` are who is heard for the first time; `positions` what those say who were heard
    before; `tightening` and `loosening` the new events that tell of escalation or of its opposite.
    """

    added: tuple[Said, ...] = ()
    dropped: tuple[Said, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    articles: tuple[Reference, ...] = ()
    headline: str = ""
    titles: tuple[Retitled, ...] = ()
    voices: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    figures: tuple[Refigured, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.dropped or self.articles or self.headline or self.titles or self.figures)

    @property
    def tightening(self) -> tuple[Statement, ...]:
        """New events that tell of escalation."""
        return tuple(self._events("up"))

    @property
    def loosening(self) -> tuple[Statement, ...]:
        """New events that tell of the opposite."""
        return tuple(self._events("down"))

    def _events(self, way: Tension) -> Iterator[Statement]:
        return (
            statement
            for section, statement in self.added
            if section in ("lead", "escalation") and tension(statement.text, language=statement.language) == way
        )


def difference(before: Briefing, now: Briefing) -> Difference:
    """What `now` says that `before` did not, and the other way around."""
    old, new = _stated(before), _stated(now)
    said, says = {s.text for _, s in old}, {s.text for _, s in new}
    added = tuple((section, s) for section, s in new if s.text not in said)
    dropped = tuple((section, s) for section, s in old if s.text not in says)
    known = {reference.id: reference for reference in before.articles}
    return Difference(
        added=added,
        dropped=dropped,
        reworded=tuple(_reworded(dropped, added, before, now)),
        articles=tuple(reference for reference in now.articles if reference.id not in known),
        headline=before.headline if before.headline != now.headline else "",
        titles=tuple(
            Retitled(article=reference, before=known[reference.id].title)
            for reference in now.articles
            if reference.id in known and known[reference.id].title != reference.title
        ),
        voices=tuple(_new_voices(before, now)),
        positions=tuple(_positions(before, now, said)),
        figures=tuple(_refigured(before, now)),
    )


def _stated(story: Briefing) -> list[Said]:
    """Section and statement, each text once, where it stands first."""
    lead = [("lead", story.lead)] if story.lead else []
    sections = ("background", "escalation", "analyst_views", "outlook")
    rest = [(section, statement) for section in sections for statement in getattr(story, section)]
    found: dict[str, Said] = {}
    for section, statement in (*lead, *rest):
        found.setdefault(statement.text, (section, statement))
    return list(found.values())


def _reworded(
    dropped: tuple[Said, ...], added: tuple[Said, ...], before: Briefing, now: Briefing
) -> Iterator[Reworded]:
    """Pairs of a statement that went and one that came, of one article and with nearly the same words."""
    was = {reference.n: reference.id for reference in before.articles}
    is_ = {reference.n: reference.id for reference in now.articles}
    left = list(dropped)
    for section, new in added:
        for old in left:
            same_article = was[old[1].citations[0].n] == is_[new.citations[0].n]
            if same_article and same_wording(old[1].text, new.text):
                left.remove(old)
                yield Reworded(section=section, before=old[1], now=new)
                break


def _names(statement: Statement) -> set[str]:
    return {name.casefold() for name in (statement.speaker, *statement.names) if name.strip()}


def _spoken(story: Briefing) -> list[Statement]:
    return [s for s in (*story.analyst_views, *story.outlook) if s.speaker]


def _new_voices(before: Briefing, now: Briefing) -> Iterator[str]:
    """Who speaks now and did not before, whatever the spelling, each once."""
    heard = {name for statement in _spoken(before) for name in _names(statement)}
    for statement in _spoken(now):
        names = _names(statement)
        if not names & heard:
            yield statement.speaker
        heard |= names


def _positions(before: Briefing, now: Briefing, said: set[str]) -> Iterator[Position]:
    """Voices that were heard before and say something new."""
    earlier, done = _spoken(before), set[str]()
    for statement in _spoken(now):
        names = _names(statement)
        if statement.text in said or names & done:
            continue
        old = tuple(s for s in earlier if _names(s) & names)
        if old:
            new = tuple(s for s in _spoken(now) if _names(s) & names and s.text not in said)
            yield Position(speaker=statement.speaker, before=old, now=new)
        done |= names


def _refigured(before: Briefing, now: Briefing) -> Iterator[Refigured]:
    for measure in MEASURES:
        old, new = ([figure for figure in story.figures if figure.measure == measure] for story in (before, now))
        if not old or not new:
            continue
        told = {_outlet(before, figure): figure for figure in old}
        tells = {_outlet(now, figure): figure for figure in new}
        pairs = [(told[outlet], figure) for outlet, figure in tells.items() if outlet in told]
        corrected = [(was, is_) for was, is_ in pairs if was.value != is_.value]
        for was, is_ in corrected or [(old[-1], new[-1])]:
            if was.value != is_.value:
                yield Refigured(before=was, now=is_)


def _outlet(story: Briefing, figure: Figure) -> str:
    return next((r.outlet or r.id for r in story.articles if r.n == figure.n), "")
