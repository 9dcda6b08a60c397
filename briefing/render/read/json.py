"""The JSON of a report back into a snapshot's values, and these as a report."""

import json
from datetime import datetime
from typing import Any

from briefing.errors import InputError
from briefing.model import Printed, Snapshot
from briefing.render.read.snapshot import printed
from briefing.render.tables import WrongError
from briefing.render.tables import read as read_table
from briefing.render.upgrades import newest


def read(text: str) -> Printed:
    """What the JSON `text` states.

    Raises:
        InputError: it is no JSON, or no report; one line names the key.
    """
    try:
        page = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid JSON: {error}") from None
    if not isinstance(page, dict) or not isinstance(page.get("stories"), list):
        raise InputError("stories: is missing; this is no report of briefing")
    try:
        return printed(read_table(Snapshot, _with_moments(newest(page))))
    except WrongError as wrong:
        raise InputError(str(wrong)) from None


def _with_moments(value: Any, key: str = "") -> Any:  # noqa: ANN401 (a tree of plain values)
    """`value` with moments as such, and without what is null."""
    if isinstance(value, dict):
        return {k: _with_moments(v, k) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_with_moments(part) for part in value]
    if key in ("taken", "published", "retry_after") and isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise WrongError("must be a date with a time", key) from None
    return value
