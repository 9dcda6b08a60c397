"""Which story each article is in: as grouping made it, and as the reader saw it; and by what ids stories once went."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing.errors import InputError, StoreError
from briefing.model import Story
from briefing.store.database import open_database


def grouped_stories(connection: sqlite3.Connection) -> dict[str, str]:
    """The story in which grouping last put each article: article id -> story id."""
    return dict(connection.execute("SELECT article, story FROM story"))


def published_stories(connection: sqlite3.Connection) -> dict[str, str]:
    """The story each article was last shown in, corrected: article id -> story id."""
    return dict(connection.execute("SELECT article, coalesce(shown, story) FROM story"))


def stored_copies(connection: sqlite3.Connection) -> dict[str, str]:
    """What each wire copy or reprint repeats: article id -> article id."""
    return dict(connection.execute("SELECT article, copy_of FROM story WHERE copy_of IS NOT NULL"))


def save_stories(connection: sqlite3.Connection, grouped: Iterable[Story], shown: Iterable[Story]) -> None:
    """Remember the stories of each article: as grouping made them, and as they are shown."""
    own = {article: story.id for story in grouped for article in story.articles}
    copies = {copy: original for story in grouped for copy, original in story.reprints}
    connection.executemany(
        "INSERT OR REPLACE INTO story (article, story, shown, copy_of) VALUES (?, ?, ?, ?)",
        ((a, own[a], story.id, copies.get(a)) for story in shown for a in story.articles),
    )


def save_aliases(connection: sqlite3.Connection, found: Mapping[str, str], *, living: Iterable[str]) -> None:
    """Remember where stories went; `living` are ids of stories that are there, which are no alias any more."""
    connection.executemany("DELETE FROM alias WHERE id = ?", ((id_,) for id_ in living))
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?)", found.items())


def stored_aliases(connection: sqlite3.Connection) -> dict[str, str]:
    """Each id by which a story once went, with the last known id of that story."""
    pairs = dict(connection.execute("SELECT id, story FROM alias"))
    return {id_: _end(pairs, id_) for id_ in pairs}


def former_ids(path: Path) -> dict[str, str]:
    """The `stored_aliases` of the database at `path`; none where it can't tell."""
    try:
        with open_database(path, read_only=True) as connection:
            return stored_aliases(connection)
    except StoreError:
        return {}


def story_named(connection: sqlite3.Connection, name: str) -> str:
    """The id of the story that `name` is, was or begins.

    Raises:
        InputError: there is none, or there are several.
    """
    aliases = stored_aliases(connection)
    known: set[str] = {story for (story,) in connection.execute("SELECT DISTINCT coalesce(shown, story) FROM story")}
    if name in known:
        return name
    found = {aliases.get(id_, id_) for id_ in (*known, *aliases) if id_.startswith(name)}
    if len(found) != 1:
        raise InputError(f"{name}: {'several stories begin' if found else 'no story begins'} with this id")
    return found.pop()


def _end(pairs: Mapping[str, str], id_: str) -> str:
    seen = [id_]
    while (after := pairs.get(seen[-1])) and after not in seen:
        seen.append(after)
    return seen[-1]
