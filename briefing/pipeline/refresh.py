"""A new snapshot of all sources: every stage, in order."""

from dataclasses import replace

from briefing.group import pieces_of, recall, remember
from briefing.model import Progress, Snapshot
from briefing.pipeline.articles import make_articles
from briefing.pipeline.edition import counted, group_articles
from briefing.pipeline.examine import examine_new
from briefing.pipeline.gather import gather_into, window_of
from briefing.pipeline.publish import material_of, publish, save, snapshot_before
from briefing.pipeline.retain import retain
from briefing.pipeline.run import Run
from briefing.store.corrections import read_corrections
from briefing.store.database import open_database
from briefing.store.stories import grouped_stories
from briefing.store.stream import Pieces, save_stream
from briefing.store.tidy import tidy


def refresh(run: Run) -> Snapshot:
    """Gather, then make and save a snapshot of what the window holds.

    Nobody else may refresh this workspace meanwhile.

    Raises:
        ConfigurationError: the reader's corrections can't be read; nothing was asked.
        StoreError: the workspace can't be written.
    """
    read_corrections(run.workspace.corrections)
    tidy(run.workspace)
    with open_database(run.workspace.database) as connection:
        gathered = gather_into(connection, run)
        window = window_of(connection, run)
        stumbled = (*make_articles(connection, run, window), *examine_new(connection, run, window))
        run.progress(Progress(stage="stories", done=0, total=1))
        material = material_of(connection, run, window)
        articles = material.articles.values()
        stream = recall(Pieces(run.workspace.stream), articles)
        grouped = group_articles(articles, material.vectors, membership=grouped_stories(connection), stream=stream)
        previous = snapshot_before(run, run.now)
        corrections, saved = None, ""
        # whoever corrects stories meanwhile leaves it to this run to show it
        while corrections != (corrections := read_corrections(run.workspace.corrections)):
            snapshot = publish(
                connection,
                run,
                material,
                grouped=grouped,
                corrections=corrections,
                previous=previous,
                coverage=replace(counted(articles), **gathered.counts()),
                failures=(*gathered.failures, *stumbled),
            )
            if snapshot.stories and not snapshot.coverage.is_all_failed:
                # a morning without a network must not stand before the last good snapshot
                snapshot = save(run, snapshot, over=saved)
                saved = snapshot.name
        save_stream(run.workspace.stream, remember(stream), needed=pieces_of)
        retain(connection, run, window)
    run.progress(Progress(stage="stories", done=1, total=1))
    return snapshot
