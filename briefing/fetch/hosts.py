"""What is known of hosts while they are asked: who rests, what each robots.txt says. Reads and writes no file."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from briefing.model import Rest, Robots


class Hosts:
    """Begins with what earlier runs learnt, at the moment `now`, by default what the clock says.

    What is new is told to `learn` at once, so that nothing is lost.
    """

    def __init__(
        self,
        known: Iterable[Rest | Robots] = (),
        *,
        now: datetime | None = None,
        learn: Callable[[Rest | Robots], None] | None = None,
    ) -> None:
        self._start = now or datetime.now(UTC)
        self._began = time.monotonic()
        self._rests: dict[str, Rest] = {}
        self._robots: dict[str, Robots] = {}
        self._learn: Callable[[Rest | Robots], None] | None = None
        for one in known:
            self.keep(one)
        self._learn = learn

    def now(self) -> datetime:
        """What time it is: the beginning, and as long as has passed since."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def rest(self, host: str) -> Rest | None:
        """The rest of `host` that is in force."""
        rest = self._rests.get(host)
        return rest if rest and rest.holds(self.now()) else None

    def robots(self, site: str) -> Robots | None:
        """What is known of the robots.txt of `site`, fresh or not."""
        return self._robots.get(site)

    def keep(self, told: Rest | Robots) -> None:
        """Know this from now on."""
        if isinstance(told, Rest):
            self._rests[told.host] = told
        else:
            self._robots[told.site] = told
        if self._learn:
            self._learn(told)
