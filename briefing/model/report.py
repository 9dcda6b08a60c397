"""A report read back: what its reader sees, whatever the format, in one shape that can be checked against the store."""

from dataclasses import dataclass
from datetime import datetime

from briefing.model.briefing import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement as a report shows it. A line break in `text` is where the page broke its line: a space or nothing.

    `section` is "lead", one of the four, "figures", or "" for a cited line elsewhere. `marks` are the numbers shown,
    `targets` those that their links lead to, where they are. `date` and `date_text` are as printed; `voice` is the
    heading of its voice, `who` the note under an expectation; `reported` is None where nothing says it. `spans` and
    `names` are in snapshots only. `value` is the number beside a figure. `drawn` holds the lines as a terminal shows
    them, where their letters are in order for the eye.
    """

    text: str
    section: str = ""
    marks: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    date: str = ""
    resolved: bool = False
    date_text: str = ""
    voice: str = ""
    reported: bool | None = None
    who: str = ""
    likelihood: str = ""
    names: tuple[str, ...] = ()
    spans: tuple[Citation, ...] = ()
    value: str = ""
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of a story's sources as a report lists it: `line` is made of these `parts` of the article, in order.

    Where it can't be read, `line` is empty.
    """

    n: int
    line: str
    parts: tuple[str, ...]
    url: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedStory:
    """A story of a report.

    `headlines` are all places that give the headline, the contents too; `size` is how it counts its articles,
    `languages` are tags or names, `own` words that nobody is cited for.
    """

    id: str
    headlines: tuple[str, ...]
    size: str = ""
    languages: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    sources: tuple[Listed, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What was read. `taken` is when its snapshot was, to the minute; `own` are words outside of stories.

    `is_drawn` tells that right-to-left text stands in order for the eye, not for reading.
    `interface` is the language of the words that aren't the sources'.
    """

    stories: tuple[PrintedStory, ...]
    taken: datetime | None = None
    own: tuple[str, ...] = ()
    is_drawn: bool = False
    interface: str = "en"
