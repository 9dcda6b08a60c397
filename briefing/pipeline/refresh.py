"""A new snapshot of all sources: every stage, in order."""

from dataclasses import replace

from briefing.errors import InputError
from briefing.group import rank
from briefing.model import Progress, Snapshot
from briefing.pipeline.articles import make_articles
from briefing.pipeline.edition import Before, counted, group_articles, lay_out
from briefing.pipeline.examine import examine_new
from briefing.pipeline.gather import gather_into, window_of
from briefing.pipeline.run import Run
from briefing.render.toml import dump, load
from briefing.store.archive import open_archive
from briefing.store.articles import (
    articles_since,
    published_stories,
    save_stories,
    seen_until,
    stored_analyses,
    stored_vectors,
)
from briefing.store.database import open_database
from briefing.store.snapshots import newest_snapshot, save_snapshot, snapshot_name


def refresh(run: Run) -> Snapshot:
    """Gather, then make and save a snapshot of what the window holds.

    Raises:
        StoreError: the workspace can't be written.
    """
    previous = _previous(run)
    with open_database(run.workspace.database) as connection:
        gathered = gather_into(connection, run)
        window = window_of(connection, run)
        make_articles(connection, run, window)
        stumbled = examine_new(connection, run, window)
        run.progress(Progress(stage="stories", done=0, total=1))
        listed = {source.id for source in run.sources}
        found = articles_since(connection, window.since, until=window.until)
        articles = {article.id: article for article in found if article.source in listed}
        vectors = stored_vectors(connection, window.since, until=window.until)
        stories = group_articles(articles.values(), vectors, membership=published_stories(connection))
        weights = {source.id: source.weight for source in run.sources}
        leading = rank(stories, articles, now=window.until, weights=weights)[: run.settings.stories]
        with connection:
            save_stories(connection, ((article, story.id) for story in stories for article in story.articles))
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
        )
    snapshot = Snapshot(
        taken=run.now,
        name=snapshot_name(run.now),
        stories=briefings,
        failures=(*gathered.failures, *stumbled),
        note=run.note,
        coverage=replace(counted(articles.values()), stories=len(stories), **gathered.counts()),
    )
    if briefings and (gathered.failed < gathered.asked or not gathered.asked):
        # a morning without a network must not stand before the last good snapshot
        save_snapshot(run.workspace.snapshots, snapshot, dump=dump)
        with open_archive(run.workspace.archive, run.workspace.snapshots, load=load, dump=dump) as archive:
            if archive.kept:
                archive.add(snapshot)
    run.progress(Progress(stage="stories", done=1, total=1))
    return snapshot


def _previous(run: Run) -> Snapshot | None:
    """The snapshot before this one; damaged ones are no reason not to make a new one."""
    try:
        return newest_snapshot(run.workspace.snapshots, load=load, before=run.now)
    except InputError:
        return None
