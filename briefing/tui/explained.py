"""Stories explained and corrected from the app, by commands of this program beside it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefing.model import Beside, Member, Reason, Tie, Why, silent
from briefing.tui.child import Child, Outcome
from briefing.tui.opening import Opening

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


#: The group of workers that carry out corrections.
CORRECTIONS = "corrections"


async def explain(opening: Opening, id_: str) -> Why | str:
    """Why the story of this id is one; or a line that says why that can't be told."""
    outcome = await _stories(opening, "why", id_, "--json")
    try:
        return _why(json.loads(outcome.lines[0]))
    except (IndexError, KeyError, TypeError, ValueError):
        return last(outcome)


def correct(app: "BriefingApp", *words: str, at: Sequence[str] = ()) -> None:
    """Have `briefing stories` carry out `words`, tell what came of it and show the newest edition.

    The first story of `at` that is there becomes current.
    """

    async def work() -> None:
        outcome = await _stories(app.opening, *words)
        app.tell(last(outcome), severity="error" if outcome.code else "information")
        if not outcome.code:
            app.show_newest(at=at)

    app.run_worker(work(), group=CORRECTIONS)


def last(outcome: Outcome) -> str:
    """What a command told last."""
    line = outcome.told[-1] if outcome.told else f"the command ended with code {outcome.code}"
    return line.removeprefix("briefing: ")


async def _stories(opening: Opening, *words: str) -> Outcome:
    sample = ("--demo", "--cache", str(opening.workspace.cache)) if opening.demo else ()
    return await Child(("stories", *words, *sample, *opening.everywhere), progress=silent).run()


def _why(row: dict[str, Any]) -> Why:
    """What `stories why --json` wrote."""
    beside = row["beside"]
    return Why(
        **{
            **row,
            "members": tuple(_member(member) for member in row["members"]),
            "beside": Beside(**{**beside, "tie": _tie(beside["tie"])}) if beside else None,
            "formerly": tuple(row["formerly"]),
            "reasons": tuple(_reason(reason) for reason in row["reasons"]),
        }
    )


def _reason(row: dict[str, Any]) -> Reason:
    return Reason(part=row["part"], points=row["points"], number=row["number"], names=tuple(row["names"]))


def _member(row: dict[str, Any]) -> Member:
    published = datetime.fromisoformat(row["published"]) if row["published"] else None
    return Member(**{**row, "published": published, "nearest": _tie(row["nearest"]) if row["nearest"] else None})


def _tie(row: dict[str, Any]) -> Tie:
    return Tie(**{**row, "shared": tuple((here, there) for here, there in row["shared"])})
