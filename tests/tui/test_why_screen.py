"""Why a story is one, and corrections from the app, carried out by the program beside it."""

import pytest
from newsroom import Newsroom, id_of
from tui.desk_builder import NOON, Room, whole

from briefing.model import Beside
from briefing.store.database import open_database
from briefing.store.reader import Mark, open_reader
from briefing.store.stories import save_aliases


@pytest.fixture
def news(tmp_path):
    """Three stories of five articles on the desk."""
    made = Newsroom(tmp_path)
    made.report(0, 0, 1, 1, 2)
    made.refresh()
    return made


@pytest.fixture
def desk(news):
    """The app's workspace over them."""
    folder = str(news.workspace.sources.parent)
    return Room(news.workspace, everywhere=("--workspace", folder), hour=9)


def test_w_explains_the_story_and_enter_opens_an_article_or_the_nearest_story(desk, news):
    dam = id_of(news.stories(), "a000")

    async def act(hand):
        await hand.until(lambda: dam in hand.listed)
        while hand.at != dam:
            await hand.press("j")
        await hand.press("w")
        await hand.until(lambda: "nearest [2]: meaning 0." in whole(hand.page))
        page = whole(hand.page)
        assert f"story {dam} 2 articles" in page
        assert "shared: Orsk" in page
        assert "2 independent outlets" in page
        await hand.select(lambda of: getattr(of, "id", "") == "a001")
        await hand.press("enter")
        assert "In an article" in str(type(hand.app.screen).BINDING_GROUP_TITLE)
        assert "Outlet 1" in whole(hand.page)
        await hand.press("escape")
        await hand.select(lambda of: isinstance(of, Beside))
        await hand.press("enter")
        assert len(hand.app.screen_stack) == 2
        assert hand.at != dam

    desk.show(act, size=(100, 30))


def test_x_parts_the_selected_article_and_capital_u_takes_it_back(desk, news):
    before = news.stories()
    dam = id_of(before, "a000")

    async def act(hand):
        while hand.at != dam:
            await hand.press("j")
        await hand.press("w", "x")
        assert "Select the article first" in hand.told[-1]
        await hand.until(lambda: "nearest [2]" in whole(hand.page))
        await hand.select(lambda of: getattr(of, "id", "") == "a001")
        await hand.press("x")
        await hand.until(lambda: f"story {dam} 1 article" in whole(hand.page))
        assert hand.told[-1].startswith(f"split off {dam} as ")
        assert len(hand.listed) == 4
        await hand.press("U")
        await hand.until(lambda: f"story {dam} 2 articles" in whole(hand.page))
        assert hand.told[-1].startswith("taken back: split off")
        await hand.until(lambda: len(hand.listed) == 3)

    desk.show(act, size=(100, 30))
    assert news.stories() == before


def test_a_correction_is_carried_out_before_the_app_ends(desk, news):
    dam = id_of(news.stories(), "a000")

    async def act(hand):
        while hand.at != dam:
            await hand.press("j")
        await hand.press("w")
        await hand.until(lambda: "nearest [2]" in whole(hand.page))
        await hand.select(lambda of: getattr(of, "id", "") == "a001")
        await hand.pilot.press("x", "ctrl+c")
        await hand.until(lambda: not hand.app.is_running)

    desk.show(act, size=(100, 30))
    assert len(news.stories()) == 4


def test_equals_on_two_stories_merges_them_and_escape_means_none(desk, news):
    dam, vote = (id_of(news.stories(), article) for article in ("a000", "a002"))

    async def act(hand):
        while hand.at != vote:
            await hand.press("j")
        await hand.press("equals_sign")
        assert "= " in hand.screen.split("\n")[0]
        await hand.press("escape")
        assert "= " not in hand.screen.split("\n")[0]
        await hand.press("equals_sign", "g")
        while hand.at != dam:
            await hand.press("j")
        await hand.press("equals_sign")
        await hand.until(lambda: len(hand.listed) == 2)
        assert hand.told[-1].startswith(f"merged into {dam}")
        assert hand.at == dam
        await hand.press("U")
        await hand.until(lambda: len(hand.listed) == 3)

    desk.show(act, size=(100, 30))


def test_what_can_not_be_explained_is_told_in_a_line(room):
    async def act(hand):
        await hand.press("w")
        await hand.until(lambda: "dam: there is no story" in whole(hand.page))
        await hand.press("U")
        await hand.until(lambda: hand.told)
        assert hand.told == ["no story was corrected"]

    room.everywhere = ("--workspace", str(room.workspace.sources.parent))
    room.show(act)


def test_a_pinned_story_stays_pinned_when_it_is_merged(room):
    with open_reader(room.workspace.reader) as reader:
        reader.save(Mark(story="gone", pinned=True), Mark(story="other", read=NOON, snapshot="x", articles=1))
    with open_database(room.workspace.database) as connection, connection:
        save_aliases(connection, {"gone": "rate", "other": "vote"}, living=())

    async def act(hand):
        await hand.until(lambda: hand.listed[0] == "rate")
        assert hand.app.desk.mark("rate").pinned
        assert hand.app.desk.mark("vote").read == NOON
        await hand.press("g", "p")
        assert not hand.app.desk.mark("rate").pinned

    room.show(act)
    room.show(lambda hand: _is(hand, "rate"))


async def _is(hand, id_):
    assert not hand.app.desk.mark(id_).pinned
