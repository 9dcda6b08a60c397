"""Which part of a snapshot is shown. It leaves stories out; it never changes one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from briefing.errors import InputError
from briefing.model import Briefing, Snapshot


def select(
    snapshot: Snapshot,
    *,
    story: str = "",
    top: int | None = None,
    since_hours: float | None = None,
    match: str = "",
    languages: Sequence[str] = (),
    new: bool = False,
) -> Snapshot:
    """`snapshot` with only the stories that meet all conditions, in the same order.

    Raises:
        InputError: there is no story of the id `story`.
    """
    stories = snapshot.stories
    if story:
        stories = tuple(s for s in stories if s.id == story)
        if not stories:
            raise InputError(f"{story}: this snapshot has no story of this id")
    if since_hours is not None:
        since = snapshot.taken - timedelta(hours=since_hours)
        stories = tuple(s for s in stories if any(a.published and a.published >= since for a in s.articles))
    if match:
        words = match.casefold()
        stories = tuple(s for s in stories if words in _said(s))
    if languages:
        wanted = set(languages)
        stories = tuple(s for s in stories if wanted & {*s.languages, *(tag.partition("-")[0] for tag in s.languages)})
    if new:
        stories = tuple(s for s in stories if s.status)
    return replace(snapshot, stories=stories[:top])


def _said(story: Briefing) -> str:
    """All words that a story shows, without case."""
    shown = [story.headline, *(a.title for a in story.articles)]
    return "\n".join((*shown, *(f"{s.speaker} {s.role} {s.text}" for s in story.statements))).casefold()
