"""What is known of hosts while they are asked: who rests, what each robots.txt says. Reads and writes no file."""

from collections.abc import Callable, Iterable
from datetime import datetime

from briefing.model import Rest, Robots


class Hosts:
    """Begins with what earlier runs learnt; what is new is told to `learn` at once, so that nothing is lost."""

    def __init__(
        self, known: Iterable[Rest | Robots] = (), *, learn: Callable[[Rest | Robots], None] | None = None
    ) -> None:
        self._rests: dict[str, Rest] = {}
        self._robots: dict[str, Robots] = {}
        self._learn: Callable[[Rest | Robots], None] | None = None
        for one in known:
            self.keep(one)
        self._learn = learn

    def rest(self, host: str, *, now: datetime) -> Rest | None:
        """The rest of `host` that is in force."""
        rest = self._rests.get(host)
        return rest if rest and rest.holds(now) else None

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
