"""The main screen: what its keys do to the list, the marks and the editions."""

from dataclasses import replace

from textual.widgets import OptionList
from tui.desk_builder import (
    CHINESE,
    DAM,
    RUSSIAN,
    SOURCES,
    TURKISH,
    Room,
    dam,
    grown,
    lines_of,
    snapshot,
    stories,
    story,
    whole,
)

ALL = ["dam", "truce", "vote", "strike", "rate"]


def rows(hand):
    """The lines of the list that say something, the sign of each story included."""
    return [line for line in lines_of(hand.list) if line.strip()]


def test_the_app_opens_on_the_newest_edition_with_the_best_story_on_the_page(room):
    async def act(hand):
        assert hand.listed == ALL
        assert rows(hand)[0].startswith(f"▌• {DAM}")
        assert f"1 {DAM} 3 articles" in whole(hand.page)
        assert "BRIEFING 23 Nov 2026 12:00 UTC · 5 stories, 5 unread" in hand.screen
        assert "1 of 2 sources failed" in hand.screen
        for headline in (RUSSIAN.split()[0], TURKISH.split()[0], CHINESE[:8]):
            assert headline in hand.screen

    room.show(act)


def test_keys_move_through_the_list_and_the_page_follows(room):
    async def act(hand):
        for key, at in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("G", 4), ("j", 4), ("g", 0), ("J", 1), ("K", 0)):
            await hand.press(key)
            assert hand.at == ALL[at], key
        await hand.press("end")
        assert CHINESE in whole(hand.page).replace(" ", "")
        await hand.press("pageup")
        assert hand.at == "dam"

    room.show(act)


def test_stories_change_by_key_while_the_page_is_read(room):
    async def act(hand):
        await hand.press("enter", "J")
        assert hand.at == "truce"
        assert hand.page.has_focus
        await hand.press("tab", "j")
        assert hand.at == "vote"

    room.show(act)


def test_a_click_selects_a_story_and_a_double_click_goes_into_it(room):
    async def act(hand):
        await hand.pilot.click("#list", offset=(5, 7))
        await hand.pilot.pause()
        assert hand.at == "vote"
        assert not hand.read("vote")
        await hand.pilot.click("#list", offset=(5, 10), times=2)
        await hand.pilot.pause()
        assert hand.at == "strike"
        assert hand.read("strike")
        assert hand.page.has_focus

    room.show(act)


def test_a_story_one_went_into_is_read_and_m_makes_it_unread_again(room):
    async def act(hand):
        assert rows(hand)[0].startswith("▌•")
        await hand.press("enter")
        assert hand.read("dam")
        await hand.press("escape")
        assert rows(hand)[0].startswith("▌  The dam")
        assert "5 stories, 4 unread" in hand.screen
        await hand.press("m")
        assert not hand.read("dam")
        assert "5 stories, 5 unread" in hand.screen
        await hand.press("m")
        assert hand.read("dam")

    room.show(act)


def test_n_is_done_with_a_story_and_goes_to_the_next_unread_one(room):
    async def act(hand):
        await hand.press("j", "m", "k", "n")
        assert hand.at == "vote"
        assert [hand.read(id_) for id_ in ALL] == [True, True, False, False, False]
        await hand.press("n", "n", "n")
        assert hand.at == "rate"
        assert all(hand.read(id_) for id_ in ALL)
        assert hand.told == ["No further unread story."]

    room.show(act)


def test_shift_n_goes_back_to_the_unread_story_before(room):
    async def act(hand):
        await hand.press("j", "j", "m", "j", "N")
        assert hand.at == "truce"
        assert hand.read("strike")
        await hand.press("N", "N")
        assert hand.at == "dam"
        assert hand.told == ["No further unread story."]

    room.show(act)


def test_a_read_story_that_grew_is_unread_and_called_updated(room):
    async def read_all(hand):
        await hand.press("n", "n", "n", "n", "n")
        assert all(hand.read(id_) for id_ in ALL)

    async def act(hand):
        assert [hand.read(id_) for id_ in ALL] == [False, True, True, True, True]
        await hand.press("g")
        assert "UPDATED" in "".join(rows(hand)[:3])
        assert "UPDATED" in whole(hand.page)
        assert hand.screen.count("UPDATED") == 2
        await hand.press("n")
        assert "UPDATED" not in "".join(rows(hand)[:3])

    room.show(read_all)
    first, *rest = stories()
    room.save(snapshot(grown(first, "The road is open again."), *rest, hours=1))
    room.show(act)


def test_a_story_that_was_not_in_the_edition_before_is_new(room):
    async def look(_):
        return None

    async def act(hand):
        assert [outline.id for outline in hand.app.desk.listed if hand.app.desk.status(outline)] == ["fire"]
        assert "NEW" in "".join(rows(hand)[:3])

    room.show(look)
    room.save(snapshot(story("fire", "Fire in the mill of Tolva"), *stories(), hours=1))
    room.show(act)


