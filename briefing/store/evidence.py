"""What a report is checked against: the articles it may mean, in every wording they had, and what was found in them."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace

from briefing.model import Article, Sentence
from briefing.store.articles import COLUMNS, article_of, content_hash, load_sentences
from briefing.store.database import to_moment
from briefing.store.stories import stored_aliases


def ids_of_stories(connection: sqlite3.Connection, stories: Collection[str]) -> dict[str, list[str]]:
    """The articles that grouping last put into each of `stories`, whatever id the story went by."""
    aliases = stored_aliases(connection)
    found: dict[str, list[str]] = {}
    for story in stories:
        rows = connection.execute(
            "SELECT article FROM story WHERE coalesce(shown, story) IN (?, ?) ORDER BY article",
            (story, aliases.get(story, story)),
        )
        found[story] = [id_ for (id_,) in rows]
    return found


def ids_at(connection: sqlite3.Connection, addresses: Iterable[str]) -> dict[str, list[str]]:
    """The articles at each of these addresses."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        "SELECT url, id FROM article WHERE url IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(set(addresses) - {""})),),
    )
    for url, id_ in rows:
        found.setdefault(url, []).append(id_)
    return found


def ids_titled(connection: sqlite3.Connection, titles: Iterable[str]) -> list[str]:
    """The articles of exactly these titles."""
    rows = connection.execute(
        "SELECT id FROM article WHERE title IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(set(titles) - {""})),),
    )
    return [id_ for (id_,) in rows]


def stored_wordings(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[Article, ...]]:
    """Each article as it is now, then as it was; those that aren't stored are left out."""
    found = {}
    for id_ in ids:
        row = connection.execute(f"SELECT {COLUMNS} FROM article WHERE id = ?", (id_,)).fetchone()  # noqa: S608
        if not row:
            continue
        now = article_of(row)
        before = connection.execute(
            "SELECT title, text, outlet, published, language FROM superseded WHERE id = ? ORDER BY hash", (id_,)
        )
        found[id_] = (
            now,
            *(
                replace(
                    now,
                    title=title,
                    text=text,
                    outlet=outlet if outlet is not None else now.outlet,
                    published=to_moment(published) or now.published,
                    language=language or now.language,
                )
                for title, text, outlet, published, language in before
            ),
        )
    return found


def stored_sentences(connection: sqlite3.Connection, articles: Iterable[Article]) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of `articles`, by id, where they were found in the very words that the article has."""
    found = {}
    for article in articles:
        row = connection.execute("SELECT hash, sentences FROM analysis WHERE article = ?", (article.id,)).fetchone()
        if row and row[0] == content_hash(article):
            found[article.id] = load_sentences(article, row[1]).sentences
    return found
