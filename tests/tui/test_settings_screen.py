"""The reader's settings, changed in sources.toml; keys that are set by their names."""

from typing import get_args

from textual.keys import Keys
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input
from tui.desk_builder import SOURCES, Room, snapshot, stories, whole

from briefing.model.settings import Theme
from briefing.render.bidi import order
from briefing.store.bindings import is_key
from briefing.store.sources import read_sources
from briefing.tui.keys import actions
from briefing.tui.themes import THEMES
from briefing.words import speak


async def change(hand, name, value):
    """Change the setting `name` to what is typed."""
    await edit(hand, name)
    hand.app.screen.query_one(Input).value = value
    await hand.press("enter")


async def edit(hand, name):
    """Select the setting `name`, and press e."""
    await hand.select(lambda one: one.name == name)
    await hand.press("e")


def test_every_setting_is_shown_with_its_value_and_changed_in_the_file(room):
    async def act(hand):
        await hand.press("comma")
        page = whole(hand.page)
        for told in ("languages en", "stories 25", "window_days 8", "bidi app", "refresh_minutes 0"):
            assert told in page
        await change(hand, "stories", "40")
        await change(hand, "languages", "tr, ar")
        assert "stories 40" in whole(hand.page)
        assert "languages tr, ar" in whole(hand.page)
        assert hand.app.opening.settings.stories == 40

    room.show(act)
    settings, sources = read_sources(room.workspace.sources)
    assert (settings.stories, settings.languages) == (40, ("tr", "ar"))
    assert len(sources) == 2
    assert "# the harbour's own paper" in room.workspace.sources.read_text("utf-8")


def test_a_setting_whose_value_does_not_fit_is_refused_while_the_question_stands(room):
    async def act(hand):
        await hand.press("comma")
        await change(hand, "stories", "many")
        assert hand.hint == "stories: 'many' is no whole number"
        hand.app.screen.query_one(Input).value = "0"
        await hand.press("enter")
        assert "must be a whole number from 1" in hand.hint
        await hand.press("escape")
        assert "stories 25" in whole(hand.page)

    room.show(act)
    assert room.workspace.sources.read_text("utf-8") == SOURCES


def test_colours_are_chosen_and_at_once_in_force(room):
    async def act(hand):
        await hand.press("comma")
        await edit(hand, "theme")
        await hand.choose("contrast-light")
        assert hand.app.theme == "contrast-light"
        assert "theme contrast-light" in whole(hand.page)

    room.show(act)
    assert read_sources(room.workspace.sources)[0].theme == "contrast-light"

    async def again(hand):
        assert hand.app.theme == "contrast-light"

    room.show(again)


def test_t_goes_through_the_themes(room):
    async def act(hand):
        seen = [hand.app.theme]
        for _ in THEMES:
            await hand.press("t")
            seen.append(hand.app.theme)
        assert seen == [*(theme.name for theme in THEMES), THEMES[0].name]

    room.show(act)


def test_the_order_of_letters_is_a_setting_that_the_screen_follows(room):
    async def act(hand):
        first = "فيلديا"
        await hand.press("comma")
        await edit(hand, "bidi")
        await hand.choose("off")
        await hand.press("escape")
        assert first in hand.screen
        await hand.press("comma")
        await edit(hand, "bidi")
        await hand.choose("app")
        await hand.press("escape")
        assert first not in hand.screen
        assert order(first, "app", rtl=True) in hand.screen

    room.show(act)


def test_a_file_that_can_not_be_changed_is_told_and_nothing_ends(room):
    async def act(hand):
        room.workspace.sources.write_text("[settings\n", "utf-8")
        await hand.press("comma")
        await change(hand, "stories", "40")
        assert "is not valid TOML" in hand.hint
        await hand.press("escape")
        await edit(hand, "theme")
        await hand.choose("light")
        assert "is not valid TOML" in hand.told[-1]

    room.show(act)


KEYS = '\n[settings.keys]\npin = "P"\nnext_unread = "z,f5"\nundo = "ctrl+z"\n'


def keyed(tmp_path, keys):
    """A workspace with keys of the reader's own."""
    room = Room.below(tmp_path, sources=SOURCES.replace("\n\n", f"\n{keys}\n", 1))
    room.save(snapshot(*stories()))
    return room


def test_keys_that_are_set_act_in_place_of_the_usual_ones_and_help_and_hints_tell_them(tmp_path):
    async def act(hand):
        await hand.until(lambda: "z Next" in hand.screen)
        await hand.press("p")
        assert not hand.app.desk.mark("dam").pinned
        await hand.press("P")
        assert hand.app.desk.mark("dam").pinned
        await hand.press("n")
        assert hand.at == "dam"
        await hand.press("z", "f5")
        assert hand.at == "vote"
        await hand.press("question_mark")
        page = whole(hand.page)
        assert "P Pin: keep the story" in page
        assert "z f5 Next: mark this story read" in page.replace("F5", "f5")
        await hand.press("escape", "S", "g", "x", "u")
        assert hand.told[-1].startswith("Removed Port of Veldia")
        await hand.press("ctrl+z")
        assert hand.told[-1] == "It is back."

    keyed(tmp_path, KEYS).show(act)


def test_what_may_be_set_is_what_the_app_has():
    assert set(get_args(Theme)) == {theme.name for theme in THEMES} | set(BUILTIN_THEMES)
    named = {name.removeprefix("key.") for name in speak("en").texts if name.startswith("key.")}
    assert named == set(actions())
    assert all(is_key(key.value) for key in Keys if key.value[0] != "<" and key.value not in ("return", "ctrl-at"))


def test_keys_of_every_screen_are_known_and_none_is_told_as_unknown(tmp_path):
    async def act(hand):
        await hand.pilot.pause(0.1)
        assert hand.told == []

    keyed(tmp_path, KEYS + 'next_citation = "c"\nsearch_again = "s"\nchange_setting = "c"\ncancel = "f9"\n').show(act)


QUESTION = "Which line reads correctly, from right to left?"


def undecided(folder, *told):
    """A workspace in which nothing says who puts right-to-left text in order."""
    room = Room.below(folder, sources=SOURCES.replace('bidi = "app"\n', ""))
    room.save(snapshot(*told))
    return room


def test_who_puts_arabic_in_order_is_asked_once_and_kept(tmp_path):
    async def act(hand):
        await hand.until(lambda: QUESTION in hand.screen)
        await hand.press("2")
        await hand.until(lambda: QUESTION not in hand.screen)
        assert "فيلديا" in hand.screen

    async def again(hand):
        await hand.pilot.pause(0.1)
        assert QUESTION not in hand.screen

    room = undecided(tmp_path, *stories())
    room.show(act)
    assert read_sources(room.workspace.sources)[0].bidi == "terminal"
    room.show(again)


def test_who_can_not_tell_is_not_asked_again_and_nothing_is_set(tmp_path):
    async def act(hand):
        await hand.until(lambda: QUESTION in hand.screen)
        await hand.press("enter")
        await hand.until(lambda: QUESTION not in hand.screen)

    async def again(hand):
        await hand.pilot.pause(0.1)
        assert QUESTION not in hand.screen

    room = undecided(tmp_path, *stories())
    room.show(act)
    assert read_sources(room.workspace.sources)[0].bidi == "auto"
    room.show(again)


def test_nobody_is_asked_for_the_order_of_letters_without_such_letters(tmp_path):
    async def act(hand):
        await hand.pilot.pause(0.1)
        assert QUESTION not in hand.screen

    undecided(tmp_path, stories()[0]).show(act)
