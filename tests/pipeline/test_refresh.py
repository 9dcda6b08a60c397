from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from inline import Inline
from newsstand import Newsstand

from briefing.pipeline.refresh import refresh
from briefing.pipeline.run import Run
from briefing.pipeline.verify import verify
from briefing.render.toml import dump, load
from briefing.store.archive import open_archive
from briefing.store.database import open_database
from briefing.store.feeds import feed_states
from briefing.store.outlines import outline_snapshot
from briefing.store.sources import read_sources
from briefing.store.workspace import Workspace

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def stand():
    with Newsstand() as newsstand:
        yield newsstand


def run(stand, folder, *, now=MORNING, **settings):
    folder.mkdir(exist_ok=True)
    workspace = Workspace(folder / "sources.toml", folder / "cache")
    workspace.sources.write_text(stand.sources_toml(**settings), "utf-8")
    read, sources = read_sources(workspace.sources)
    return Run(workspace=workspace, settings=read, sources=sources, now=now, executor=Inline())


def test_two_hundred_articles_become_stories_and_the_second_refresh_is_conditional(stand, tmp_path):
    first = refresh(run(stand, tmp_path))
    assert (first.coverage.asked, first.coverage.read, first.coverage.failed) == (10, 10, 0)
    assert first.coverage.articles == 200
    assert first.stories[0].outlets > 1
    assert all(story.statements for story in first.stories)
    verdict = verify(first, tmp_path / "cache" / "articles.sqlite")
    assert verdict.checked > 50
    assert verdict.wrong == ()

    del stand.requests[:]
    second = refresh(run(stand, tmp_path, now=MORNING + timedelta(minutes=30)))
    assert len(stand.requests) == 10
    assert all(asked and status == 304 for _, asked, status in stand.requests)
    assert second.coverage.unchanged == 10
    assert [s.id for s in second.stories] == [s.id for s in first.stories]


def test_what_the_reader_watches_leads_and_is_marked(tmp_path):
    with Newsstand(sources=2, each=6) as stand:
        plain = refresh(run(stand, tmp_path / "plain")).stories
        told = refresh(run(stand, tmp_path / "watching", watch='["Dorrim", "Мерин"]')).stories
    assert plain[0].headline != told[0].headline
    assert "Merin" in told[0].headline
    assert [story.watched for story in told if story.watched] == [("Мерин",)]
    assert not any(story.watched for story in plain)


def test_a_new_snapshot_is_indexed_and_an_index_that_can_not_be_written_is_no_trouble(tmp_path):
    with Newsstand(sources=2, each=4) as stand:
        first = run(stand, tmp_path)
        made = refresh(first)
        folders = first.workspace.archive, first.workspace.snapshots
        with open_archive(*folders, load=load, dump=dump) as archive:
            assert archive.missing() == []
            assert archive.edition(made.name) == outline_snapshot(load(dump(made)))
            assert archive.search(made.stories[0].headline)
        first.workspace.archive.unlink()
        first.workspace.archive.mkdir()
        again = refresh(run(stand, tmp_path, now=MORNING + timedelta(minutes=30)))
        assert (first.workspace.snapshots / f"{again.name}.toml").is_file()


def test_the_health_of_a_feed_is_remembered(tmp_path):
    with Newsstand(sources=1, each=4) as stand:
        moments = [MORNING + timedelta(minutes=n) for n in (0, 30, 60)]

        def state(now):
            made = run(stand, tmp_path, now=now)
            refresh(made)
            with open_database(made.workspace.database, read_only=True) as connection:
                return feed_states(connection)["s0"]

        read = state(moments[0])
        assert (read.entries, read.read, read.not_modified) == (4, MORNING, None)
        same = state(moments[1])
        assert same == replace(read, asked=moments[1], answered=moments[1], not_modified=moments[1])
        stand.faults = {0: 404}
        failed = state(moments[2])
        assert "404" in failed.failure
        assert (failed.failing, failed.failures) == (moments[2], 1)
        well = replace(failed, failure="", failing=None, failures=0, asked=moments[1], answered=moments[1])
        assert well == same


