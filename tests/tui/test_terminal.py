"""A morning with the program in a real terminal, and the ways to treat it badly."""

from datetime import UTC, datetime, timedelta

import pytest
from newsstand import Newsstand, as_jsonl
from tui.desk_builder import ARABIC, BUILT, DAM, PORT, POST, RUSSIAN, Room, stories
from tui.terminal import ENDED, HAS_TMUX, Terminal

from briefing.model import Coverage, Snapshot
from briefing.render.toml import load
from briefing.store.snapshots import snapshot_names

pytestmark = pytest.mark.skipif(not HAS_TMUX, reason="there is no tmux")

NOW = datetime.now(UTC).replace(microsecond=0)
SETTINGS = {"bidi": '"app"', "refresh_minutes": 0}


def edition(folder, sources):
    """A workspace with yesterday's edition and two stored articles; its path."""
    room = Room.below(folder, sources=sources)
    room.store(PORT, POST)
    told = stories()
    [path] = room.save(
        Snapshot(taken=NOW - timedelta(days=1), stories=told, coverage=Coverage(asked=2, read=2, stories=len(told)))
    )
    return path


def test_a_morning_from_the_first_story_to_a_clean_way_out(tmp_path):
    with Newsstand(sources=5, each=6, newest=NOW - timedelta(hours=1)) as stand:
        stand.faults = {1: 503, 2: "cut"}
        edition(tmp_path, stand.sources_toml(**SETTINGS))
        with Terminal("--workspace", tmp_path, folder=tmp_path) as terminal:
            read_and_search(terminal)
            filter_and_unfilter(terminal)
            terminal.press("R")
            terminal.see(r"BRIEFING .* stories, .*2 of 5 sources failed \(F\)", within=60)
            terminal.press("F")
            terminal.see("^ What failed", "asked 5 sources: .* 2 failed", "Outlet 1: .*503", "Outlet 2: ")
            terminal.press("q")
            export(terminal, tmp_path / "morning.md")
            terminal.press("S")
            terminal.see("5 sources, 5 asked so far, 2 failing", "! +Outlet 1", "FAILED: .*503")
            terminal.press("q")
            terminal.see("^ BRIEFING")
            terminal.press("q")
            assert terminal.end() == 0
            assert terminal.is_as_before()
            assert terminal.processes(within=5) == []
    assert b"Traceback" not in terminal.raw.read_bytes()


def read_and_search(terminal):
    terminal.see("▌• " + DAM, "^ BRIEFING .* 5 stories, 5 unread")
    terminal.press("Enter")
    terminal.see("5 stories, 4 unread")
    terminal.press("2")
    terminal.see("▌ .*2026-11-22")
    terminal.press("1")
    terminal.see("▌ .*It was built in 1962")
    terminal.press("Enter")
    terminal.see("^ In its article", f"▸ {BUILT} ◂", "Port of Veldia, Mira Hale")
    terminal.press("q")
    terminal.see("^ BRIEFING")
    terminal.press("/")
    terminal.see("^ Search")
    terminal.type("северного пер")
    terminal.see("IN THIS BRIEFING  1", RUSSIAN)
    terminal.press("Enter")
    terminal.see("▌ .*" + RUSSIAN)
    terminal.press("Enter")
    terminal.see("^ BRIEFING", "▌• Парламент Вельдии")


def filter_and_unfilter(terminal):
    terminal.press("f")
    terminal.see("Which stories")
    terminal.press("Home", "Down", "Enter")
    terminal.see("● all", r"tr  \(2 stories\)", r"ar  \(1 story\)")
    terminal.press("Down", "Down", "Enter")
    terminal.see("^ BRIEFING .* 1 story, 1 unread · only: ar")
    terminal.press("Escape", "Escape")  # from the page to the list, from that to all stories
    terminal.see("5 stories, 4 unread$")


def export(terminal, path):
    terminal.press("e")
    terminal.see("Export what", "the briefing: .* stories as listed")
    terminal.press("End", "Enter")
    terminal.see("In which format")
    formats = [line for line in terminal.screen if "(." in line]
    at = next(i for i, line in enumerate(formats) if "markdown" in line)
    terminal.press("Home", *["Down"] * at, "Enter")
    terminal.see("To which file", r"briefing-.*\.md")
    terminal.press("C-u")
    terminal.miss(r"briefing-.*\.md")  # Textual lets letters overtake an editing key
    terminal.type(str(path))
    terminal.press("Enter")
    terminal.see("Written:")
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert "## 1\\. " in text
    assert "- failed: Outlet 1: " in text


def test_q_during_a_refresh_leaves_the_last_edition_whole_and_no_process(tmp_path):
    text = 'Miners in Grend walked out. "Nobody believes it," said Mira Hale, director of the Topaz Centre.\n' * 400
    told = [{"id": n, "title": f"Day {n}", "text": text} for n in range(400)]
    (tmp_path / "many.jsonl").write_text(as_jsonl(told), "utf-8")
    path = edition(tmp_path, '[settings]\nbidi = "app"\n[[source]]\nid = "many"\nname = "Many"\nurl = "many.jsonl"\n')
    before = path.read_bytes()
    with Terminal("--workspace", tmp_path, folder=tmp_path) as terminal:
        terminal.see("▌• " + DAM, r"\d+/\d+ [━─]")  # a day old: it is refreshed without being asked
        terminal.press("J", "J")
        terminal.see("▌• Парламент Вельдии")
        terminal.see(r"analy\w* \d+/400|articles \d+/400", within=30)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_as_before()
        assert terminal.processes(within=5) == []
    assert path.read_bytes() == before
    assert len(load(before.decode()).stories) == 5
    assert snapshot_names(path.parent) == [path.stem]
    assert list(path.parent.iterdir()) == [path]


def test_a_storm_of_sizes_leaves_the_app_alive(tmp_path):
    edition(tmp_path, Room.below(tmp_path).workspace.sources.read_text("utf-8"))
    with Terminal("--workspace", tmp_path, folder=tmp_path) as terminal:
        terminal.see("▌• " + DAM)
        for n in range(30):
            terminal.resize(1 + 199 * (n % 4 == 3) + 29 * (n % 3), 1 + 59 * (n % 4 == 3) + 7 * (n % 5))
            terminal.press("jkGg"[n % 4])
        terminal.resize(1, 1)
        terminal.press("Enter")
        terminal.resize(60, 20)
        terminal.see("(?i)escalation")  # a key typed before the story has opened would end the app
        terminal.press("q")  # on a narrow screen: from the story back to the list
        terminal.resize(120, 40)
        terminal.press("g")
        terminal.see("▌. " + DAM, "^ BRIEFING", "q Quit")
        terminal.press("J")
        terminal.see("▌• ")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_as_before()
    assert b"Traceback" not in terminal.raw.read_bytes()


def test_a_terminal_without_a_screen_gets_plain_lines(tmp_path):
    edition(tmp_path, Room.below(tmp_path).workspace.sources.read_text("utf-8"))
    with Terminal("--workspace", tmp_path, folder=tmp_path, term="dumb") as terminal:
        terminal.see("plain lines instead of the app", f"^1. {DAM}", ARABIC, "^>$")
        terminal.type("1")
        terminal.press("Enter")
        terminal.see(BUILT)
        terminal.press("C-d")
        assert terminal.end() == 0
    written = terminal.raw.read_bytes()
    assert b"\x1b" not in written
    assert b"Traceback" not in written
    assert written.rstrip().endswith(f"{ENDED} 0".encode())
