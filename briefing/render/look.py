"""How a snapshot is to be shown: the reader's choices, the same for every format."""

from dataclasses import dataclass, field
from typing import Literal

from briefing.words import Words, speak

Bidi = Literal["auto", "app", "terminal", "off"]

#: The order of print.
SECTIONS = ("background", "escalation", "analyst_views", "outlook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`width` in columns; `bidi` says who puts right-to-left text in order for the eye (see `render.bidi`).

    `words` are those of the interface.
    """

    width: int = 100
    sections: tuple[str, ...] = SECTIONS
    color: bool = False
    bidi: Bidi = "auto"
    words: Words = field(default_factory=speak)
