"""The sources: how each fares, and changes of sources.toml, byte for byte."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import NOON
from newsstand import Newsstand
from textual.widgets import Input
from tui.desk_builder import SOURCES, Room, lines_of, snapshot, stories, whole

from briefing.store.database import open_database
from briefing.store.feeds import FeedState, save_feed
from briefing.store.sources import read_sources


def file(room):
    """The text of sources.toml."""
    return room.workspace.sources.read_bytes().decode()


def source(room, id_):
    """The source of this id, as the file has it."""
    return next(one for one in read_sources(room.workspace.sources)[1] if one.id == id_)


async def go(hand, name):
    """Open the sources and select the one of this name."""
    await hand.press("S")
    await hand.select(lambda one: one.name == name)


async def answer(hand, value):
    """Type the answer to a question."""
    hand.app.screen.query_one(Input).value = value
    await hand.press("enter")


def test_each_source_is_told_with_its_health_the_failing_ones_first(room):
    async def act(hand):
        await hand.press("S")
        page = whole(hand.page)
        assert "2 sources, 2 asked so far, 1 failing" in page
        assert page.index("Orsk Post") < page.index("Port of Veldia")
        failed = "FAILED: answered 503; rests until 23 Nov 2026 15:00 UTC; never read yet"
        assert f"! Orsk Post post, tr, river {failed}" in page
        assert "41 entries; answers 304 when nothing changed; asked 1 h ago" in page

    def hours(n):
        return NOON + timedelta(hours=n)

    with open_database(room.workspace.database) as connection, connection:
        port = FeedState(url="", etag="x", asked=hours(0), read=hours(-1), entries=41, not_modified=hours(0))
        save_feed(connection, "port", port)
        post = FeedState(url="", asked=hours(0.5), failure="answered 503", retry_after=hours(3))
        save_feed(connection, "post", post)
    room.show(act)


def test_a_source_that_was_never_asked_says_so(room):
    async def act(hand):
        await hand.press("S")
        assert whole(hand.page).count("not asked yet") == 2
        await hand.press("escape")
        assert hand.list.has_focus

    room.workspace.database.unlink()
    room.show(act)


def test_a_source_is_edited_and_all_else_in_the_file_stays(room):
    async def act(hand):
        await go(hand, "Orsk Post")
        for field, value in (
            ("name", "Orsk Evening Post"),
            ("tags", "river, mines"),
            ("weight", "0.5"),
            ("kind", "state"),
        ):
            await hand.press("e")
            await hand.choose(field)
            await answer(hand, value)
        assert "Orsk Evening Post post, tr, state, river mines" in whole(hand.page)
        assert hand.app.desk.topics["mines"] == {"Orsk Evening Post"}
        assert hand.told[-1] == "Orsk Post: kind is state" or hand.told[-1] == "Orsk Evening Post: kind is state"

    room.show(act)
    changed = source(room, "post")
    assert (changed.name, changed.tags, changed.weight, changed.kind) == (
        "Orsk Evening Post",
        ("river", "mines"),
        0.5,
        "state",
    )
    above = SOURCES.partition('[[source]]\nid = "post"')[0]
    assert file(room).startswith(above)


def test_a_value_that_does_not_fit_is_refused_while_the_question_stands(room):
    async def act(hand):
        await go(hand, "Orsk Post")
        for field, value, said in (
            ("weight", "heavy", "weight: 'heavy': is no number"),
            ("weight", "nan", "must be a number, 0 or more"),
            ("content", "audio", "is not one of auto, feed, page"),
            ("url", "file:///etc/passwd", "only http, https and paths can be read"),
            ("name", "", "name: is missing"),
        ):
            await hand.press("e")
            await hand.choose(field)
            await answer(hand, value)
            assert said in hand.hint
            await hand.press("escape")

    room.show(act)
    assert file(room) == SOURCES


def test_a_source_is_muted_until_a_date_and_heard_again(room):
    async def act(hand):
        await go(hand, "Port of Veldia")
        await hand.press("M")
        assert hand.app.screen.query_one(Input).value == "2026-11-30"
        await answer(hand, "next week")
        assert "write the date as 2026-12-01" in hand.hint
        await answer(hand, "2026-12-24")
        assert source(room, "port").mute_until == date(2026, 12, 24)
        assert "z Port of Veldia" in whole(hand.page)
        assert "muted until 2026-12-24" in whole(hand.page)
        await hand.press("M")
        await answer(hand, "")
        assert "muted until" not in whole(hand.page)

    room.show(act)
    assert file(room) == SOURCES


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_removed_sources_are_put_back_one_after_another_and_the_file_is_as_it_was(tmp_path, newline):
    async def act(hand):
        await go(hand, "Port of Veldia")
        await hand.press("x")
        assert [one.id for one in hand.app.opening.sources] == ["post"]
        assert "Port of Veldia" not in whole(hand.page)
        assert "# the harbour's own paper" in file(room)
        await hand.press("g", "delete")
        assert hand.app.opening.sources == ()
        assert "Press a to add a source" in whole(hand.page)
        await hand.press("u", "u")
        assert [one.id for one in hand.app.opening.sources] == ["port", "post"]
        await hand.press("u")
        assert hand.told[-1] == "Nothing to undo."

    room = Room.below(tmp_path)
    room.workspace.sources.write_bytes(SOURCES.replace("\n", newline).encode())
    room.show(act)
    assert file(room) == SOURCES.replace("\n", newline)


def test_a_file_that_was_broken_meanwhile_is_told_and_not_touched(room):
    async def act(hand):
        await go(hand, "Port of Veldia")
        room.workspace.sources.write_text("[[source", "utf-8")
        await hand.press("x")
        assert "is not valid TOML" in hand.told[-1]
        await hand.press("M")
        await answer(hand, "2026-12-24")
        assert "is not valid TOML" in hand.hint

    room.show(act)
    assert file(room) == "[[source"


def test_a_feed_is_found_added_and_taken_out_again(tmp_path):
    with Newsstand(sources=2, each=3, newest=datetime.now(UTC) - timedelta(hours=1)) as stand:
        before = f'[settings]\nallow_hosts = ["{stand.host}"]\nrefresh_minutes = 0\nbidi = "app"\n'
        room = Room.below(tmp_path, sources=before)
        room.everywhere = ("--workspace", str(tmp_path))
        room.refresh = ("refresh", *room.everywhere)
        room.save(snapshot(*stories()))

        async def act(hand):
            await hand.press("S", "a")
            await answer(hand, f"http://{stand.host}/1.xml")
            assert hand.told[-1] == f"Looking for feeds at http://{stand.host}/1.xml …"
            await hand.until(lambda: "Add this feed" in hand.screen, within=60)
            assert "RSS, en, 3 entries, " in hand.screen
            assert stand.articles[1, 0]["title"][:30] in hand.screen
            await hand.choose("Add this feed")
            await hand.until(lambda: "Added; r asks it now." in hand.told)
            assert hand.page.selected.url == f"http://{stand.host}/1.xml"
            assert any("Outlet 1" in line for line in lines_of(hand.page))
            assert source(room, hand.page.selected.id).name == "Outlet 1"
            await hand.press("u")
            assert hand.app.opening.sources == ()

        room.show(act)
        assert file(room).strip() == before.strip()


def test_an_address_without_a_feed_is_told_in_a_line(tmp_path):
    room = Room.below(tmp_path, sources='[settings]\nbidi = "app"\n')
    room.everywhere = ("--workspace", str(tmp_path))
    room.refresh = ("refresh", "--offline", *room.everywhere)
    room.save(snapshot(*stories()))

    async def act(hand):
        await hand.press("S", "a")
        await answer(hand, "ftp://karsu.example/feed")
        await hand.until(lambda: hand.told[-1] == "ftp://karsu.example/feed: only http and https can be read")
        await hand.press("a")
        await answer(hand, "--help://x")
        await hand.until(lambda: hand.told[-1] == "--help://x: only http and https can be read")

    room.show(act)


def test_no_address_is_asked_when_the_app_is_offline(room):
    async def act(hand):
        await hand.press("S", "a")
        assert hand.told == ["--offline was asked for: no address is asked."]

    room.offline = True
    room.show(act)


def test_the_sources_of_the_sample_edition_are_its_own(room):
    async def act(hand):
        await hand.press("S", "a")
        assert hand.told == ["The sample edition has its own sources."]

    room.demo = True
    room.show(act)


def test_the_feeds_address_is_opened_in_the_browser(room, monkeypatch):
    opened = []
    monkeypatch.setattr("briefing.tui.app.start_browser", lambda url: opened.append(url) or True)

    async def act(hand):
        await go(hand, "Orsk Post")
        await hand.press("o")
        await hand.until(lambda: opened == ["https://post.example/feed.xml"])

    room.show(act)


def test_a_word_is_muted_taken_out_and_muted_again(room):
    async def act(hand):
        await hand.press("S", "w")
        await answer(hand, "Grend")
        assert "Grend hides 2 stories of this briefing" in hand.screen
        await hand.choose("for good")
        assert "word “Grend”, for good" in whole(hand.page)
        assert file(room) == f'{SOURCES}\n[[mute]]\nword = "Grend"\n'
        await hand.select(lambda one: getattr(one, "word", "") == "Grend")
        await hand.press("x")
        assert file(room) == SOURCES
        await hand.press("u")
        assert "word “Grend”, for good" in whole(hand.page)
        assert len(hand.listed) == 3

    room.save(snapshot(*stories()))


def test_a_password_in_an_address_is_never_on_the_screen_and_stays_in_the_file(room):
    async def act(hand):
        await go(hand, "Guarded")
        await hand.press("enter")
        assert "***@guarded.example" in hand.screen
        assert "hunter2" not in hand.screen
        await hand.choose("url")
        assert hand.app.screen.query_one(Input).value == "https://***@guarded.example/a"
        await answer(hand, "https://***@guarded.example/b")
        assert source(room, "guarded").url == "https://mira:hunter2@guarded.example/b"
        hand.app.tell("https://mira:hunter2@guarded.example/b: no answer\x1b[31m")
        assert hand.told[-1] == "https://***@guarded.example/b: no answer"

    with room.workspace.sources.open("a", encoding="utf-8") as sources:
        sources.write(
            '\n[[source]]\nid = "guarded"\nname = "Guarded"\nurl = "https://mira:hunter2@guarded.example/a"\n'
        )
    room.show(act)
