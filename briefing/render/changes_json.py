"""What changed between two snapshots, for other programs: one JSON object, the same keys whatever changed."""

import json
from datetime import UTC, datetime
from typing import Any

from briefing.compare.changes import Change, Changes
from briefing.compare.difference import Said
from briefing.model import Statement
from briefing.render.tables import to_table


def render(of: Changes) -> str:
    """`of` as an object: schema, since, until, same, stories; each story with what is otherwise in it."""
    page = {
        "schema": 1,
        "since": _moment(of.since),
        "until": _moment(of.until),
        "same": of.same,
        "stories": [_story(change) for change in of.stories],
    }
    return json.dumps(page, ensure_ascii=False, indent=2, default=_moment) + "\n"


def _story(change: Change) -> dict[str, Any]:
    story, found = change.story, change.found
    return {
        "id": story.id,
        "change": change.what,
        "headline": story.headline,
        "headline_before": found.headline,
        "formerly": [former.id for former in change.formerly],
        "articles": [to_table(reference) for reference in found.articles],
        "titles": [
            {"article": title.article.id, "before": title.before, "now": title.article.title} for title in found.titles
        ],
        "added": _said(found.added),
        "dropped": _said(found.dropped),
        "reworded": [
            {"section": pair.section, "before": pair.before.text, "now": pair.now.text} for pair in found.reworded
        ],
        "voices": list(found.voices),
        "positions": [
            {"speaker": one.speaker, "before": _texts(one.before), "now": _texts(one.now)} for one in found.positions
        ],
        "figures": [{"before": to_table(one.before), "now": to_table(one.now)} for one in found.figures],
        "escalates": _texts(found.tightening),
        "eases": _texts(found.loosening),
    }


def _said(said: tuple[Said, ...]) -> list[dict[str, Any]]:
    return [{"section": section, **to_table(statement)} for section, statement in said]


def _texts(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.text for statement in statements]


def _moment(value: object) -> str:
    """Times in UTC, ISO 8601 with a Z."""
    if not isinstance(value, datetime):
        raise TypeError(type(value).__name__)
    return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
