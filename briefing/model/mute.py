"""What a reader doesn't want to see, for a while or for good."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """One `[[mute]]` of sources.toml: a `word` (or phrase), or an `outlet` by its name; the other is "".

    From the day `until` on it is at rest; without one it holds for good. It hides what is shown, and nothing else: what
    is fetched, grouped and saved is the same without it.
    """

    word: str = ""
    outlet: str = ""
    until: date | None = None

    @property
    def name(self) -> str:
        """What is muted."""
        return self.word or self.outlet

    def holds(self, today: date) -> bool:
        """Whether it hides anything on the day `today`."""
        return self.until is None or today < self.until
