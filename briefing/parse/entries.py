"""From what a feed says of each entry to `Entry` values: the rules all feed formats share."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from math import inf

from briefing.language.clean import clean
from briefing.model import Entry, Source
from briefing.parse.dates import read_date
from briefing.parse.links import web_address
from briefing.parse.tags import language_tag
from briefing.parse.titles import one_line, unwrapped

MAX_ENTRIES = 5_000
#: Of a feed; a morning's feed has fifty, an archive or an attack has more than a morning can be spent on.
NEWEST = 1_000
MAX_MARKUP = 1_000_000
MAX_NAME = 200

_MAIL_THEN_NAME = re.compile(r"\S+@\S+\s*\(([^()]*)\)")
_MAIL = re.compile(r"\s*[(<]?\s*\b(?:mailto:)?[^\s()<>]+@[^\s()<>]+\s*[)>]?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as written. `links` best first; `dates` best first; `title` is HTML unless `plain_title`."""

    id: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    plain_title: bool = False
    summary: str = ""
    content: str = ""
    dates: tuple[str, ...] = ()
    byline: str = ""
    language: str = ""


def entries(raws: Iterable[RawEntry], *, source: Source, url: str) -> tuple[Entry, ...]:
    """At most `MAX_ENTRIES` entries in the feed's order; of several with one id the first. Empty ones are left out."""
    found: dict[str, Entry] = {}
    for entry in islice(_built(islice(raws, MAX_ENTRIES * 4), source.id, url), MAX_ENTRIES):
        found.setdefault(entry.id, entry)
    return tuple(found.values())


def newest(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The `NEWEST` of a feed's entries, still in its order; among undated ones, which come last, the first."""
    if len(found) <= NEWEST:
        return found
    ages = sorted(range(len(found)), key=lambda n: -at.timestamp() if (at := found[n].published) else inf)
    return tuple(found[n] for n in sorted(ages[:NEWEST]))


def _built(raws: Iterable[RawEntry], source: str, url: str) -> Iterator[Entry]:
    for raw in raws:
        title = one_line(raw.title) if raw.plain_title else unwrapped(raw.title)
        summary, content = _markup(raw.summary), _markup(raw.content)
        link = next(filter(None, (web_address(link, relative_to=url) for link in raw.links)), "")
        if not (title or summary or content):
            continue
        yield Entry(
            source=source,
            id=_identity(raw.id) or link or _digest(title + "\0" + summary + "\0" + content),
            url=link,
            title=title,
            summary=summary,
            content=content,
            published=next(filter(None, map(read_date, raw.dates)), None),
            byline=_name(raw.byline),
            language=language_tag(raw.language),
        )


def as_markup(text: str) -> str:
    """Plain text as HTML that reads the same: one paragraph a line."""
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def _markup(markup: str) -> str:
    return clean(markup[:MAX_MARKUP]).strip()


def _identity(name: str) -> str:
    name = one_line(name, limit=len(name) + 1)
    return name if len(name) <= MAX_NAME else _digest(name)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _name(byline: str) -> str:
    if "@" in byline:
        with_mail = _MAIL_THEN_NAME.fullmatch(byline.strip()[: MAX_NAME * 2])
        byline = with_mail[1] if with_mail else _MAIL.sub(" ", byline[: MAX_NAME * 2])
    return unwrapped(byline, limit=MAX_NAME)