def test_the_same_input_gives_the_same_snapshot_byte_for_byte(tmp_path):
    def edition(folder):
        folder.mkdir()
        with Newsstand(sources=4, each=6) as newsstand:
            text = dump(refresh(run(newsstand, folder)))
            return text.replace(newsstand.host, "host")

    assert edition(tmp_path / "one") == edition(tmp_path / "two")


def test_sources_that_fail_are_told_and_the_rest_arrives(tmp_path):
    with Newsstand(each=3) as stand:
        stand.faults = {0: 503, 1: 404, 2: "cut"}
        snapshot = refresh(run(stand, tmp_path))
        assert (snapshot.coverage.asked, snapshot.coverage.read, snapshot.coverage.failed) == (10, 7, 3)
        assert [f.source for f in snapshot.failures] == ["s0", "s1", "s2"]
        assert "503" in snapshot.failures[0].reason
        assert "404" in snapshot.failures[1].reason
        assert snapshot.coverage.articles == 21

        stand.faults = {}
        again = refresh(run(stand, tmp_path, now=MORNING + timedelta(hours=1)))
        assert again.coverage.failed == 0
        assert again.coverage.articles == 30


def test_a_page_that_fails_leaves_its_feed_s_words_and_is_asked_again_later(tmp_path):
    with Newsstand(sources=2, each=4) as stand:
        stand.faults = {(0, 0): "blank"}
        snapshot = refresh(run(stand, tmp_path))
        assert snapshot.coverage.articles == 8
        assert snapshot.coverage.pages_failed == 1
        stand.faults = {}
        later = refresh(run(stand, tmp_path, now=MORNING + timedelta(hours=7)))
        assert later.coverage.pages_failed == 0


def test_new_articles_are_marked_against_the_snapshot_before(tmp_path):
    with Newsstand(sources=3, each=4) as stand:
        assert all(not story.status for story in refresh(run(stand, tmp_path)).stories)
        stand.articles[0, 99] = {
            "title": "Astronomers at Uvest find a comet",
            "when": MORNING,
            "text": ["Astronomers at the Uvest observatory found a comet.", "It will be seen until spring."] * 1,
        }
        second = refresh(run(stand, tmp_path, now=MORNING + timedelta(hours=1)))
        assert [story.headline for story in second.stories if story.status == "new"] == [
            "Astronomers at Uvest find a comet"
        ]


def test_sources_in_the_workspace_s_own_files_need_no_network(tmp_path):
    (tmp_path / "note.txt").write_text("A quiet day in Grend\n\nNothing happened in Grend on Monday.\n", "utf-8")
    workspace = Workspace(tmp_path / "sources.toml", tmp_path / "cache")
    workspace.sources.write_text('[[source]]\nid="n"\nname="Note"\nurl="note.txt"\n', "utf-8")
    settings, sources = read_sources(workspace.sources)
    snapshot = refresh(
        Run(workspace=workspace, settings=settings, sources=sources, now=MORNING, executor=Inline(), offline=True)
    )
    assert [story.headline for story in snapshot.stories] == ["A quiet day in Grend"]
    again = refresh(
        Run(workspace=workspace, settings=settings, sources=sources, now=MORNING, executor=Inline(), offline=True)
    )
    assert dump(again) == dump(snapshot)


def test_the_next_refresh_groups_only_what_is_new(stand, tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.group.spans.FIRST", 1)
    first = run(stand, tmp_path)
    before = refresh(first)
    state = first.workspace.stream / "state.npz"
    assert state.stat().st_size > 0
    read = []
    with monkeypatch.context() as counted:
        counted.setattr("briefing.group.stream.features", lambda articles, *_, **__: read.extend(articles))
        after = refresh(run(stand, tmp_path, now=MORNING + timedelta(minutes=30)))
    assert read == []
    assert [story.id for story in after.stories] == [story.id for story in before.stories]
    state.write_bytes(b"damaged")
    again = refresh(run(stand, tmp_path, now=MORNING + timedelta(minutes=45)))
    assert len(again.stories) == len(before.stories)
