"""What analysis finds in an article."""

from dataclasses import dataclass

from briefing.model.terms import Kind, Label, Precision, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written: `text` is `article.text[start:end]`.

    `iso` is ISO 8601 at the given precision ("2020", "2025-12", "2025-12-03", "2025-SP" for a season,
    "2020-09/2020-11" for a range), "" when it is relative and there is nothing to resolve it against.
    `resolved` is true when it was worked out from relative words ("on Friday").
    """

    text: str
    iso: str
    precision: Precision
    start: int
    end: int
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who a sentence's words belong to.

    `speaker` is the fullest name or description found in the article, `speaker_id` the same for all its
    spellings there. `kind` is None for a name of which the article doesn't say what its bearer is. `direct` tells a
    quotation from reported speech; `quote` is the span of the quoted words, with their quotation marks, in the
    article's text. `certain` is false where the sentence itself doesn't say who speaks, so that it was worked out from
    its neighbours, or where its verb may tell of something else than words.
    """

    speaker: str
    speaker_id: str
    role: str = ""
    kind: Kind | None = None
    direct: bool = False
    quote: tuple[int, int] | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article: `text` is `article.text[start:end]`, `paragraph` counts its non-empty lines.

    `label` says what it does in its article, `section` where a briefing prints it, with that `probability`. The two
    agree (`SECTION_OF`) unless a date, a voice or words that look ahead speak for another section.
    """

    i: int
    start: int
    end: int
    text: str
    paragraph: int
    label: Label
    section: Section
    probability: float
    language: str
    attribution: Attribution | None = None
    dates: tuple[DateMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All sentences of one article, in its order, boilerplate included."""

    article: str
    sentences: tuple[Sentence, ...]
