"""Screens of every size: nothing fails, narrow ones show one pane, every line is as wide as its pane."""

import pytest
from textual.geometry import Size
from tui.desk_builder import ARABIC, CHINESE, dam, lines_of, snapshot, stories, story
from tui.hostile import WORDS

from briefing.render.bidi import order
from briefing.render.cells import cells
from briefing.render.lines import NARROWEST
from briefing.tui.widgets.lines import Lines

SIZES = [(120, 40), (89, 24), (80, 24), (40, 12), (20, 5), (1, 1)]
WALK = (
    ("j", "enter", "j", "G", "g", "2"), ("enter",), ("escape", "5", "escape", "n", "d", "space"), ("escape", "S", "g"),
    ("M",), ("escape", "e"), ("escape", "escape", "comma"), ("j", "e"), ("escape", "escape", "F"), ("question_mark",),
    ("escape", "escape", "slash", "g", "r", "tab"), ("escape", "f"), ("escape", "e"), ("escape", "s"),
    ("escape", "escape", "u", "p"),
)  # fmt: skip


def even(hand):
    """Each line of each widget of ours is exactly as wide as what it is drawn in."""
    for widget in hand.app.screen.query(Lines):
        for y in range(widget.size.height):
            line = widget.render_line(y)
            assert line.cell_length == max(1, widget.size.width), (widget, y)
            assert cells(line.text.rstrip()) <= max(widget.room, NARROWEST), (widget, y)


@pytest.mark.parametrize("size", SIZES[2:])
def test_the_whole_app_can_be_used_on_a_screen_of_any_size(room, size):
    async def act(hand):
        for keys in WALK:
            await hand.press(*keys)
            even(hand)
        assert hand.app.screen.size == Size(*size)

    room.show(act, size=size)


def test_a_narrow_screen_shows_the_list_or_the_story(room):
    async def act(hand):
        page = hand.page
        for width, height in ((89, 24), (80, 24), (40, 12), (20, 5)):
            await hand.pilot.resize_terminal(width, height)
            await hand.until(lambda width=width: hand.list.size.width == width)
            assert page.size.width == 0
            await hand.press("enter")
            assert (hand.list.size.width, page.size.width) == (0, width)
            await hand.press("q")
            assert hand.list.has_focus
            assert page.size.width == 0
            await hand.press("3")
            assert page.size.width == width
            await hand.press("tab")
            assert hand.list.size.width == width

    room.show(act, size=(89, 24))


def test_a_wide_screen_shows_both(room):
    async def act(hand):
        for size in ((90, 24), (120, 40), (240, 60)):
            await hand.pilot.resize_terminal(*size)
            for key in ("enter", "escape"):
                await hand.press(key)
                assert hand.list.size.width > 30
                assert hand.page.size.width > 45

    room.show(act)


def test_the_reader_stays_at_their_line_while_the_size_changes_back_and_forth(room):
    async def act(hand):
        await hand.press("j", "k", "4")
        of = hand.page.selected
        for size in (*SIZES, *reversed(SIZES), (90, 8), (89, 8), (200, 60)):
            await hand.pilot.resize_terminal(*size)
            await hand.pilot.pause()
            even(hand)
            assert hand.page.selected is of
            assert hand.page.has_focus
            if size[1] > 4 and size[0] > 19:
                await hand.until(lambda: any(line.startswith("▌") for line in lines_of(hand.page)))
        await hand.press("escape")
        for size in SIZES:
            await hand.pilot.resize_terminal(*size)
            await hand.pilot.pause()
            even(hand)
            assert hand.at == "dam"

    room.show(act)


def test_the_selected_line_stays_when_the_screen_becomes_lower(room):
    async def act(hand):
        await hand.press("4")
        for height in (8, 40, 8):
            await hand.pilot.resize_terminal(120, height)
            await hand.until(lambda height=height: hand.page.size.height == height - 2)
            await hand.until(lambda: any(line.startswith("▌") for line in lines_of(hand.page)), within=2)

    room.show(act, size=(120, 40))


def test_every_screen_follows_the_size(room):
    async def act(hand):
        for key in ("S", "comma", "F", "question_mark", "d", "f", "e", "s", "slash"):
            await hand.press(key)
            for size in ((1, 1), (91, 12)):
                await hand.pilot.resize_terminal(*size)
                await hand.pilot.pause()
                even(hand)
            await hand.press("escape")

    room.show(act, size=(40, 12))


@pytest.mark.parametrize("width", [110, 60])
def test_lines_are_as_wide_as_their_pane_in_every_script(room, width):
    async def act(hand):
        for _ in range(len(made)):
            even(hand)
            await hand.press("J")

    made = (*stories(), *(story(f"w{n}", word[:900], word[:900]) for n, word in enumerate(WORDS)))
    room.save(snapshot(*made, hours=1))
    room.show(act, size=(width, 30))


def test_arabic_headlines_stand_at_the_right_of_the_list_in_the_order_for_the_eye(room):
    async def act(hand):
        width = hand.list.size.width
        at = 3
        first, second = (lines_of(hand.list)[at + n] for n in (0, 1))
        assert first.endswith(order(ARABIC.split()[0], "app", rtl=True))
        assert second.endswith(order(ARABIC.split()[-4], "app", rtl=True)) or second.strip()
        for y in (at, at + 1):
            line = hand.list.render_line(y).text
            assert line.rstrip() != line
            assert len(line) - len(line.rstrip()) <= 3, "the right edge of all lines is one"
        assert width > 30
        ragged = [line for line in lines_of(hand.list) if CHINESE[:4] in line]
        assert ragged[0].startswith(f" • {CHINESE[:4]}")

    room.show(act)


def test_a_long_headline_is_cut_with_an_ellipsis_and_a_missing_one_is_named(room):
    async def act(hand):
        rows = lines_of(hand.list)
        assert rows[1].endswith("…")
        assert any("untitled" in row for row in rows)

    long = story("long", "The council of Merin has once more put off " * 4)
    room.save(snapshot(long, story("none", ""), dam(), hours=1))
    room.show(act)


def test_two_thousand_stories_are_listed_at_once(room):
    async def act(hand):
        assert len(hand.listed) == 2_000
        await hand.press("G")
        assert hand.at == "n1999"
        await hand.press("pageup", "p", "g")
        assert hand.app.desk.mark(hand.listed[0]).pinned

    room.save(snapshot(*(story(f"n{n}", f"Matter {n}") for n in range(2_000)), hours=1))
    room.show(act)
