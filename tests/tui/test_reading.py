"""Reading a story: its sections, its lines in their articles, the browser, the clipboard."""

import time
from dataclasses import replace

import pytest
from tui.desk_builder import (
    AHEAD,
    BUILT,
    GAVE_WAY,
    LOST,
    PORT,
    POST,
    VIEW,
    article,
    dam,
    lines_of,
    said,
    snapshot,
    story,
    whole,
)

from briefing.model import Reference
from briefing.tui.browser import start_browser


@pytest.fixture
def opened(monkeypatch):
    """The addresses that were given to a browser."""
    addresses = []
    monkeypatch.setattr("briefing.tui.app.start_browser", lambda address: addresses.append(address) or True)
    return addresses


def cited(page):
    """The words in their article that are marked, and their lines on the screen."""
    return "".join(run.text for pieces, _ in page._lines for run in pieces if run.style == "cited")  # noqa: SLF001


def test_a_digit_jumps_to_its_section_and_selects_what_stands_first_there(room):
    async def act(hand):
        for key, heading, first in (
            ("1", "BACKGROUND", BUILT),
            ("5", "SOURCES", PORT.title),
            ("2", "ESCALATION", GAVE_WAY),
            ("4", "OUTLOOK", AHEAD),
            ("3", "ANALYST VIEWS", VIEW),
        ):
            await hand.press(key)
            assert hand.page.has_focus
            at = next(y for y, line in enumerate(lines_of(hand.page)) if heading in line)
            assert at < 2 or hand.page.scroll_offset.y == hand.page.max_scroll_y
            of = hand.page.selected
            assert (of.title if isinstance(of, Reference) else of.text) == first

    room.show(act, size=(89, 10))


def test_a_section_in_which_nothing_stands_is_jumped_to_and_nothing_is_selected(room):
    async def act(hand):
        await hand.press("j", "3")
        assert "nothing reported" in "".join(lines_of(hand.page)[:12])
        assert hand.page.selected is None
        await hand.press("o", "y")

    room.show(act)


def test_j_and_k_select_one_line_after_another_and_the_first_and_last_by_g(room):
    async def act(hand):
        texts = []
        await hand.press("enter", "g")
        for _ in range(7):
            texts.append(getattr(hand.page.selected, "text", "") or hand.page.selected.title)
            await hand.press("j")
        assert texts == [GAVE_WAY, BUILT, GAVE_WAY, VIEW, AHEAD, PORT.title, POST.title]
        await hand.press("k", "k")
        assert hand.page.selected.text == AHEAD
        await hand.press("g")
        assert hand.page.selected == dam().lead
        await hand.press("G")
        assert hand.page.selected.id == POST.id

    room.show(act)


def test_the_selected_line_stays_on_a_small_screen(room):
    async def act(hand):
        await hand.press("enter", "g")
        seen = set()
        for key in (*"jjjjjjjj", *"kkkkkkkk", "space", "b", "ctrl+d", "ctrl+u", "G", "g", "5", "1"):
            await hand.press(key)
            assert any(line.startswith("▌") for line in lines_of(hand.page)), key
            seen.add(hand.page.selected)
        assert len(seen) == 7

    room.show(act, size=(60, 9))


def test_enter_shows_a_line_in_its_article_with_the_cited_words_marked(room):
    async def act(hand):
        await hand.press("3", "enter")
        page = whole(hand.page)
        assert cited(hand.page) == f"▸ {VIEW} ◂"
        assert f"She said: “▸ {VIEW} ◂”" in page
        assert "Port of Veldia, Mira Hale, 2026-11-23, en" in page
        assert PORT.url in page
        assert BUILT in page
        assert f"▸ {VIEW} ◂" in hand.screen
        await hand.press("escape")
        assert hand.page.selected.text == VIEW

    room.show(act)


def test_the_cited_words_are_brought_onto_the_screen_of_a_long_article(room):
    async def act(hand):
        await hand.press("1", "enter")
        await hand.until(lambda: "▸ The gauge stood" in hand.screen)

    long = article(
        "long", "\n".join([f"Paragraph {n} of the record." for n in range(80)] + ["The gauge stood at nine."])
    )
    room.store(long)
    told = story("long", "A long record", articles=(long,), background=(said("The gauge stood at nine.", (1, long)),))
    room.save(snapshot(told, hours=1))
    room.show(act, size=(89, 12))


def test_n_goes_on_to_the_next_outlet_that_says_the_same(room):
    async def act(hand):
        await hand.press("2", "enter")
        assert "source 1 of 2 that say so" in hand.screen
        assert "Port of Veldia" in whole(hand.page)
        await hand.press("n")
        assert "source 2 of 2" in hand.screen
        assert "Grend baraji" in whole(hand.page)
        assert cited(hand.page) == f"▸ {GAVE_WAY} ◂"
        await hand.press("tab")
        assert "source 1 of 2" in hand.screen
        await hand.press("N", "y")
        assert "[Orsk Post, 2026-11-23, https://post.example/dam]" in hand.app.clipboard

    room.show(act)


