"""How far a run has come."""

from collections.abc import Callable
from dataclasses import dataclass

#: The stage before all others, if another run over the workspace is at work: `current` says which.
WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` in a stage ("feeds", "pages", "analysis", …); `current` names what was just finished."""

    stage: str
    done: int
    total: int
    current: str = ""


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Report nothing."""
