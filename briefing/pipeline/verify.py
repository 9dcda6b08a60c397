"""Is it true? Every statement is looked up again in the stored text that it cites."""

from pathlib import Path

from briefing.model import Snapshot
from briefing.store.articles import articles_by_id
from briefing.store.database import open_database


def verify(snapshot: Snapshot, database: Path) -> tuple[int, list[str]]:
    """How many statements `snapshot` makes, and one line for each that does not stand where it is cited."""
    checked = 0
    wrong = []
    with open_database(database) as connection:
        for story in snapshot.stories:
            ids = {reference.n: reference.id for reference in story.articles}
            stored = articles_by_id(connection, ids.values())
            for statement in story.statements:
                checked += 1
                first = statement.citations[0]
                article = stored.get(ids.get(first.n, ""))
                found = article.text[first.start : first.end] if article else None
                if found != statement.text:
                    reason = "the article is not stored" if found is None else f"the source says {found!r}"
                    wrong.append(f"{story.id} [{first.n}]: {statement.text!r}: {reason}")
    return checked, wrong