def test_a_line_is_shown_in_the_wording_that_was_cited_after_the_article_was_corrected(room):
    async def act(hand):
        await hand.press("1", "enter")
        assert cited(hand.page) == f"▸ {BUILT} ◂"
        assert "CORRECTED" not in whole(hand.page)
        await hand.press("escape", "5", "enter")
        assert "CORRECTED: it was built in 1963." in whole(hand.page)
        assert cited(hand.page) == ""

    room.store(replace(PORT, text="CORRECTED: it was built in 1963."))
    room.show(act)


def test_a_citation_beyond_the_end_of_a_changed_text_marks_nothing(room):
    async def act(hand):
        await hand.press("enter", "g", "enter", "n")
        assert "source 2 of 2" in hand.screen
        assert "Short." in whole(hand.page)
        assert cited(hand.page) == ""

    room.workspace.database.unlink()
    room.store(PORT, replace(POST, text="Short."))
    room.show(act)


def test_an_article_that_is_not_stored_says_so_and_still_shows_the_line(room):
    async def act(hand):
        await hand.press("1", "enter")
        assert "The text of this article is not stored on this machine" in whole(hand.page)
        assert cited(hand.page) == f"▸ {BUILT} ◂"
        await hand.press("escape", "5", "enter")
        assert "is not stored on this machine" in whole(hand.page)

    room.workspace.database.unlink()
    room.show(act)


def test_a_store_that_is_no_database_is_as_if_nothing_were_stored(room):
    async def act(hand):
        await hand.press("1", "enter")
        assert "is not stored on this machine" in whole(hand.page)

    room.workspace.database.write_bytes(b"no database" * 500)
    room.show(act)


def test_o_opens_the_source_of_the_selected_line_in_the_browser(room, opened):
    async def act(hand):
        await hand.press("o")
        await hand.until(lambda: opened == [PORT.url])
        await hand.press("5", "j", "o")
        await hand.until(lambda: opened == [PORT.url, POST.url])
        await hand.press("enter", "o")
        await hand.until(lambda: opened[2:] == [POST.url])
        await hand.until(lambda: hand.told == [f"Opened {url}" for url in opened])

    room.show(act)


def test_no_other_address_than_one_of_the_web_reaches_a_browser(room, opened):
    urls = ("", "ftp://karsu.example/a", "file:///etc/passwd", "javascript:alert(1)", "dam.html", "http://", "-new-tab")

    async def act(hand):
        for n, url in enumerate(urls, 1):
            await hand.press("o", "enter", "g", "enter", "o")
            hand.app.browse(url)  # whatever a snapshot's own loader lets through
            await hand.until(lambda n=n: len(hand.told) == 3 * n)
            await hand.press("escape", "escape", "j")
        assert hand.told == ["This source has no address of the web."] * 3 * len(urls)
        assert opened == []

    articles = [article(f"a{n}", "One line stands here.", url=url) for n, url in enumerate(urls)]
    made = (story(of.id, "Only", "One line stands here.", articles=(of,)) for of in articles)
    room.save(snapshot(*made, hours=1))
    room.show(act)


def test_a_browser_that_can_not_be_started_is_told_with_the_address(room, monkeypatch):
    async def act(hand):
        await hand.press("o")
        await hand.until(lambda: hand.told)
        assert "No browser could be started" in hand.told[0]
        assert PORT.url in hand.told[0]

    monkeypatch.setattr("briefing.tui.app.start_browser", lambda _: False)
    room.show(act)


def test_y_copies_the_selected_line_with_its_source(room):
    async def act(hand):
        await hand.press("y")
        assert hand.app.clipboard == f"{GAVE_WAY} [Port of Veldia, 2026-11-23, {PORT.url}]"
        await hand.press("4", "y")
        assert hand.app.clipboard == f"{AHEAD} [Port of Veldia, 2026-11-23, {PORT.url}]"
        await hand.press("5", "j", "y")
        assert hand.app.clipboard == f"{POST.title} [Orsk Post, 2026-11-23, https://post.example/dam]"
        assert hand.told[-1] == f"Copied: {hand.app.clipboard}"

    room.show(act)


def test_an_address_that_is_not_of_the_web_is_not_copied(room):
    async def act(hand):
        await hand.press("y")
        assert hand.app.clipboard == "This text was never stored. [Karsu Radio, 2026-11-23]"

    told = story("lost", "Lost", articles=(LOST,), background=(said(LOST.text, (1, LOST)),))
    room.save(snapshot(told, hours=1))
    room.show(act)


def test_the_page_stays_where_the_reader_is_when_the_story_is_pinned(room):
    async def act(hand):
        await hand.press("4", "p")
        assert hand.page.selected.text == AHEAD
        assert hand.app.desk.mark("dam").pinned

    room.show(act, size=(89, 12))


def test_the_browser_that_the_reader_named_is_given_the_address_and_nothing_waits_for_it(tmp_path, monkeypatch):
    browser, given = tmp_path / "browser", tmp_path / "given"
    browser.write_text(f'#!/bin/sh\necho "$1" > {given}.part && mv {given}.part {given}\nsleep 5\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setattr("webbrowser._tryorder", None)  # it looks once
    began = time.monotonic()
    assert start_browser("https://port.example/dam")
    assert time.monotonic() - began < 2
    while not given.exists():
        assert time.monotonic() - began < 15, "no browser was started"
        time.sleep(0.02)
    assert given.read_text("utf-8") == "https://port.example/dam\n"
