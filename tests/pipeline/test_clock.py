"""A clock that jumps, back or ahead, by minutes or years: nothing is lost, hidden or put off until then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON
from newsroom import Newsroom, told

from briefing.pipeline.refresh import refresh
from briefing.render.toml import load
from briefing.store.clock import set_right
from briefing.store.database import open_database
from briefing.store.feeds import FeedState, feed_states, save_feed
from briefing.store.snapshots import newest_snapshot, snapshot_names

YEARS = timedelta(days=3650)


@pytest.fixture
def room(tmp_path):
    newsroom = Newsroom(tmp_path)
    newsroom.report(0, 1, 0, 1)
    newsroom.refresh()
    return newsroom


def at(room, moment):
    return refresh(replace(room.run(), now=moment))


def names(room, now=None):
    return snapshot_names(room.workspace.snapshots, now=now)


def test_two_refreshes_in_one_second_are_two_snapshots(room):
    room.report(2)
    moment = room.now + timedelta(minutes=5)
    at(room, moment)
    room.rewrite("a000", 2)
    second = at(room, moment)
    assert len(names(room)) == 3
    assert names(room)[0] == second.name == f"{names(room)[1]}-2"
    assert newest_snapshot(room.workspace.snapshots, load=load, now=moment) == second


def test_the_same_made_again_in_the_same_second_is_one_snapshot(room):
    moment = room.now + timedelta(minutes=5)
    assert at(room, moment) == at(room, moment)
    assert len(names(room)) == 2


def test_what_was_made_by_a_clock_far_ahead_does_not_hide_what_is_made_later(room):
    ahead = at(room, room.now + YEARS)
    room.report(2)
    room.now += timedelta(hours=1)
    now = at(room, room.now)
    assert newest_snapshot(room.workspace.snapshots, load=load, now=room.now).name == now.name
    assert names(room, room.now)[-1] == ahead.name
    assert {story.status for story in now.stories} == {"", "new"}


def test_what_was_seen_by_a_clock_far_ahead_is_not_new_forever(room):
    right, room.now = room.now, room.now + YEARS
    room.report(2)
    room.now = right + timedelta(hours=1)
    at(room, room.now)
    room.now += timedelta(hours=1)
    assert {story.status for story in at(room, room.now).stories} == {""}


def test_sources_that_were_asked_in_the_future_are_asked_again(room):
    later = NOON + YEARS
    state = FeedState(url="https://port.example/feed", asked=later, read=later, retry_after=later, answered=later)
    with open_database(room.workspace.database) as connection:
        save_feed(connection, "s", state)
        connection.commit()
        assert set_right(connection, room.now)
        mended = feed_states(connection)["s"]
    assert (mended.asked, mended.read, mended.retry_after) == (room.now, room.now, None)


def test_a_clock_behind_everything_changes_nothing(room):
    with open_database(room.workspace.database) as connection:
        before = connection.execute("SELECT id, seen FROM article ORDER BY id").fetchall()
        assert not set_right(connection, NOON - YEARS)
        assert connection.execute("SELECT id, seen FROM article ORDER BY id").fetchall() == before
    before = names(room)
    at(room, NOON - YEARS)
    assert names(room) == before
    assert len(told(at(room, room.now + timedelta(hours=1)))) == 2
