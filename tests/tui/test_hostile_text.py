"""Text from outside that would act if it could: it is shown as it stands, and nothing else happens."""

import re

import pytest
from builders import NOON
from tui.desk_builder import Room, article, lines_of, said, snapshot, story, whole
from tui.hostile import GIANTS, MARKUP, SCRIPTS, SEQUENCES

from briefing.model import Failure
from briefing.render.layout import plain
from briefing.store.database import open_database
from briefing.store.feeds import FeedState, save_feed
from briefing.store.toml_text import statement


def hostile(n, text):
    """An article and a story all of whose words are `text`."""
    url = f"https://evil.example/{text[:50]}"
    of = article(f"evil-{n}", f"{text}\n{text} end", text, title=text, byline=text, url=url)
    line = said(text, (1, of), speaker=text, speaker_id="x", likelihood=text, date="2026-11-22", date_text=text)
    sections = dict.fromkeys(("background", "escalation", "analyst_views", "outlook"), (line,))
    return of, story(f"evil-{n}", text, articles=(of,), lead=line, **sections)


def hostile_room(folder, texts):
    """A workspace with a story and a source for each of `texts`."""
    lines = ['[settings]\nbidi = "off"\n']
    for n, text in enumerate(texts):
        told = (("name", text), ("tags", (text,)))
        lines.append(f'[[source]]\nid = "evil-{n}"\nurl = "https://evil.example/{n}"\n')
        lines += (statement(key, value) + "\n" for key, value in told)
    room = Room.below(folder, sources="".join(lines))
    made = [hostile(n, text) for n, text in enumerate(texts)]
    room.store(*(of for of, _ in made))
    with open_database(room.workspace.database) as connection, connection:
        for n, text in enumerate(texts):
            save_feed(connection, f"evil-{n}", FeedState(url="", asked=NOON, failure=text))
    failures = tuple(Failure(source=f"evil-{n}", name=text, reason=text) for n, text in enumerate(texts))
    room.save(snapshot(*(told for _, told in made), failures=failures))
    return room


def shown(text):
    """`text` as it stands on a screen: on one line, marks of direction done with."""
    return plain(re.sub("[\u2066-\u2069]", "", text))


@pytest.mark.parametrize("texts", [MARKUP, SEQUENCES, SCRIPTS], ids=["markup", "sequences", "scripts"])
def test_hostile_text_is_shown_as_it_stands_on_every_screen_and_nothing_acts(tmp_path, monkeypatch, texts):
    acted = []
    monkeypatch.setattr("briefing.tui.app.start_browser", lambda url: acted.append(url) or True)

    async def act(hand):
        def stands(text):
            found = shown(whole(hand.page))
            assert "\x1b" not in hand.screen
            assert "\u202e" not in hand.screen
            assert shown(text) in found or not text.isascii()

        for text in texts:
            stands(text)
            await hand.press("y", "J")
            assert shown(text) in shown(hand.app.clipboard)
        for keys in (("F",), ("2", "enter"), ("S", "g")):
            await hand.press(*keys)
            stands(texts[-1])
            await hand.back()
        await hand.press("d", "escape", "S", "g", "e")
        assert shown(texts[0]) in shown(hand.screen) or not texts[0].isascii()
        await hand.press("escape", "M", "enter")
        assert shown(texts[0]) in shown(hand.told[-1])
        await hand.press("g", "x", "escape", "e", "escape", "f", "escape", "slash", *"evil", "escape")
        await hand.pilot.click("#list", offset=(4, 0), times=2)
        assert acted == []
        assert hand.app.is_running

    hostile_room(tmp_path, texts).show(act, size=(130, 30))


def test_words_of_many_thousand_letters_are_cut_in_the_list_and_wrapped_on_the_page(tmp_path):
    async def act(hand):
        for _ in GIANTS:
            at = 3 * hand.list.at
            assert "…" in lines_of(hand.list)[at + 1]
            await hand.press("enter", "G")
            assert hand.page.scroll_offset.y > 100
            await hand.press("y", "escape", "j")
        await hand.press("1", "enter", "escape", "escape", "e", "escape", "d")
        assert hand.app.is_running

    room = Room.below(tmp_path)
    made = [hostile(n, text) for n, text in enumerate(GIANTS)]
    room.store(*(of for of, _ in made))
    room.save(snapshot(*(told for _, told in made)))
    room.show(act)


def test_what_is_told_at_the_corner_is_never_read_as_markup(room):
    async def act(hand):
        for line in (*MARKUP, "[" * 500, "x" * 20_000):
            for severity in ("information", "warning", "error"):
                hand.app.tell(line, severity=severity)
            await hand.pilot.pause()
            assert hand.told == [line] * 3
            if len(line) < 30:
                assert line in hand.screen
            hand.told.clear()

    room.show(act)


def test_names_of_choices_and_questions_are_never_read_as_markup(room):
    async def act(hand):
        hand.app.refresh_outlets(["[red]x"])
        await hand.press("f")
        await hand.choose("Outlet")
        assert "[@click=app.quit]Radio[/" in hand.screen
        await hand.choose("[@click")
        assert "only: [@click=app.quit]Radio" in hand.screen
        assert hand.listed == ["one"]

    of = article("one", "One line.", "[@click=app.quit]Radio[/")
    room.save(snapshot(story("one", "One", articles=(of,)), story("two", "Two"), hours=1))
    room.show(act, size=(140, 24))


def test_trouble_of_the_workspace_is_never_read_as_markup(tmp_path):
    async def act(hand):
        assert "[settings]: theme: '[/]' is no" in whole(hand.page)
        await hand.until(lambda: hand.told)

    room = Room.below(tmp_path)
    room.trouble = "sources.toml: [settings]: theme: '[/]' is no ["
    room.show(act)
