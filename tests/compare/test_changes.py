"""What changed between two snapshots: proved by snapshots that were made to differ in known ways."""

from dataclasses import replace
from datetime import timedelta

from builders import NOON
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom
from tui.desk_builder import article, dam, story

from briefing.compare.changes import changes
from briefing.model import Snapshot
from briefing.pipeline.refresh import refresh


def snapshot(*stories, hours=0):
    return Snapshot(taken=NOON + timedelta(hours=hours), stories=stories)


def kinds(before, now):
    """What became of each story that changed, by id."""
    return {change.story.id: change.what for change in changes(snapshot(*before), snapshot(*now, hours=1)).stories}


def of(id_, *articles):
    """A story of these articles, by id."""
    return story(id_, f"Story {id_}", articles=tuple(article(one, f"Text of {one}.") for one in articles))


def test_a_snapshot_does_not_differ_from_itself():
    found = changes(snapshot(dam(), of("x", "x1")), snapshot(of("x", "x1"), dam(), hours=1))
    assert not found
    assert found.same == 2


def test_a_mark_of_what_is_new_is_no_change():
    marked = replace(dam(), status="new", background=tuple(replace(s, new=True) for s in dam().background))
    assert not changes(snapshot(marked), snapshot(dam(), hours=1))


def test_new_grown_and_quiet_stories_are_told_apart():
    before = (of("grown", "g1"), of("same", "s1"), of("gone", "q1"))
    now = (of("new", "n1"), of("grown", "g1", "g2"), of("same", "s1"))
    assert kinds(before, now) == {"new": "new", "grown": "grown", "gone": "quiet"}


def test_stories_that_went_into_another_are_merged():
    found = changes(snapshot(of("a", "a1", "a2"), of("b", "b1")), snapshot(of("a", "a1", "a2", "b1"), hours=1))
    (change,) = found.stories
    assert change.what == "merged"
    assert [former.id for former in change.formerly] == ["b"]


def test_a_story_that_goes_on_under_another_id_is_still_the_same():
    (change,) = changes(snapshot(of("a", "a1", "a2")), snapshot(of("b", "a2", "a3"), hours=1)).stories
    assert (change.what, change.before.id) == ("grown", "a")


def test_a_story_that_lost_an_article_to_a_new_one_lives_on():
    assert kinds((of("a", "a1", "a2", "a3"),), (of("a", "a1", "a2"), of("b", "a3"))) == {"b": "new"}


IDS = st.sampled_from("abcdef")
PAGES = st.lists(IDS, unique=True).map(lambda ids: tuple(of(id_, f"{id_}1") for id_ in ids))


@given(PAGES, PAGES)
def test_every_story_is_told_once_or_counted_as_the_same(before, now):
    found = changes(snapshot(*before), snapshot(*now, hours=1))
    told = [change.story.id for change in found.stories]
    both = {s.id for s in before} & {s.id for s in now}
    assert sorted(told) == sorted(({s.id for s in before} | {s.id for s in now}) - both)
    assert found.same == len(both)


def test_two_refreshes_differ_in_exactly_what_was_reported_between_them(tmp_path):
    room = Newsroom(tmp_path)
    room.report(0, 1)
    first = refresh(room.run())
    room.report(0, 2)
    second = refresh(room.run())
    found = changes(first, second)
    told = {change.what: change for change in found.stories}
    assert sorted(told) == ["grown", "new"]
    assert found.same == 1
    assert [r.id for r in told["grown"].found.articles] == ["a002"]
    assert [s.text for _, s in told["grown"].found.added] == ["Dam at Orsk gives way after three days of rain again ."]
    assert [r.id for r in told["new"].story.articles] == ["a003"]
    assert not changes(second, refresh(room.run()))
