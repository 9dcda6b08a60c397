from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from inline import Inline
from newsstand import Newsstand

from briefing.model import Citation
from briefing.pipeline.refresh import refresh
from briefing.pipeline.run import Run
from briefing.pipeline.verify import verify
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


def run(stand, folder, now=MORNING):
    workspace = Workspace(folder / "sources.toml", folder / "cache")
    workspace.sources.write_text(stand.sources_toml(), "utf-8")
    settings, sources = read_sources(workspace.sources)
    return Run(workspace=workspace, settings=settings, sources=sources, now=now, executor=Inline())


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verify")
    with Newsstand(sources=4, each=6) as stand:
        yield refresh(run(stand, folder)), folder / "cache" / "articles.sqlite"


def with_first(snapshot, change):
    """`snapshot` with the first outlook of its first story that has one changed."""
    stories = list(snapshot.stories)
    n = next(i for i, story in enumerate(stories) if story.outlook)
    stories[n] = replace(stories[n], outlook=(change(stories[n].outlook[0]), *stories[n].outlook[1:]))
    return replace(snapshot, stories=tuple(stories))


def test_an_untouched_snapshot_is_true(saved):
    assert verify(*saved).wrong == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda s: replace(s, text=s.text.replace("e", "3", 1)),
        lambda s: replace(s, citations=(replace(s.citations[0], start=s.citations[0].start + 1),)),
        lambda s: replace(s, citations=(*s.citations, Citation(n=1, start=90_000, end=90_010))),
        lambda s: replace(s, likelihood="certainly"),
        lambda s: replace(s, speaker="Somebody Else"),
        lambda s: replace(s, date_text="on Thursday"),
    ],
)
def test_a_planted_error_is_found(saved, change):
    snapshot, database = saved
    assert verify(with_first(snapshot, change), database).wrong


def test_a_changed_headline_is_found(saved):
    snapshot, database = saved
    changed = replace(snapshot.stories[0], headline="Nothing happened")
    assert verify(replace(snapshot, stories=(changed, *snapshot.stories[1:])), database).wrong


def test_a_snapshot_stays_true_when_an_outlet_corrects_itself(tmp_path):
    with Newsstand(sources=2, each=3) as stand:
        before = refresh(run(stand, tmp_path))
        for article in stand.articles.values():
            article["title"] += " (corrected)"
            article["text"][0] += " This article was corrected."
        after = refresh(run(stand, tmp_path, MORNING + timedelta(hours=1)))
        database = tmp_path / "cache" / "articles.sqlite"
        assert after.stories[0].headline.endswith("(corrected)")
        assert verify(before, database).wrong == ()
        assert verify(after, database).wrong == ()


def test_a_source_that_was_removed_is_no_longer_told(tmp_path):
    with Newsstand(sources=3, each=4) as stand:
        assert refresh(run(stand, tmp_path)).coverage.articles == 12
        stand.sources = 2
        assert refresh(run(stand, tmp_path, MORNING + timedelta(hours=1))).coverage.articles == 8


def test_a_damaged_snapshot_does_not_stop_the_next(tmp_path):
    with Newsstand(sources=1, each=2) as stand:
        refresh(run(stand, tmp_path))
        for path in (tmp_path / "cache" / "snapshots").iterdir():
            path.write_text("half of a snap", "utf-8")
        assert refresh(run(stand, tmp_path, MORNING + timedelta(hours=1))).stories