def test_pinned_stories_come_first_and_stay_current(room):
    async def act(hand):
        await hand.press("G", "p")
        assert hand.listed == ["rate", "dam", "truce", "vote", "strike"]
        assert hand.at == "rate"
        assert rows(hand)[0].startswith("▌*")
        await hand.press("G", "p")
        assert hand.at == "strike"
        assert hand.listed == ["strike", "rate", "dam", "truce", "vote"]
        await hand.press("p")
        assert hand.listed == ["rate", "dam", "truce", "vote", "strike"]
        assert hand.at == "strike"

    room.show(act)


def test_u_lists_only_unread_stories_and_escape_all(room):
    async def act(hand):
        await hand.press("m", "u")
        assert hand.listed == ALL[1:]
        assert "only: unread" in hand.screen
        await hand.press("escape")
        assert hand.listed == ALL
        assert "only:" not in hand.screen
        await hand.press("u", "u")
        assert hand.listed == ALL

    room.show(act)


def test_stories_are_filtered_by_language_outlet_and_topic_and_conditions_add_up(room):
    async def act(hand):
        async def by(field, value):
            await hand.press("f")
            await hand.choose(field)
            await hand.choose(value)

        await by("Language", "tr ")
        assert hand.listed == ["dam", "strike"]
        await by("Outlet", "Orsk Post")
        assert hand.listed == ["dam"]
        assert "only: tr" in hand.screen
        await hand.press("f")
        await hand.choose("All stories")
        assert hand.listed == ALL
        await by("Topic", "river")
        assert hand.listed == ["dam"]
        await by("Topic", "all")
        assert hand.listed == ALL
        await hand.press("m", "f")
        await hand.choose("Only unread")
        assert hand.listed == ALL[1:]

    room.show(act)


def test_a_long_list_of_choices_is_narrowed_down_by_typing(room):
    async def act(hand):
        await hand.press("f")
        await hand.choose("Outlet")
        await hand.type("post")
        choices = hand.app.screen.query_one(OptionList)
        assert [str(option.prompt).strip() for option in choices.options] == ["Orsk Post  (1 story)"]
        await hand.press("enter")
        assert hand.listed == ["dam"]

    outlets = [replace(one, articles=(replace(one.articles[0], outlet=f"Radio {one.id}"),)) for one in stories()[1:]]
    outlets += [story(f"x{n}", f"Headline {n}") for n in range(9)]
    more = [
        replace(one, articles=tuple(replace(r, outlet=f"{r.outlet} {one.id}") for r in one.articles)) for one in outlets
    ]
    room.save(snapshot(dam(), *more, hours=1))
    room.show(act)


def test_the_question_for_filters_does_not_claim_that_all_stories_are_listed_while_one_is_in_force(room):
    async def act(hand):
        await hand.press("u", "f")
        assert "● All stories" not in hand.screen
        assert "Unread and read" in hand.screen

    room.show(act)


def test_a_question_that_is_left_changes_nothing(room):
    async def act(hand):
        await hand.press("f", "escape")
        await hand.press("f")
        await hand.choose("Language")
        await hand.press("escape")
        await hand.press("e", "q")
        await hand.press("s", "escape")
        assert hand.listed == ALL
        assert hand.told == []

    room.show(act)


def test_j_and_k_move_in_a_list_of_choices(room):
    async def act(hand):
        await hand.press("e")
        choices = hand.app.screen.query_one(OptionList)
        assert choices.highlighted == 0
        await hand.press("j")
        assert choices.highlighted == 1
        await hand.press("k")
        assert choices.highlighted == 0

    room.show(act)


def test_marks_pins_filters_and_the_place_survive_closing(room):
    async def leave(hand):
        await hand.press("m", "G", "p", "G", "m", "u", "k", "q")

    async def act(hand):
        assert hand.app.desk.mark("rate").pinned
        assert hand.read("dam")
        assert hand.read("strike")
        assert hand.listed == ["rate", "truce", "vote"]
        assert hand.at == place
        await hand.press("escape")
        assert hand.listed == ["rate", "dam", "truce", "vote", "strike"]

    async def where(hand):
        return hand.at

    room.show(leave)
    place = room.show(where)
    assert place == "truce"
    room.show(act)


def test_brackets_step_through_the_editions_and_over_a_damaged_one(room):
    async def act(hand):
        assert len(hand.listed) == 1
        await hand.press("left_square_bracket")
        assert hand.listed == ALL
        assert "an earlier one" in hand.screen
        assert "23 Nov 2026 12:00" in hand.screen
        await hand.press("left_square_bracket")
        assert hand.told == ["There is no earlier briefing."]
        await hand.press("right_square_bracket")
        assert hand.listed == ["dam"]
        assert "an earlier one" not in hand.screen
        await hand.press("right_square_bracket")
        assert hand.told[1:] == ["There is no later briefing."]

    (damaged,) = room.save(snapshot(dam(), hours=1))
    damaged.write_text("taken = 'when?'", "utf-8")
    room.save(snapshot(dam(), hours=2))
    room.show(act)


