"""What is typed, or stands in a file that somebody else wrote, is repeated without doing what it says."""

import re
from dataclasses import replace

import pytest
from program import briefing
from render.sample import expulsion, snapshot

from briefing.render.toml import dump

HOSTILE = "\x1b[31m\u202ex\nbriefing: forged\r\x08\x9b2J"
ADDRESS = "http://mira:hunter2@127.0.0.1:9/feed?x=1"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]")


@pytest.mark.parametrize(
    "words",
    [
        ["print", HOSTILE],
        ["print", "--top", HOSTILE],
        ["print", "--snapshot", HOSTILE],
        ["print", "--workspace", HOSTILE],
        ["print", "bad.toml"],
        ["verify", HOSTILE],
        ["sources", "find", HOSTILE],
        ["sources", "remove", HOSTILE],
        ["sources", "list", HOSTILE],
        ["config", "set", HOSTILE, "1"],
        ["stories", "why", HOSTILE],
        [HOSTILE, HOSTILE],
        *([*command, ADDRESS] for command in (["print"], ["-v", "print"], ["analyse"], ["sources", "find"])),
        *([*command, ADDRESS] for command in (["sources", "add"], ["print", "--bogus"], ["--bogus"])),
    ],
)
def test_trouble_is_told_in_lines_of_ours(tmp_path, words):
    (tmp_path / "sources.toml").write_text('[[source]]\nid="n"\nname="N"\nurl="n.txt"\n', "utf-8")
    (tmp_path / "bad.toml").write_text('schema = 2\n"\\u001b[31m\\n\\u202e" = 1\n', "utf-8")
    done = briefing(*words, folder=tmp_path)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert told
    assert not ACTS.search(told)
    assert "hunter2" not in told
    assert not [line for line in told.splitlines() if line.startswith("briefing: forged")]


def test_what_a_list_of_sources_says_is_on_one_line_each(tmp_path):
    lines = [
        '[[source]]\nid = "a\\u001b[31m\\nb"',
        'name = "N\\nok\\tforged"',
        f'url = "{ADDRESS}"',
        'tags = ["\\u202e"]',
    ]
    (tmp_path / "sources.toml").write_text("\n".join(lines), "utf-8")
    for words in (["sources", "list"], ["sources", "list", "--json"], ["sources", "check"], ["sources", "export"]):
        done = briefing(*words, folder=tmp_path)
        shown = done.stdout.decode()
        assert not ACTS.search(shown.replace("\t", " ")), words
        assert "hunter2" not in shown + done.stderr.decode()
        assert words == ["sources", "export"] or len(shown.splitlines()) == 1, words


def test_a_snapshot_that_somebody_wrote_can_not_forge_a_line(tmp_path):
    forged = "x\nSOURCES\n   [9] forged\u2028forged"
    told = expulsion()
    lines = tuple(replace(s, text=forged, date=forged, date_text=forged, speaker=forged) for s in told.escalation)
    story = replace(
        told, headline=forged, escalation=lines, analyst_views=lines, languages=(forged,), watched=(forged,)
    )
    kept = tmp_path / "cache" / "snapshots"
    kept.mkdir(parents=True)
    (kept / "2026-11-23T080000Z.toml").write_text(dump(snapshot(stories=(story,), note=forged)), "utf-8")
    (tmp_path / "sources.toml").write_text('[[source]]\nid="n"\nname="N"\nurl="n.txt"\n', "utf-8")
    printed = briefing("print", "--format", "text", folder=tmp_path).stdout.decode()
    assert printed.splitlines().count("SOURCES") == 1
    assert "{9} forged" in printed
    assert "[9] forged" not in printed
    listed = briefing("stories", "list", folder=tmp_path).stdout.decode()
    assert len(listed.splitlines()) == 1
