"""A refresh while the app is used: a command beside it, that the reader may stop, or outlive."""

import asyncio
import os
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

import pytest
from tui.desk_builder import Room, dam, snapshot, stories, whole

from briefing.model import Progress
from briefing.tui.widgets.bar import told

FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>{0}</title>{1}</channel></rss>'
ITEM = (
    "<item><title>{0}</title><link>https://grend.example/{1}</link><guid>{1}</guid><pubDate>{2}</pubDate>"
    "<description>{3}</description></item>"
)


def feed(outlet, *told):
    """A feed whose entries, pairs of headline and text, are some hours old."""
    when = format_datetime(datetime.now(UTC) - timedelta(hours=2))
    items = (ITEM.format(escape(h), f"{outlet}-{n}", when, escape(text)) for n, (h, text) in enumerate(told))
    return FEED.format(outlet, "".join(items))


TOLD = (
    "Officials in Grend confirmed on Monday that the dam above the town gave way. "
    "Schools in Grend stay closed until further notice. The dam was built in 1962 without a spillway. "
    '"Nobody here believes the official account," said Sana Tarek, director of the Grend Institute. '
    "The ministry could close the valley next week."
)


@pytest.fixture
def feeds(tmp_path):
    """A workspace that reads two files, and refreshes for real."""
    settings = '[settings]\nbidi = "app"\nrefresh_minutes = 0\n'
    table = '[[source]]\nid = "{0}"\nname = "Outlet {0}"\nurl = "{0}.xml"\ncontent = "feed"\n'
    room = Room.below(tmp_path, sources=settings + table.format("a") + table.format("b"))
    (tmp_path / "a.xml").write_text(feed("a", ("Dam above Grend gives way", TOLD)), "utf-8")
    (tmp_path / "b.xml").write_text(feed("b", ("Dam of Grend bursts, valley flooded", TOLD)), "utf-8")
    room.refresh = ("refresh", "--workspace", str(tmp_path))
    return room


def test_the_first_briefing_is_made_by_itself_and_a_second_by_key(feeds):
    async def act(hand):
        await hand.until(lambda: "The first briefing is being made" in whole(hand.page))
        assert hand.listed == []
        await hand.until(lambda: hand.listed and not hand.app.child, within=60)
        assert "Grend" in whole(hand.page)
        assert hand.told[-1].startswith("asked 2 sources: 2 read")
        first = hand.app.desk.edition.name
        await hand.press("m")
        (feeds.workspace.sources.parent / "b.xml").write_text(
            feed(
                "b",
                ("Dam of Grend bursts, valley flooded", TOLD),
                ("Miners of Orsk walk out", "Miners in Orsk struck."),
            ),
            "utf-8",
        )
        await hand.until(lambda: f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}" > first)
        await hand.press("R")
        assert hand.app.child
        await hand.press("R")
        assert hand.told[-1] == "A refresh is under way; X stops it."
        await hand.press("j", "k")
        await hand.until(lambda: not hand.app.child, within=60)
        assert hand.app.desk.edition.name > first
        assert any("Orsk" in outline.headline for outline in hand.app.desk.listed)

    feeds.show(act)


@pytest.fixture
def mute_server(tmp_path):
    """A workspace with an edition, whose one source takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        settings = f'[settings]\nbidi = "app"\nrefresh_minutes = 0\nallow_hosts = ["{host}"]\n'
        room = Room.below(
            tmp_path, sources=f'{settings}[[source]]\nid = "a"\nname = "Port of Veldia"\nurl = "http://{host}/a.xml"\n'
        )
        room.save(snapshot(*stories()))
        room.refresh = ("refresh", "--workspace", str(tmp_path))
        server.settimeout(20)
        room.asked = server.accept
        yield room


def gone(pid):
    """Whether the process has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_refresh_that_is_stopped_leaves_the_briefing_as_it_was(mute_server):
    async def act(hand):
        await hand.press("X")
        assert hand.told == ["No refresh is under way."]
        await hand.press("R")
        await asyncio.to_thread(mute_server.asked)
        pid = hand.app.child._process.pid  # noqa: SLF001
        await hand.press("j", "X")
        await hand.until(lambda: not hand.app.child)
        assert hand.told[1:] == ["The refresh was stopped; the last briefing stands."]
        assert gone(pid)
        assert hand.at == "truce"
        assert len(hand.listed) == 5

    mute_server.show(act)


def test_leaving_the_app_stops_the_refresh(mute_server):
    pids = []

    async def act(hand):
        await hand.press("R")
        await hand.until(lambda: hand.app.child._process)  # noqa: SLF001
        pids.append(hand.app.child._process.pid)  # noqa: SLF001
        await hand.press("q")

    mute_server.show(act)
    assert gone(pids[0])


