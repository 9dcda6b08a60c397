"""The reader's corrections made, taken back, and shown at once in a new snapshot of what is stored."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.errors import InputError
from briefing.group import headline
from briefing.group.corrections import Standing, new_story, standings
from briefing.model import Correction, Snapshot, Story
from briefing.pipeline.holdings import Holdings, hold
from briefing.pipeline.publish import corrected, publish, save, snapshot_before
from briefing.pipeline.run import Run
from briefing.render.toml import load
from briefing.store.corrections import read_corrections, write_corrections
from briefing.store.database import open_database
from briefing.store.lock import changing, working_alone
from briefing.store.snapshots import newest_snapshot

#: Seconds in which a refresh that has looked for corrections for the last time comes to its end.
MOMENT = 1.0


def merge(run: Run, ids: Sequence[str]) -> Correction:
    """Make one story of those that `ids` name, by themselves or by an article, from now on.

    Raises:
        InputError: one of them isn't known, or they are one story already.
    """
    with open_database(run.workspace.database, read_only=True) as connection:
        holdings = hold(connection, run)
    named = {}
    for id_ in ids:
        story = holdings.story(id_)
        named[story.id] = holdings.article(id_) if holdings.is_article(id_) else _anchor(story, holdings)
    stories = [story for story in holdings.stories if story.id in named]
    if len(stories) < 2:  # noqa: PLR2004 (one story is nothing to merge)
        raise InputError(f"{', '.join(ids)}: that is one story, {stories[0].id}")
    return _keep(
        run,
        Correction(
            kind="merge",
            made=run.now,
            story=stories[0].id,
            stories=tuple(story.id for story in stories),
            articles=tuple(named[story.id] for story in stories),
            headlines=tuple(_headline(story, holdings, run) for story in stories),
        ),
    )


def split(run: Run, id_: str, articles: Sequence[str]) -> Correction:
    """Part `articles` from the story `id_`, as one story of their own, from now on.

    Raises:
        InputError: one of them isn't known or not in that story, or nothing would remain there.
    """
    with open_database(run.workspace.database, read_only=True) as connection:
        holdings = hold(connection, run)
    story = holdings.story(id_)
    parted = tuple(dict.fromkeys(holdings.article(article) for article in articles))
    for article in parted:
        if article not in story.articles:
            raise InputError(f"{article}: is not in the story {story.id}, but in {holdings.story(article).id}")
    going = {*parted, *(copy for copy, original in story.reprints if original in parted)}
    others = tuple(article for article in story.articles if article not in going)
    if not others:
        raise InputError(f"{story.id}: no article would remain there")
    return _keep(
        run,
        Correction(
            kind="split",
            made=run.now,
            story=new_story(parted[0], run.now.isoformat()),
            stories=(story.id,),
            articles=parted,
            others=others,
            headlines=tuple(holdings.material.articles[article].title for article in parted),
        ),
    )


def undo(run: Run, id_: str = "") -> Correction:
    """Take back the newest correction, or the newest about the story or article `id_`.

    Raises:
        InputError: there is none.
    """
    path = run.workspace.corrections
    if not path.exists():
        raise InputError("no story was corrected")
    with changing(path):
        corrections = read_corrections(path)
        about = list(range(len(corrections)))
        if id_:
            with open_database(run.workspace.database, read_only=True) as connection:
                about = _about(id_, hold(connection, run))
        if not about:
            raise InputError(f"{id_}: nothing about it was corrected" if id_ else "no story was corrected")
        write_corrections(path, (*corrections[: about[-1]], *corrections[about[-1] + 1 :]))
    return corrections[about[-1]]


def listed(run: Run) -> list[tuple[Correction, Standing]]:
    """All corrections, the newest last, with what became of each."""
    corrections = read_corrections(run.workspace.corrections)
    if not corrections:
        return []
    with open_database(run.workspace.database, read_only=True) as connection:
        holdings = hold(connection, run)
        material, grouped = holdings.material, holdings.grouped
        found = standings(corrections, lambda some: corrected(connection, material, grouped, some))
    return list(zip(corrections, found, strict=True))


def renew(run: Run) -> Snapshot | None:
    """The newest snapshot with the stories as they are corrected now, in its place; None if there is none yet.

    It stays the edition of its moment: what is new in it, what was asked and what failed are as they were.

    Raises:
        BusyError: a refresh is at work, which will show the corrections.
    """
    with working_alone(run.workspace.refreshing, since=f"{run.now:%Y-%m-%d %H:%M} UTC", wait=MOMENT):
        return _renewed(run)


def _renewed(run: Run) -> Snapshot | None:
    newest = newest_snapshot(run.workspace.snapshots, load=load, now=run.now)
    if newest is None:
        return None
    with open_database(run.workspace.database) as connection:
        holdings = hold(connection, run)
        snapshot = publish(
            connection,
            replace(run, now=newest.taken, note=newest.note),
            holdings.material,
            grouped=holdings.grouped,
            corrections=holdings.corrections,
            previous=snapshot_before(run, newest.taken),
            coverage=newest.coverage,
            failures=newest.failures,
        )
    return save(run, snapshot, over=newest.name)


def _keep(run: Run, correction: Correction) -> Correction:
    path = run.workspace.corrections
    with changing(path):
        write_corrections(path, (*read_corrections(path), correction))
    return correction


def _about(id_: str, holdings: Holdings) -> list[int]:
    """The places of the corrections about a story or an article, also about a story that is no longer there."""
    stories, articles = {id_}, {id_}
    try:
        story = holdings.story(id_)
    except InputError:
        pass
    else:
        stories = {story.id} if not holdings.is_article(id_) else set()
        articles = {holdings.article(id_)} if holdings.is_article(id_) else set(story.articles)
    return [
        n
        for n, one in enumerate(holdings.corrections)
        if stories & {one.story, *one.stories} or articles & {*one.articles}
    ]


def _anchor(story: Story, holdings: Holdings) -> str:
    """The article that stands for a story: its newest that is no copy, which will be there longest."""
    copies = {copy for copy, _ in story.reprints}
    dated = [id_ for id_ in story.articles if holdings.material.articles[id_].published]
    return next((id_ for id_ in reversed(dated) if id_ not in copies), story.articles[-1])


def _headline(story: Story, holdings: Holdings, run: Run) -> str:
    articles = holdings.material.articles
    return articles[headline(story, articles, languages=run.settings.languages)].title
