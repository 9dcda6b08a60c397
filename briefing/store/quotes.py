"""Who said what in the stored articles, as analysis found it: only the sentences that have a voice are unpacked."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Attribution
from briefing.store.database import to_moment, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One sentence with a voice: `text` is what it passes on, the quoted words alone where they are quoted.

    `story` is the id of the article's story, "" if it is in none; `moment` its date, else when it was seen.
    """

    article: str
    story: str
    outlet: str
    title: str
    url: str
    moment: datetime
    start: int
    end: int
    text: str
    language: str
    voice: Attribution


def newest_moment(connection: sqlite3.Connection) -> datetime | None:
    """The date of the newest article; None if there is none."""
    (found,) = connection.execute("SELECT max(coalesce(published, seen)) FROM article").fetchone()
    return to_moment(found)


def spoken(connection: sqlite3.Connection, since: datetime, *, until: datetime, story: str = "") -> Iterator[Spoken]:
    """What somebody surely says in articles from `since` to `until` (of one `story`, if given), the oldest first."""
    rows = connection.execute(
        "SELECT article.id, coalesce(story.shown, story.story, ''), outlet, title, url, coalesce(published, seen), "
        "text, analysis.sentences FROM article JOIN analysis ON analysis.article = article.id "
        "LEFT JOIN story ON story.article = article.id "
        "WHERE analysis.hash = article.hash AND coalesce(published, seen) BETWEEN ? AND ? "
        "AND (? = '' OR coalesce(story.shown, story.story) = ?) ORDER BY coalesce(published, seen), article.id",
        (to_text(since), to_text(until), story, story),
    )
    for id_, of, outlet, title, url, moment, text, packed in rows:
        seen = set()
        for start, end, _, _, section, _, language, voice, _ in json.loads(packed):
            if not voice or section == "boilerplate":
                continue
            speaker, speaker_id, role, kind, direct, quote, *certain = voice
            if not all(certain):
                continue
            first, last = quote if direct and quote else (start, end)
            if (first, last) in seen:
                continue
            seen.add((first, last))
            yield Spoken(
                article=id_,
                story=of,
                outlet=outlet,
                title=title,
                url=url,
                moment=datetime.fromisoformat(moment),
                start=first,
                end=last,
                text=text[first:last],
                language=language,
                voice=Attribution(speaker=speaker, speaker_id=speaker_id, role=role, kind=kind, direct=direct),
            )
