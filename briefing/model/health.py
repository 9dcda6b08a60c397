"""How a source fares: whether it can be read, and what a reader may do about it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from briefing.model.source import Source

#: Worst first.
STANDINGS = ("gone", "failing", "moved", "stale", "new", "ok", "muted")
Standing = Literal["gone", "failing", "moved", "stale", "new", "ok", "muted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`failure` is why it can't be read, `since` when it could last be read (None: never), `entries` what it last gave.

    Refreshes found it so `failures` times since `failing`.

    `newest` is the date of its newest article, `a_day` how many it published lately. `spares` tells whether its server
    answers what has not changed with a word: "honoured", "offered", "ignored" or, not known, "". `moved` is its new
    address as its server says, `suggested` one that was found on its home page.
    """

    source: Source
    standing: Standing
    failure: str = ""
    failing: datetime | None = None
    failures: int = 0
    since: datetime | None = None
    entries: int = 0
    newest: datetime | None = None
    a_day: float | None = None
    spares: str = ""
    asked: datetime | None = None
    retry_after: datetime | None = None
    moved: str = ""
    suggested: str = ""

    def judged(self, *, now: datetime, stale_days: int) -> "Health":
        """The same with the standing that its facts give it; what is gone for good stays so."""
        return replace(self, standing=self._standing(now, stale_days))

    def _standing(self, now: datetime, stale_days: int) -> Standing:
        if self.source.is_muted(now.date()):
            return "muted"
        if self.standing == "gone":
            return "gone"
        if self.failure:
            return "failing"
        if self.moved:
            return "moved"
        return "stale" if self.newest is None or now - self.newest > timedelta(days=stale_days) else "ok"

    @property
    def badness(self) -> int:
        """By which to sort, worst first."""
        return STANDINGS.index(self.standing)
