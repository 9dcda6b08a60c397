"""Every key has a name, stands in the help of its screen and is offered by the command palette."""

import importlib
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from tui.desk_builder import whole

import briefing.tui
from briefing.tui.app import BriefingApp

#: How to come to each screen, from the main one, and where its keys are: those of the app hold as well.
WAYS = {
    "StoriesScreen": ((), ("StoriesScreen", "StoryList", "Lines")),
    "StoriesScreen, reading": (("enter",), ("StoriesScreen", "StoryPage", "Lines")),
    "ArticleScreen": (("1", "enter"), ("ArticleScreen", "ReadingScreen", "Lines")),
    "ChangesScreen": (("d",), ("ChangesScreen", "ReadingScreen", "Page", "Lines")),
    "WhyScreen": (("w",), ("WhyScreen", "ReadingScreen", "Lines")),
    "FailuresScreen": (("F",), ("FailuresScreen", "ReadingScreen", "Lines")),
    "SettingsScreen": (("comma",), ("SettingsScreen", "ReadingScreen", "Lines")),
    "SourcesScreen": (("S",), ("SourcesScreen", "ReadingScreen", "Lines")),
    "SearchScreen": (("slash", "tab"), ("SearchScreen", "Page", "Lines")),
}


def bound():
    """Our classes that have keys of their own, by name."""
    found = {}
    for module in pkgutil.walk_packages(briefing.tui.__path__, "briefing.tui."):
        for value in vars(importlib.import_module(module.name)).values():
            mine = isinstance(value, type) and issubclass(value, DOMNode) and value.__module__.startswith("briefing.")
            if mine and vars(value).get("BINDINGS"):
                found[value.__name__] = value
    return found


CLASSES = bound()


def shown(app, binding):
    """The keys of a binding as they are told."""
    return [app.get_key_display(one) for one in Binding.make_bindings([binding])]


def test_all_classes_with_keys_are_known_here():
    reached = {name for _, names in WAYS.values() for name in names if name in CLASSES}
    assert set(CLASSES) - reached == {"BriefingApp", "Ask", "Choose", "DirectionScreen"}


@pytest.mark.parametrize("name", CLASSES)
def test_every_key_has_a_name_and_words(name):
    for binding in CLASSES[name].BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id, binding
        assert binding.description, binding


@pytest.mark.parametrize("name", CLASSES)
def test_a_name_and_a_key_stand_once_in_a_class(name):
    bindings = CLASSES[name].BINDINGS
    for counts in (Counter(b.id for b in bindings), Counter(k for b in bindings for k in b.key.split(","))):
        assert counts.most_common(1)[0][1] == 1, counts


def test_one_name_stands_for_one_thing_wherever_it_holds():
    words = {}
    for name, of in CLASSES.items():
        for binding in of.BINDINGS:
            assert words.setdefault(binding.id, binding.description) == binding.description, (name, binding)


def test_help_tells_every_key_of_the_screen_and_the_palette_offers_every_action(room):
    async def act(hand):
        for way, (keys, names) in WAYS.items():
            await hand.press(*keys)
            screen = hand.app.screen
            assert type(screen).__name__ == way.partition(",")[0]
            actions = {command.title for command in hand.app.get_system_commands(screen)}
            await hand.press("question_mark")
            assert "SIGNS" in whole(hand.page)
            lines = [" ".join("".join(run.text for run in pieces).split()) for pieces, _ in hand.page._lines]  # noqa: SLF001
            for binding in (b for name in ("BriefingApp", *names) if name in CLASSES for b in CLASSES[name].BINDINGS):
                what = binding.description + (f": {binding.tooltip}" if binding.tooltip else "")
                told = [line for line in lines if line.endswith(what)]
                assert told, (way, what)
                assert any(key in told[0].split() for key in shown(hand.app, binding)), (way, binding, told)
                assert binding.description in actions, (way, binding)
            await hand.press("question_mark", "escape")
            assert hand.app.screen is screen
            await hand.back()
            await hand.press("escape")

    room.show(act, size=(110, 24))


def test_the_palette_does_what_the_key_does(room):
    async def act(hand):
        await hand.press("G", "ctrl+p")
        await hand.type("Pin")
        await hand.until(lambda: "keep the story at the head of the list (p)" in hand.screen)
        await hand.press("enter")
        await hand.until(lambda: hand.app.desk.mark("rate").pinned)
        assert hand.listed[0] == "rate"

    room.show(act)


def test_every_command_of_the_palette_can_be_run(room):
    async def act(hand):
        titles = [command.title for command in hand.app.get_system_commands(hand.app.screen)]
        assert len(set(titles)) > 30
        for title in titles:
            if title == "Quit":
                continue
            command = next(c for c in hand.app.get_system_commands(hand.app.screen) if c.title == title)
            command.callback()
            await hand.pilot.pause()
            await hand.back()
        assert hand.app.is_running

    room.show(act, size=(40, 12))


def test_a_click_on_a_hint_does_what_its_key_does(room):
    async def act(hand):
        line = hand.screen.split("\n")[-1]
        await hand.pilot.click(offset=(line.index("n Next"), 39))
        await hand.pilot.pause()
        assert hand.read("dam")
        assert hand.at == "truce"
        await hand.pilot.click(offset=(line.index("? Help"), 39))
        await hand.pilot.pause()
        assert "SIGNS" in whole(hand.page)

    room.show(act, size=(120, 40))


def test_help_and_the_way_out_are_always_among_the_hints(room):
    async def act(hand):
        for width in (120, 80, 40, 26):
            await hand.pilot.resize_terminal(width, 12)
            await hand.until(lambda width=width: len(hand.screen.split("\n")[-1]) == width)
            assert hand.screen.split("\n")[-1].rstrip().endswith("q Quit  ? Help")
            await hand.press("S")
            last = hand.screen.split("\n")[-1]
            assert "q Back" in last
            assert "? Help" in last
            await hand.press("q")

    room.show(act)


def test_textuals_own_keys_do_not_bypass_the_way_out():
    assert [b.key for b in BriefingApp.BINDINGS if b.action == "quit"] == ["ctrl+c"]