def test_ctrl_c_leaves_from_everywhere(room):
    async def act(hand):
        await hand.press("slash", "d", "ctrl+c")
        assert not hand.app.is_running or hand.app._exit  # noqa: SLF001

    room.show(act)


def test_progress_is_drawn_at_the_top_of_every_screen_while_there_is_some(mute_server):
    async def act(hand):
        await hand.press("R")
        await hand.until(lambda: "/1 ────────────────" in hand.screen.split("\n")[0])
        await hand.press("F")
        await hand.until(lambda: "/1 ────────────────" in hand.screen.split("\n")[0])
        await hand.press("X")
        await hand.until(lambda: "/1 " not in hand.screen.split("\n")[0])

    mute_server.show(act)


@pytest.mark.parametrize(
    ("done", "total", "room", "line"),
    [
        (120, 493, 100, "feeds 120/493 ━━━───────────── Orsk Post"),
        (493, 493, 40, "feeds 493/493 ━━━━━━━━━━━━━━━━"),
        (0, 0, 40, "feeds 0/0 ────────────────"),
    ],
)
def test_progress_is_told_in_words_and_as_a_bar(done, total, room, line):
    assert told(Progress(stage="feeds", done=done, total=total, current="Orsk Post"), room) == line


def test_a_refresh_in_which_every_source_failed_says_why_and_how_to_go_on(tmp_path):
    async def act(hand):
        await hand.until(lambda: hand.told)
        assert "asked 1 source: 0 read, 0 unchanged, 1 failed" in hand.told[-1]
        assert "There is no briefing yet." in whole(hand.page)
        assert "R tries again" in whole(hand.page)
        await hand.press("F")
        assert "last refresh: " in whole(hand.page)

    room = Room.below(tmp_path, sources='[[source]]\nid = "a"\nname = "A"\nurl = "nowhere.xml"\n')
    room.refresh = ("refresh", "--offline", "--workspace", str(tmp_path))
    room.show(act)


def test_a_refresh_that_can_not_begin_is_told_and_does_not_end_the_app(room):
    async def act(hand):
        room.workspace.sources.write_text("[[source", "utf-8")
        await hand.press("R")
        await hand.until(lambda: hand.told)
        assert "is not valid TOML" in hand.told[-1]
        assert len(hand.listed) == 5

    room.refresh = ("refresh", "--workspace", str(room.workspace.sources.parent))
    room.show(act)


def test_a_new_briefing_does_not_take_an_earlier_one_from_the_reader(room):
    async def act(hand):
        await hand.press("left_square_bracket", "G", "R")
        room.save(snapshot(dam(), hours=2))
        await hand.until(lambda: hand.told)
        assert "an earlier one" in hand.screen
        assert hand.at == "rate"
        assert hand.told == ["There is a newer briefing: ] goes to it."]
        await hand.press("right_square_bracket", "right_square_bracket")
        assert hand.listed == ["dam"]

    room.save(snapshot(dam(), hours=1))
    room.refresh = ("refresh", "--offline", "--workspace", str(room.workspace.sources.parent))
    room.show(act)


def test_a_source_is_asked_alone(feeds):
    async def act(hand):
        await hand.press("S", "g", "r")
        await hand.until(lambda: hand.told)
        assert hand.told[-1].startswith("asked 1 source")

    feeds.save(snapshot(*stories(), hours=-24 * 365))
    feeds.show(act)


def test_the_sources_of_a_story_are_asked_alone_and_unlisted_ones_not(room):
    async def act(hand):
        await hand.press("j", "r")
        assert hand.told == ["None of its sources is listed in sources.toml any more."]
        await hand.press("k", "r")
        assert hand.told[1:] == ["There is nothing to refresh."]

    room.show(act)


@pytest.mark.parametrize(("minutes", "hour", "asks"), [(60, 1.5, True), (60, 0.5, False), (0, 99, False)])
def test_an_old_edition_is_refreshed_by_itself(room, minutes, hour, asks):
    async def act(hand):
        if asks:
            await hand.until(lambda: hand.told)
        await hand.pilot.pause(0.1)
        assert bool(hand.told) == asks
        assert not hand.app.child

    text = room.workspace.sources.read_text("utf-8")
    room.workspace.sources.write_text(text.replace("refresh_minutes = 0", f"refresh_minutes = {minutes}"), "utf-8")
    room.hour = hour
    room.refresh = ("refresh", "--offline", "--workspace", str(room.workspace.sources.parent))
    room.show(act)
