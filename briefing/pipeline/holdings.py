"""What is stored of the stories now, as grouping last made them and as the reader corrected them since."""

import difflib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.errors import InputError
from briefing.group.ages import age
from briefing.group.aliases import aliases
from briefing.model import Correction, Story
from briefing.pipeline.gather import window_of
from briefing.pipeline.publish import Material, corrected, material_of
from briefing.pipeline.run import Run
from briefing.store.corrections import read_corrections
from briefing.store.stories import grouped_stories, published_stories, stored_aliases, stored_copies

#: A beginning of an id that is shorter names nothing.
SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """`grouped` are the stories of the last refresh as grouping made them, `stories` the same with `corrections`.

    Both are oldest first. `aliases` maps ids that stories once had to those they have.
    """

    material: Material
    grouped: tuple[Story, ...]
    stories: tuple[Story, ...]
    corrections: tuple[Correction, ...]
    aliases: Mapping[str, str]

    def story(self, id_: str) -> Story:
        """The story of this id, of this former id, or with the article of this id; a beginning of one will do.

        Raises:
            InputError: there is none, or several; the nearest id is named.
        """
        by_id = {story.id: story for story in self.stories}
        by_article = {article: story for story in self.stories for article in story.articles}
        aliases = {alias: by_id[id_] for alias, id_ in self.aliases.items() if id_ in by_id}
        known = {**by_article, **aliases, **by_id}
        return known[_one(id_, known, "story or article")]

    def article(self, id_: str) -> str:
        """The id of the article that this is, or begins.

        Raises:
            InputError: there is none, or several; the nearest id is named.
        """
        return _one(id_, [article for story in self.stories for article in story.articles], "article")

    def is_article(self, id_: str) -> bool:
        """Whether this names an article, and no story."""
        return not any(known.startswith(id_) for known in (*self.aliases, *(s.id for s in self.stories)))


def hold(connection: sqlite3.Connection, run: Run) -> Holdings:
    """What the window holds.

    Raises:
        ConfigurationError: the reader's corrections can't be read.
    """
    corrections = read_corrections(run.workspace.corrections)
    material = material_of(connection, run, window_of(connection, run))
    grouped = _grouped(connection, material)
    stories = corrected(connection, material, grouped, corrections)
    gone = aliases(published_stories(connection), stories)
    return Holdings(
        material=material,
        grouped=grouped,
        stories=stories,
        corrections=corrections,
        aliases={**{id_: gone.get(now, now) for id_, now in stored_aliases(connection).items()}, **gone},
    )


def _grouped(connection: sqlite3.Connection, material: Material) -> tuple[Story, ...]:
    """The stories of the last refresh, with what of them is still in the window."""
    copies = stored_copies(connection)
    members: dict[str, list[str]] = {}
    where = grouped_stories(connection)
    for article in sorted(material.articles.values(), key=age):
        if article.id in where:
            members.setdefault(where[article.id], []).append(article.id)
    return tuple(
        Story(
            id=name,
            articles=tuple(articles),
            reprints=tuple((a, copies[a]) for a in articles if copies.get(a) in articles),
        )
        for name, articles in members.items()
    )


def _one(id_: str, known: Iterable[str], what: str) -> str:
    names = list(known)
    if id_ in names:
        return id_
    begun = [name for name in names if len(id_) >= SHORTEST and name.startswith(id_)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise InputError(f"{id_}: begins several: {', '.join(sorted(begun)[:5])}")
    near = difflib.get_close_matches(id_, names, n=1, cutoff=0.5)
    hint = f": did you mean {near[0]}?" if near else " (`briefing stories list` shows them)"
    raise InputError(f"{id_}: there is no {what} of this id in the window{hint}")
