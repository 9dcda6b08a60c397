"""What is printed and saved: statements with their citations, laid out by story, taken at one moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefing.model.terms import Band, Kind, Precision

SCHEMA = 2
Status = Literal["", "new", "updated"]
Measure = Literal["killed", "injured", "missing", "detained", "displaced"]

#: What the figures of a story count, in the order of print.
MEASURES: tuple[Measure, ...] = ("killed", "injured", "missing", "detained", "displaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a statement stands: characters `start` to `end` of the text of the story's reference `n`."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A verbatim span of an article: its first citation is where `text` stands word for word.

    Further citations are articles that say the same. Escalation adds a date, views and outlook add a voice.
    `names` are all spellings of the speaker in the story; `date_resolved` marks a date worked out from relative words;
    `band` is the range that the word of `likelihood` stands for, "" where it has none.

    Raises:
        ValueError: there is no citation or no text.
    """

    text: str
    language: str
    citations: tuple[Citation, ...]
    date: str = ""
    date_text: str = ""
    date_precision: Precision | Literal[""] = ""
    date_resolved: bool = False
    speaker: str = ""
    speaker_id: str = ""
    names: tuple[str, ...] = ()
    role: str = ""
    kind: Kind | Literal[""] = ""
    direct: bool = False
    likelihood: str = ""
    band: Band | Literal[""] = ""
    new: bool = False

    def __post_init__(self) -> None:
        if not self.citations or not self.text:
            raise ValueError("a statement needs a text and at least one citation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article as a story's list of sources shows it; `n` counts from 1 within the story."""

    n: int
    id: str
    outlet: str
    title: str
    url: str = ""
    language: str = "und"
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many people something happened to, as one article tells it: `text` stands word for word where it is cited.

    `n` is the story's reference, `start` and `end` count characters of its text, as in a citation.
    """

    measure: Measure
    value: int
    text: str
    language: str
    n: int
    start: int
    end: int

    @property
    def statement(self) -> Statement:
        """The words as a statement of their own."""
        return Statement(
            text=self.text, language=self.language, citations=(Citation(n=self.n, start=self.start, end=self.end),)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Who is read, but does not tell a story: the reader's languages, countries and kinds of outlets."""

    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One story in four sections.

    `status` compares it with the snapshot before; `watched` are the words and phrases that the reader watches and it is
    about. `figures` are those for the same thing that differ between its articles, by measure, oldest article first.
    """

    id: str
    headline: str
    languages: tuple[str, ...]
    articles: tuple[Reference, ...]
    lead: Statement | None = None
    background: tuple[Statement, ...] = ()
    escalation: tuple[Statement, ...] = ()
    analyst_views: tuple[Statement, ...] = ()
    outlook: tuple[Statement, ...] = ()
    outlets: int = 1
    status: Status = ""
    watched: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    silence: Silence = Silence()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that is stated, in the order of print."""
        lead = (self.lead,) if self.lead else ()
        return (*lead, *self.background, *self.escalation, *self.analyst_views, *self.outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Trouble with one source or page, told in one line. `retry_after` is when it may be asked again."""

    source: str
    name: str
    reason: str
    url: str = ""
    retry_after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was asked and what came: the footer. Sources: asked = read + unchanged + failed.

    `not_due` sources were asked so recently that their servers had a rest. `pages_refused` of the failed pages were not
    asked for, as robots.txt asks.

    `stale` sources answered, but with nothing newer than the settings' `stale_days`. `pages_failed` counts
    article pages that could not be read (their feed's own text stands in). `outlets` and `languages` are of
    the articles in the window. `hidden_stories`, and `hidden_articles` of further ones, are left out by so many of
    the reader's `filters` (mutes); in a saved snapshot there are none.
    """

    asked: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    stale: int = 0
    not_due: int = 0
    pages_failed: int = 0
    pages_refused: int = 0
    articles: int = 0
    outlets: int = 0
    languages: int = 0
    stories: int = 0
    hidden_stories: int = 0
    hidden_articles: int = 0
    filters: int = 0

    @property
    def is_all_failed(self) -> bool:
        """Whether sources were asked and nothing is known of any of them."""
        return 0 < self.asked == self.failed and not self.not_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An edition: every briefing of one moment. `stories` are in rank order."""

    taken: datetime
    stories: tuple[Briefing, ...]
    failures: tuple[Failure, ...] = ()
    coverage: Coverage = Coverage()
    name: str = ""
    note: str = ""
    schema: int = SCHEMA
