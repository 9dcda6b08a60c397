"""Stories -> a saved snapshot: corrected, ranked, laid out. What the reader sees is remembered."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from briefing.errors import InputError
from briefing.group import correct, rank
from briefing.group.aliases import aliases
from briefing.group.likeness import Likeness
from briefing.model import Article, Correction, Coverage, Failure, Snapshot, Story
from briefing.pipeline.edition import Before, lay_out, unpacked
from briefing.pipeline.run import Run, Window
from briefing.render.toml import dump, load
from briefing.store.archive import open_archive
from briefing.store.articles import articles_since, seen_until, stored_analyses, stored_vectors
from briefing.store.snapshots import free_name, newest_snapshot, save_snapshot, snapshot_name
from briefing.store.stories import published_stories, save_aliases, save_stories

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What stories of a window are made of: the articles of the sources that are read, and their vectors, by id."""

    window: Window
    articles: Mapping[str, Article]
    vectors: Mapping[str, bytes]


def material_of(connection: sqlite3.Connection, run: Run, window: Window) -> Material:
    """What is stored of the window."""
    listed = {source.id for source in run.sources}
    found = articles_since(connection, window.since, until=window.until)
    return Material(
        window=window,
        articles={article.id: article for article in found if article.source in listed},
        vectors=stored_vectors(connection, window.since, until=window.until),
    )


def corrected(
    connection: sqlite3.Connection, material: Material, grouped: Sequence[Story], corrections: Sequence[Correction]
) -> tuple[Story, ...]:
    """The stories that grouping made, as the reader corrected them."""
    if not corrections:
        return tuple(grouped)
    articles = material.articles
    likeness = Likeness(tuple(articles.values()), unpacked(material.vectors))
    before = published_stories(connection)
    return correct(grouped, corrections, articles=articles, likeness=likeness, before=before)


class Terms(TypedDict):
    """By what stories are ranked, and why they stand where they stand."""

    now: datetime
    weights: Mapping[str, float]
    watch: Sequence[str]
    vectors: "Mapping[str, NDArray[np.float32]]"


def terms(run: Run, material: Material) -> Terms:
    """The terms of this run."""
    return Terms(
        now=material.window.until,
        weights={source.id: source.weight for source in run.sources},
        watch=run.settings.watch,
        vectors=unpacked(material.vectors),
    )


def publish(
    connection: sqlite3.Connection,
    run: Run,
    material: Material,
    *,
    grouped: Sequence[Story],
    corrections: Sequence[Correction],
    previous: Snapshot | None,
    coverage: Coverage,
    failures: Sequence[Failure],
) -> Snapshot:
    """The snapshot of `material`, whose stories and their former ids are remembered; it is not saved yet.

    What is new in it is so against `previous`.
    """
    stories = corrected(connection, material, grouped, corrections)
    articles = material.articles
    leading = rank(stories, articles, **terms(run, material))[: run.settings.stories]
    with connection:
        gone = aliases(published_stories(connection), stories)
        save_stories(connection, grouped, stories)
        save_aliases(connection, gone, living=(story.id for story in stories))
    before = Before()
    if previous:
        ids = frozenset(story.id for story in previous.stories)
        before = Before(stories=ids, articles=seen_until(connection, previous.taken))
    briefings = lay_out(
        leading,
        articles=articles,
        analyses=stored_analyses(connection, (articles[i] for story in leading for i in story.articles)),
        languages=run.settings.languages,
        before=before,
        watch=run.settings.watch,
        sources=run.sources,
    )
    return Snapshot(
        taken=run.now,
        name=snapshot_name(run.now),
        stories=briefings,
        failures=tuple(failures),
        note=run.note,
        coverage=replace(coverage, stories=len(stories)),
    )


def save(run: Run, snapshot: Snapshot, *, over: str = "") -> Snapshot:
    """Keep the snapshot as the newest, and index it: in place of the one with the name `over`, or beside all others."""
    folder = run.workspace.snapshots
    snapshot = replace(snapshot, name=over or free_name(folder, snapshot, dump=dump))
    save_snapshot(folder, snapshot, dump=dump)
    with open_archive(run.workspace.archive, run.workspace.snapshots, load=load, dump=dump) as archive:
        if archive.kept:
            archive.add(snapshot)
    return snapshot


def snapshot_before(run: Run, moment: datetime) -> Snapshot | None:
    """The newest snapshot taken before `moment`; damaged ones are no reason not to make a new one."""
    try:
        return newest_snapshot(run.workspace.snapshots, load=load, before=moment)
    except InputError:
        return None
