"""What changed between two briefings of one story: statements, articles, the headline; compared word for word."""

from dataclasses import dataclass

from briefing.model import Briefing, Reference, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`added` are pairs of section and statement in the order of print, "lead" being a section too.

    `dropped` are statements that are no longer printed, `articles` those that have come, `headline` the one before
    if it is another.
    """

    added: tuple[tuple[str, Statement], ...] = ()
    dropped: tuple[tuple[str, Statement], ...] = ()
    articles: tuple[Reference, ...] = ()
    headline: str = ""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.dropped or self.articles or self.headline)


def difference(before: Briefing, now: Briefing) -> Difference:
    """What `now` says that `before` did not, and the other way around."""
    known = {reference.id for reference in before.articles}
    old, new = _stated(before), _stated(now)
    said, says = {s.text for _, s in old}, {s.text for _, s in new}
    return Difference(
        added=tuple((section, s) for section, s in new if s.text not in said),
        dropped=tuple((section, s) for section, s in old if s.text not in says),
        articles=tuple(reference for reference in now.articles if reference.id not in known),
        headline=before.headline if before.headline != now.headline else "",
    )


def _stated(story: Briefing) -> list[tuple[str, Statement]]:
    """Section and statement, each text once, where it stands first."""
    lead = [("lead", story.lead)] if story.lead else []
    sections = ("background", "escalation", "analyst_views", "outlook")
    rest = [(section, statement) for section in sections for statement in getattr(story, section)]
    found: dict[str, tuple[str, Statement]] = {}
    for section, statement in (*lead, *rest):
        found.setdefault(statement.text, (section, statement))
    return list(found.values())
