"""The app in the languages of the interface: what stands on the screen is the table's, in order for the eye."""

import pytest
from tui.desk_builder import whole

from briefing.render.bidi import order
from briefing.words import languages, speak


@pytest.mark.parametrize("language", languages())
def test_the_bar_the_page_the_keys_and_the_help_speak_the_language(room, language):
    room.interface = language
    words = speak(language)

    def seen(text):
        return order(text, "app", rtl=words.rtl)

    async def look(hand):
        screen = hand.screen
        assert seen(words["key.help"]) in screen
        assert seen(words["key.read_story"]) in screen
        page = whole(hand.app.screen.page)
        assert seen(words.capitals(words["section.background"])) in page
        await hand.press("question_mark")
        page = whole(hand.app.screen.page)
        assert seen(words.capitals(words["sign.signs"])) in page
        assert seen(words["sign.pinned"]) in page
        await hand.press("q", "F")
        assert seen(words["app.what_failed"]) in hand.screen

    room.show(look, size=(120, 40))


def test_a_notice_in_arabic_is_broken_before_it_is_put_in_order(room):
    room.interface = "ar"
    line = speak("ar")["app.same"]

    async def look(hand):
        await hand.press("equals_sign")
        told = hand.told[-1]
        assert told != line
        assert all(len(part) <= 50 for part in told.split("\n"))
        first = told.split("\n")[0]
        assert order(line[: len(first)], "app", rtl=True).strip() == first.strip()

    room.show(look, size=(120, 40))
