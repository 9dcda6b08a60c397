"""Muting in the app: told before, counted after, and all of it back."""

from datetime import timedelta

from builders import NOON
from textual.widgets import Input
from tui.desk_builder import DAM, SOURCES, lines_of, snapshot, stories, whole


def file(room):
    return room.workspace.sources.read_text("utf-8")


def test_a_word_is_muted_with_a_preview_and_shown_again(room):
    async def act(hand):
        await hand.press("M")
        await hand.choose("A word or phrase")
        hand.app.screen.query_one(Input).value = "Grend"
        await hand.press("enter")
        assert "Grend hides 2 stories of this briefing" in hand.screen
        assert DAM in hand.screen
        await hand.choose("for a week")
        until = NOON.date() + timedelta(days=7)
        assert file(room) == f'{SOURCES}\n[[mute]]\nword = "Grend"\nuntil = {until}\n'
        assert hand.listed == ["vote", "strike", "rate"]
        assert "2 muted (M)" in hand.screen
        await hand.press("M")
        await hand.choose("Show all this once")
        assert len(hand.listed) == 5
        await hand.press("M")
        await hand.choose("Leave out what is muted")
        assert len(hand.listed) == 3
        await hand.press("M")
        await hand.choose("Show again: Grend")
        assert (len(hand.listed), file(room)) == (5, SOURCES)

    room.save(snapshot(*stories()))
    room.show(act, size=(120, 30))


def test_an_outlet_is_muted_and_its_lines_are_gone(room):
    async def act(hand):
        await hand.press("M")
        await hand.choose("Outlet: Port of Veldia")
        assert "hides 1 article of this briefing" in hand.screen
        await hand.choose("for good")
        assert hand.app.desk.outline("dam").articles == 2
        assert "Port of Veldia" not in whole(hand.page)
        assert "1 article muted (M)" in hand.screen
        assert any(line for line in lines_of(hand.list))

    room.save(snapshot(*stories()))
    room.show(act, size=(120, 30))


def test_a_story_that_is_muted_is_shown_where_a_search_leads_to_it(room):
    async def act(hand):
        assert hand.listed == ["truce", "vote", "strike", "rate"]
        hand.app.go_to(hand.app.desk.edition.name, "dam")
        await hand.pilot.pause()
        assert hand.at == "dam"

    room.workspace.sources.write_text(f'{SOURCES}\n[[mute]]\nword = "dam"\n', "utf-8")
    room.save(snapshot(*stories()))
    room.show(act)


def test_what_is_muted_is_not_told_as_gone(room):
    async def act(hand):
        await hand.press("d")
        assert DAM not in whole(hand.page)

    room.workspace.sources.write_text(f'{SOURCES}\n[[mute]]\nword = "dam"\n', "utf-8")
    room.save(snapshot(*stories(), hours=-24), snapshot(*stories()))
    room.show(act)
