"""The app line by line: what is typed, and what is said."""

import io
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

import pytest
from newsroom import Newsroom
from tui.desk_builder import ARABIC, BUILT, DAM, VIEW, Room, dam, grown, snapshot, stories

from briefing.store.sources import read_sources
from briefing.tui import linear
from briefing.tui.linear import Linear
from briefing.tui.opening import Opening


def spoken(room, *commands, refresh=()):
    """What is answered to each of `commands`, by a program that is started for them."""
    with ExitStack() as stack:
        desk, out = room.desk(stack), io.StringIO()
        desk.open_newest()
        settings, sources = read_sources(room.workspace.sources)
        opening = Opening(
            workspace=room.workspace,
            settings=settings,
            sources=sources,
            bidi="app",
            refresh=tuple(refresh),
            everywhere=room.everywhere,
        )
        reader = Linear(desk, opening, out=out)
        reader.greet()
        answers = [out.getvalue()]
        for command in commands:
            out.seek(out.truncate(0))
            reader.onecmd(command)
            answers.append(out.getvalue())
        return answers


@pytest.fixture
def speak(room):
    """`spoken` in the usual room."""
    return partial(spoken, room)


def test_it_begins_with_the_stories_in_order_and_nothing_is_drawn(speak):
    (first,) = speak()
    lines = first.splitlines()
    assert lines[0] == "Briefing of 23 Nov 2026 12:00 UTC. 5 stories, 5 unread."
    assert lines[1].startswith(f"1. {DAM}; ")
    assert lines[2].startswith(f"2. {ARABIC}; ")  # as it is spoken, not as it is drawn
    assert not {"▌", "│", "●", "•", "\x1b"} & set(first)


def test_a_story_is_explained(tmp_path):
    news = Newsroom(tmp_path)
    news.report(0, 0, 1)
    news.refresh()
    room = Room(news.workspace, everywhere=("--workspace", str(tmp_path)))
    _, before, _, explained = spoken(room, "why", "1", "why")
    assert before == "Read a story first.\n"
    assert "2 articles" in explained
    assert "nearest [2]: meaning 0." in explained
    assert "shared: Orsk" in explained


def test_a_number_reads_the_story_and_marks_it_read(speak):
    _, told, listed = speak("1", "list")
    assert BUILT in told
    assert VIEW in told
    assert "1. read; " in listed


def test_a_line_of_a_story_is_never_broken(speak, room):
    long = " ".join(["The parliament of Veldia debated the law for a very long time"] * 5)
    room.save(snapshot(replace(dam(), headline=long), hours=1))
    _, told = speak("1")
    assert f"1 {long}\n" in told


def test_next_reads_the_first_unread_story(speak):
    _, _, told = speak("1", "next")
    assert ARABIC in told


def test_a_citation_leads_to_its_article_and_one_that_is_not_there_is_told(speak):
    _, _, told, lost = speak("1", "article 1", "article 9")
    assert "Port of Veldia, 2026-11-23" in told
    assert BUILT in told
    assert "name one of its citations" in lost


def test_stored_articles_are_searched(speak):
    _, told, nothing = speak("search spillway", "search nowhere")
    assert told.startswith("1 article\n")
    assert "without a spillway" in told
    assert nothing == "0 articles\n"


def test_only_some_stories_are_listed(speak):
    _, arabic, nobody = speak("list ar", "list xx")
    assert len(arabic.splitlines()) == 2
    assert "all are listed" in nobody


def test_marks_and_pins_survive(speak):
    speak("2", "pin", "mark")
    (first,) = speak()
    assert f"1. pinned; {ARABIC}" in first


def test_what_changed_since_a_story_was_read_is_told(speak, room):
    speak("1")
    room.save(snapshot(grown(dam(), "Divers found a second crack."), *stories()[1:], hours=1))
    _, _, told = speak("1", "changes")
    assert "new in Background: Divers found a second crack." in told


def test_the_suffix_names_the_format_of_an_export(speak, tmp_path):
    _, told, wrong, nowhere = speak(
        f"export {tmp_path / 'note.md'}", f"export {tmp_path / 'note.docx'}", f"export {tmp_path / 'note.md' / 'x.md'}"
    )
    assert told == f"Written: {tmp_path / 'note.md'}\n"
    assert DAM in (tmp_path / "note.md").read_text("utf-8")
    assert "ends in" in wrong
    assert "there is no such folder" in nowhere


def test_a_word_that_is_no_command_is_told(speak):
    assert "is no command" in speak("dance")[1]
    assert "is no command" in speak("99")[1]


def test_a_refresh_tells_what_it_did(speak, room):
    feed = (
        "<rss version='2.0'><channel><title>Port</title><item><title>A ferry ran aground near Tolva</title>"
        "<guid>f1</guid><description>A ferry ran aground near Tolva on Sunday.</description></item></channel></rss>"
    )
    folder = room.workspace.sources.parent
    (folder / "port.xml").write_text(feed, "utf-8")
    room.workspace.sources.write_text('[[source]]\nid = "p"\nname = "Port"\nurl = "port.xml"\n', "utf-8")
    _, told = speak("refresh", refresh=("refresh", "--workspace", str(folder)))
    assert "asked 1 source: 1 read" in told


def test_it_ends_where_the_words_end(room, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr(Linear, "use_rawinput", 0)
    with ExitStack() as stack:
        desk = room.desk(stack)
        desk.open_newest()
        settings, sources = read_sources(room.workspace.sources)
        opening = Opening(workspace=room.workspace, settings=settings, sources=sources, bidi="app")
        assert linear.read_aloud(desk, opening) == 0
    assert DAM in capsys.readouterr().out