def test_changes_tell_what_a_story_says_that_it_did_not_and_which_stories_are_gone(room):
    async def read(hand):
        await hand.press("m")

    async def act(hand):
        await hand.press("d")
        page = whole(hand.page)
        assert "The dam of Grend is rebuilt UPDATED" in page
        assert f"headline before: {DAM}" in page
        assert "1 more article: [4] Tolva Wire" in page
        assert "BACKGROUND + The road is open again. [4]" in page
        assert "no longer printed - Nobody here believes" in page
        assert "It was built in 1962" not in page
        assert "NO LONGER AMONG THE STORIES" in page
        gone = page.partition("NO LONGER AMONG THE STORIES")[2]
        assert TURKISH in gone
        assert CHINESE in gone
        assert "in the valley of Tolva NEW" in page
        await hand.press("j", "enter")
        assert "not stored" in whole(hand.page)
        await hand.press("q", "q")
        assert hand.at == "dam"

    room.show(read)
    first, truce, vote, *_ = stories()
    now = replace(grown(first, "The road is open again."), headline="The dam of Grend is rebuilt", analyst_views=())
    room.save(snapshot(now, story("fire", "Fire in the valley of Tolva", "It burns."), truce, vote, hours=1))
    room.show(act)


def test_changes_of_the_first_edition_say_that_there_is_none_before(room):
    async def act(hand):
        await hand.press("d")
        assert "This is the first briefing" in whole(hand.page)
        await hand.press("escape")
        assert hand.list.has_focus

    room.show(act)


def test_failures_are_told_with_their_reason(room):
    async def act(hand):
        await hand.press("F")
        assert "answered 503" in whole(hand.page)
        assert "Orsk Post" in whole(hand.page)
        await hand.press("h")
        assert hand.list.has_focus

    room.show(act)


def test_without_a_briefing_it_says_what_to_do(tmp_path):
    async def act(hand):
        assert "There is no briefing yet. Press R to read the sources" in whole(hand.page)
        for key in ("enter", "n", "N", "m", "p", "o", "y", "d", "1", "5", "r", "u", "escape", "j", "G", "tab", "f"):
            await hand.press(key)
        await hand.press("escape", "e", "s", "left_square_bracket", "F", "escape")
        assert hand.told.count("There is no briefing to export.") == 1
        assert hand.told.count("There is no briefing to keep.") == 1

    Room.below(tmp_path).show(act)


def test_without_a_briefing_and_offline_it_says_that_nothing_is_read(tmp_path):
    async def act(hand):
        assert "There is no briefing yet. --offline was asked for, so nothing is read." in whole(hand.page)

    room = Room.below(tmp_path)
    room.offline = True
    room.show(act)


def test_without_sources_it_says_how_to_add_one(tmp_path):
    async def act(hand):
        assert "lists no source to read. Press S, then a, to add one." in whole(hand.page)
        await hand.press("S")
        assert "Press a to add a source" in whole(hand.page)
        await hand.press("e", "M", "x", "r", "o", "u")
        assert hand.told[-1] == "Nothing to undo."

    Room.below(tmp_path, sources="").show(act)


def test_when_no_story_passes_the_filters_it_says_so_and_escape_shows_all(room):
    async def act(hand):
        await hand.press("n", "n", "n", "n", "n", "u")
        assert hand.listed == []
        assert "No story passes the filters. Escape shows all." in whole(hand.page)
        assert "0 stories, 0 unread" in hand.screen
        for key in ("enter", "j", "G", "m", "p", "o", "y", "n", "N", "d", "escape", "r"):
            await hand.press(key)
        assert hand.listed == []
        await hand.press("escape")
        assert hand.listed == ALL

    room.show(act)


def test_trouble_with_the_workspace_is_told_on_the_screen(tmp_path):
    async def act(hand):
        assert "sources.toml: is not valid TOML" in whole(hand.page)
        await hand.until(lambda: any("is not valid TOML" in line for line in hand.told))

    room = Room.below(tmp_path, sources=SOURCES)
    room.trouble = "sources.toml: is not valid TOML: line 3"
    room.show(act)


def test_a_damaged_newest_edition_gives_way_to_the_one_before(room):
    async def act(hand):
        assert hand.listed == ALL

    (damaged,) = room.save(snapshot(dam(), hours=1))
    damaged.write_bytes(b"\xff\xfe\x00")
    room.show(act)


def test_a_snapshot_that_vanishes_while_it_is_read_is_told_and_does_not_end_the_app(room):
    async def act(hand):
        for path in room.workspace.snapshots.glob("*.toml"):
            path.unlink()
        await hand.press("j", "j", "enter", "d", "escape", "1", "left_square_bracket", "o", "y", "p", "n")
        assert hand.listed

    room.show(act)
