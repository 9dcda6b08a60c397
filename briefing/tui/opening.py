"""What the app is opened on."""

from dataclasses import dataclass, field

from briefing.model import Settings, Source
from briefing.render.look import Bidi
from briefing.store.workspace import Workspace
from briefing.words import Words, speak


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the app is opened on. `refresh` are the words of the command that refreshes it, [] if it can't be.

    `everywhere` are options that any command of this program needs to find the same workspace. A sample edition
    (`demo`) keeps nothing; `offline` was asked for. `words` are those of the interface.
    """

    workspace: Workspace
    settings: Settings
    sources: tuple[Source, ...]
    bidi: Bidi
    refresh: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    trouble: str = ""
    demo: bool = False
    offline: bool = False
    words: Words = field(default_factory=speak)
