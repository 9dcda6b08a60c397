"""Is it true? Everything that a snapshot or a report states is looked up again in the stored texts that it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.model import Article, Briefing, Printed, Snapshot
from briefing.pipeline.check_own import own_words
from briefing.pipeline.check_statement import statement_mismatches
from briefing.pipeline.check_story import story_mismatches
from briefing.pipeline.evidence import gather
from briefing.pipeline.mismatch import Mismatch
from briefing.render.read.snapshot import printed
from briefing.store.database import open_database

__all__ = ["Mismatch", "Verdict", "verify", "verify_report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How many statements were `checked`, all that is `wrong`, and the words that are nobody's but the editor's."""

    checked: int
    wrong: tuple[Mismatch, ...]
    own: tuple[str, ...] = ()


def verify(snapshot: Snapshot, database: Path) -> Verdict:
    """Whether all that `snapshot` states is in the articles that it cites."""
    return verify_report(printed(snapshot), database)


def verify_report(report: Printed, database: Path, *, saved: Snapshot | None = None) -> Verdict:
    """Whether all that `report` states is in the articles that it cites, in the wording they have or one they had.

    A statement must be a sentence of its first source, or a quotation in one, word for word; further sources must say
    the same; dates, words of likelihood and voices must be those of the sentence, headlines and sources those of the
    articles. Words that cite nobody are the editor's own: only what they quote is looked up. `saved` is the snapshot
    that the report was made from, if there is one: it tells which articles the report numbers, and is no proof.
    """
    known: Mapping[str, Briefing] = {story.id: story for story in saved.stories} if saved else {}
    wrong: list[Mismatch] = []
    own: list[str] = []
    checked = 0
    texts: list[Article] = []
    with open_database(database, read_only=True) as connection:
        for story, evidence in gather(connection, report, known):
            checked += len(story.told)
            wrong += story_mismatches(story, evidence)
            if any(evidence.cited.values()):
                for told in story.told:
                    wrong += statement_mismatches(story.id, told, evidence)
            wrong += own_words(story.own, evidence.articles, story=story.id)
            own += story.own
            texts += evidence.articles
    wrong += own_words(report.own, texts)
    return Verdict(checked=checked, wrong=tuple(wrong), own=(*report.own, *own))
