"""Looking for words in this briefing, in earlier ones and in every stored article."""

from textual.widgets import Input
from tui.desk_builder import DAM, RUSSIAN, TURKISH, Room, article, dam, snapshot, stories, story, whole


async def look_for(hand, text, *, found="result"):
    """Search for `text` and wait for what the bar says."""
    await hand.press("slash")
    await hand.type(text)
    await hand.until(lambda: f"{found}" in hand.screen.split("\n")[0])


def test_words_are_found_in_this_briefing_in_earlier_ones_and_in_articles(room):
    async def act(hand):
        await look_for(hand, "spillw", found="3 results")
        here, _, rest = whole(hand.page).partition("IN EARLIER BRIEFINGS")
        earlier, _, articles = rest.partition("ARTICLES")
        assert "IN THIS BRIEFING 1" in here
        assert DAM in here
        assert "without a spillway" in here
        assert "The weir of Karsu" in earlier
        assert "23 Nov 2026 09:00 UTC" in earlier
        assert "Port of Veldia, 2026-11-23, en" in articles

    room.save(snapshot(story("weir", "The weir of Karsu", "Its spillway is dry."), *stories(), hours=-3))
    room.show(act)


def test_all_words_must_stand_there_and_the_last_may_be_a_beginning(room):
    async def act(hand):
        await look_for(hand, "greve madEN", found="1 result")
        assert TURKISH in whole(hand.page)
        await hand.press("escape")
        await look_for(hand, "северного закр", found="1 result")
        assert RUSSIAN in whole(hand.page)
        await hand.press("escape")
        await look_for(hand, "北 利率", found="0 results")
        assert "Nothing found." in whole(hand.page)

    room.show(act)


def test_a_story_of_this_briefing_that_was_found_becomes_the_current_one_whatever_the_filters(room):
    async def act(hand):
        await hand.press("f")
        await hand.choose("Language")
        await hand.choose("zh")
        assert hand.listed == ["rate"]
        await look_for(hand, "greve", found="1 result")
        await hand.press("enter", "enter")
        assert hand.at == "strike"
        assert hand.listed == ["dam", "truce", "vote", "strike", "rate"]
        assert "Orsk'ta maden" in whole(hand.page)

    room.show(act)


def test_a_story_of_an_earlier_briefing_that_was_found_is_shown_in_it(room):
    async def act(hand):
        await look_for(hand, "weir", found="1 result")
        await hand.press("tab", "enter")
        assert hand.at == "weir"
        assert "an earlier one" in hand.screen
        assert "Its spillway is dry." in whole(hand.page)
        await hand.press("right_square_bracket")
        assert "an earlier one" not in hand.screen

    room.save(snapshot(dam(), story("weir", "The weir of Karsu", "Its spillway is dry."), hours=-3))
    room.show(act)


def test_an_article_that_was_found_is_shown_whole_and_the_results_are_still_there_after(room):
    async def act(hand):
        await look_for(hand, "kestrels", found="1 result")
        await hand.press("enter", "enter")
        assert "Two kestrels nest in the tower." in whole(hand.page)
        assert "The tower of Merin" in whole(hand.page)
        await hand.press("y")
        assert hand.app.clipboard.startswith("The tower of Merin [Port of Veldia")
        await hand.press("q")
        assert "ARTICLES" in whole(hand.page)
        await hand.press("slash")
        await hand.type("zzzz")
        await hand.until(lambda: "Nothing found." in whole(hand.page))
        await hand.press("escape")
        assert hand.list.has_focus

    room.store(article("tower", "The tower of Merin\nTwo kestrels nest in the tower."))
    room.show(act)


def test_a_damaged_edition_is_no_obstacle(room):
    async def act(hand):
        await look_for(hand, "spillway", found="2 results")

    (damaged,) = room.save(snapshot(dam(), hours=-1))
    damaged.write_text("stories = 3", "utf-8")
    room.show(act)


def test_signs_of_the_query_language_of_the_database_are_only_signs(room):
    async def act(hand):
        for typed in ('"', "NEAR(dam", "zz OR *)"):
            await hand.press("slash")
            hand.app.screen.query_one(Input).value = typed
            await hand.until(lambda: "result" in hand.screen.split("\n")[0])
            assert "Nothing found." in whole(hand.page)
            await hand.press("escape")

    room.show(act)


def test_without_briefing_and_store_nothing_is_found_and_nothing_fails(tmp_path):
    async def act(hand):
        await look_for(hand, "dam", found="0 results")
        await hand.press("enter", "enter", "q")
        assert hand.list.has_focus

    Room.below(tmp_path).show(act)


def test_no_words_are_no_search(room):
    async def act(hand):
        await look_for(hand, "greve", found="1 result")
        await hand.press("ctrl+u")
        await hand.until(lambda: "result" not in hand.screen.split("\n")[0])
        assert whole(hand.page) == ""

    room.show(act)
