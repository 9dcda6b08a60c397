"""One text by one outlet."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to analyse. Paragraphs of `text` are its lines; all offsets elsewhere count its characters.

    `source` is the id of the source it came from ("" for a document given by hand), `outlet` its readable name.
    `published` is aware of its time zone, or None when nothing says it. `language` is a BCP 47 tag, "und" if unknown.
    """

    id: str
    title: str
    text: str
    language: str = "und"
    published: datetime | None = None
    outlet: str = ""
    url: str = ""
    source: str = ""
    byline: str = ""
