"""Every command that lists something does so for programs, too: `--json`, in one shape."""

import json

import pytest
from archives import archive
from builders import NOON
from program import briefing

from briefing.cli.arguments import parser
from briefing.cli.grammar import describe
from briefing.model import Snapshot
from briefing.render.toml import dump
from briefing.store.snapshots import save_snapshot

#: What lists nothing: it does something, or prints one text.
OTHERS = {
    "completions",
    "config get",
    "config path",
    "config set",
    "fetch",
    "manual",
    "mute add",
    "mute remove",
    "refresh",
    "schema",
    "snapshots index",
    "snapshots remove",
    "sources add",
    "sources export",
    "sources move",
    "sources mute",
    "sources remove",
    "sources set",
    "sources unmute",
    "stories merge",
    "stories split",
    "stories undo",
}
#: What writes JSON Lines and nothing else.
ALWAYS = {"analyse", "group"}
#: Each listing command with what it needs to be told, and whether it writes one object, not one a line.
LISTS = {
    "config list": ((), True),
    "diff": ((), True),
    "doctor": ((), False),
    "mute list": ((), False),
    "print": ((), True),
    "quotes": ((), False),
    "snapshots list": ((), False),
    "snapshots search": (("dam",), False),
    "snapshots show": (("2026-11",), True),
    "sources check": ((), False),
    "sources import": (("-n", "feeds.opml"), False),
    "sources list": ((), False),
    "stories corrections": ((), False),
    "stories list": ((), False),
    "verify": ((), False),
}
#: What needs a server or the encoder: its JSON is read in the tests of those commands.
ELSEWHERE = {"sources find", "stories why"}
#: Those of which the workspace below has none.
EMPTY = {"stories corrections"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("lists")
    archive(made)
    save_snapshot(made / "cache/snapshots", Snapshot(taken=NOON.replace(year=2025), stories=()), dump=dump)
    (made / "sources.toml").write_text(
        '[[source]]\nid="note"\nname="Note"\nurl="note.html"\n[[mute]]\nword="Zabel"\n', "utf-8"
    )
    (made / "note.html").write_text("<title>Note</title><p>Nothing happened in Grend today.</p>", "utf-8")
    (made / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" text="Nord" xmlUrl="https://nord.example/f"/></body></opml>',
        "utf-8",
    )
    return made


def leaves():
    for command in describe(parser()).commands:
        yield from ((f"{command.name} {inner.name}", inner) for inner in command.commands)
        if not command.commands:
            yield command.name, command


def test_every_command_that_lists_has_the_option():
    found = {name for name, command in leaves() if any("--json" in option.flags for option in command.options)}
    assert found == set(LISTS) | ELSEWHERE
    assert {name for name, _ in leaves()} == found | OTHERS | ALWAYS


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_an_object_a_line(folder, name):
    words, whole = LISTS[name]
    done = briefing(*name.split(), *words, "--json", folder=folder)
    text = done.stdout.decode()
    rows = [json.loads(text)] if whole else [json.loads(line) for line in text.splitlines()]
    assert done.returncode == 0, done.stderr
    assert bool(rows) != (name in EMPTY)
    assert all(isinstance(row, dict) and row for row in rows)
    assert len({frozenset(row) for row in rows}) <= 1 or name == "mute list"


@pytest.mark.parametrize("command", ["config", "mute", "snapshots", "sources", "stories"])
def test_a_command_without_action_lists_for_programs_too(folder, command):
    assert (
        briefing(command, "--json", folder=folder).stdout == briefing(command, "list", "--json", folder=folder).stdout
    )


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"doctor", "snapshots list", "snapshots search"}))
def test_what_is_wrong_is_one_line_on_stderr_and_nothing_else(tmp_path, name):
    (tmp_path / "sources.toml").write_text("[settings]\nlanguage = 1\n", "utf-8")
    done = briefing(*name.split(), *LISTS[name][0], "--json", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"briefing: ")
    assert done.stderr.count(b"\n") == 1
