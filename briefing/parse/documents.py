"""JSON Lines of documents: `{"id", "title", "text", "language"?, "published"?, "outlet"?, "url"?}`, one a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.language.clean import clean
from briefing.parse.dates import read_date
from briefing.parse.error import ParseError
from briefing.parse.links import web_address
from briefing.parse.tags import language_tag
from briefing.parse.titles import one_line

MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One line: `text` is as given, but cleaned; offsets elsewhere count its characters."""

    id: str
    title: str
    text: str
    language: str
    published: datetime | None
    outlet: str
    url: str


def read_documents(lines: str) -> Iterator[Document]:
    """Read the documents in their order; empty lines are skipped. `lang`, `date` and `source` are read as aliases.

    Raises:
        ParseError: a line is no document, its text is missing or too long, its date can't be read, or two share an id.
    """
    seen: set[str] = set()
    for n, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            document = _document(line, n)
            if document.id in seen:
                raise ParseError(f"line {n}: another document has the id {_shown(document.id)}")
            seen.add(document.id)
            yield document


def _document(line: str, n: int) -> Document:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"line {n}: not well-formed JSON") from error
    if not isinstance(fields, dict):
        raise ParseError(f"line {n}: not a JSON object")
    text = clean(_text(fields, n, "text"))
    title = one_line(_text(fields, n, "title"))
    if not text.strip() and not title:
        raise ParseError(f'line {n}: neither "text" nor "title"')
    if len(text) > MAX_TEXT:
        raise ParseError(f"line {n}: its text is longer than {MAX_TEXT // 1_000_000} million characters")
    return Document(
        id=one_line(_text(fields, n, "id")) or str(n),
        title=title,
        text=text,
        language=language_tag(_text(fields, n, "language", "lang")),
        published=_date(_text(fields, n, "published", "date"), n),
        outlet=one_line(_text(fields, n, "outlet", "source")),
        url=web_address(_text(fields, n, "url")),
    )


def _text(fields: dict[str, Any], n: int, *names: str) -> str:
    value = next((fields[name] for name in names if fields.get(name) is not None), "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ParseError(f'line {n}: "{names[0]}" is not a text')
    return value


def _date(text: str, n: int) -> datetime | None:
    published = read_date(text)
    if text.strip() and published is None:
        raise ParseError(f"line {n}: not a date: {_shown(text)}")
    return published


def _shown(text: str) -> str:
    return f'"{one_line(text, limit=40)}"'
