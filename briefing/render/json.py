"""JSON for other programs: UTF-8, one shape whatever the snapshot holds, the same bytes every time.

A section that wasn't asked for has no key; one that is empty has an empty list. "<" is written as an escape, so that
the text may stand in the script element of an HTML page.
"""

import json
from datetime import UTC, datetime
from typing import Any

from briefing.model import Briefing, Coverage, Failure, Reference, Silence, Snapshot
from briefing.render.citing import link
from briefing.render.look import Look
from briefing.render.tables import to_table


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` as one JSON object: schema, taken, stories, failures, coverage (and name and note if it has them)."""
    named = {key: value for key, value in (("name", snapshot.name), ("note", snapshot.note)) if value}
    page = {
        "schema": snapshot.schema,
        "taken": snapshot.taken,
        **named,
        "stories": [_story(story, look) for story in snapshot.stories],
        "failures": [_addressed(failure) for failure in snapshot.failures],
        "coverage": to_table(snapshot.coverage, whole=(Coverage,)),
    }
    return json.dumps(page, ensure_ascii=False, indent=2, default=_moment).replace("<", "\\u003c") + "\n"


def _story(story: Briefing, look: Look) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "status": story.status,
        "watched": list(story.watched),
        "outlets": story.outlets,
        "lead": to_table(story.lead) if story.lead else None,
        "languages": list(story.languages),
        "articles": [_addressed(reference) for reference in story.articles],
        **{section: [to_table(statement) for statement in getattr(story, section)] for section in look.sections},
        "figures": [to_table(figure) for figure in story.figures],
        "silence": to_table(story.silence, whole=(Silence,)),
    }


def _addressed(row: Reference | Failure) -> dict[str, Any]:
    return {**to_table(row, whole=(Reference, Failure)), "url": link(row.url)}


def _moment(value: object) -> str:
    """Times in UTC, ISO 8601 with a Z."""
    if not isinstance(value, datetime):
        raise TypeError(type(value).__name__)
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
