import json
from dataclasses import replace
from datetime import timedelta

import pytest
from archives import archive
from builders import NOON
from program import briefing

from briefing.render.toml import dump
from briefing.store.snapshots import keep_snapshot, save_snapshot

SNAPSHOTS = "cache/snapshots"


@pytest.fixture
def folder(tmp_path):
    """Snapshots of 20 November (two), 22 and 23 November, and one kept under a name."""
    snapshot, _ = archive(tmp_path)
    (tmp_path / "sources.toml").write_text("", "utf-8")
    (story,) = snapshot.stories
    for days, hours, headline in ((3, 2, "Dam shows cracks"), (3, 0, "Dam is leaking"), (1, 0, "Dam is watched")):
        taken = NOON - timedelta(days=days, hours=hours)
        told = replace(story, headline=headline)
        save_snapshot(tmp_path / SNAPSHOTS, replace(snapshot, taken=taken, name="", stories=(told,)), dump=dump)
    keep_snapshot(tmp_path / SNAPSHOTS, "before the flood", snapshot, dump=dump)
    return tmp_path


def lines(*words, folder):
    return briefing("snapshots", *words, folder=folder).stdout.decode().splitlines()


def test_a_day_names_its_last_snapshot(folder):
    for words in (("print", "--snapshot", "2026-11-20"), ("snapshots", "show", "2026-11-20")):
        done = briefing(*words, "--sections", "outlook", folder=folder)
        assert done.returncode == 0
        assert b"Dam is leaking" in done.stdout
        assert b"BACKGROUND" not in done.stdout
    earlier = briefing("print", "--snapshot", "2026-11-20T10:00", "--format", "json", folder=folder)
    assert json.loads(earlier.stdout)["stories"][0]["headline"] == "Dam shows cracks"


def test_a_day_without_a_snapshot_names_the_nearest(folder):
    done = briefing("snapshots", "show", "2026-11-21", folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"(the nearest: 2026-11-20T120000Z, 2026-11-22T120000Z)" in done.stderr


def test_words_are_found_in_the_newest_snapshot_that_has_them(folder):
    hits = [json.loads(line) for line in lines("search", "leak", "--json", folder=folder)]
    assert [(hit["snapshot"], hit["story"], hit["headline"]) for hit in hits] == [
        ("2026-11-20T120000Z", "5c0ffee1", "Dam is leaking")
    ]
    (hit,) = [json.loads(line) for line in lines("search", "Topaz", "--json", folder=folder)]
    assert hit["snapshot"] == "2026-11-23T120000Z"
    (hit,) = [json.loads(line) for line in lines("search", "Topaz", "--until", "2026-11-20", "--json", folder=folder)]
    assert hit["snapshot"] == "2026-11-20T120000Z"
    assert lines("search", "Topaz", "--since", "2026-11-24", folder=folder) == []


def test_a_voice_and_a_place_are_found_in_any_script(folder):
    shown = lines("search", "--voice", "Мира Хейл", "--width", "70", folder=folder)
    assert shown[0] == 'Orsk dam bursts: 38 dead & "many" missing'
    assert shown[1].startswith('   Mira Hale: "Nobody maintained the wall & nobody paid,"')
    assert shown[-1] == "   2026-11-23T120000Z   story 5c0ffee1"
    assert lines("search", "--place", "Тольва", folder=folder)
    assert lines("search", "--place", "Tolva", folder=folder)
    assert lines("search", "--voice", "Tolva", folder=folder) == []
    assert briefing("snapshots", "search", "--voice", "Sana Tarek", folder=folder).returncode == 1


def test_a_damaged_snapshot_is_told_and_the_others_are_searched(folder):
    (folder / SNAPSHOTS / "2026-11-22T120000Z.toml").write_text("half of a", "utf-8")
    done = briefing("snapshots", "index", folder=folder)
    assert done.returncode == 1
    assert b"left out: " in done.stderr
    assert b"3 snapshots indexed" in done.stderr
    assert lines("search", "leaking", folder=folder)


def test_what_is_removed_is_named_and_what_was_kept_needs_a_yes(folder):
    done = briefing("snapshots", "remove", "2026-11-22T120000Z", folder=folder)
    assert done.returncode == 0
    assert done.stderr == b"removed 2026-11-22T120000Z; its articles stay in the store\n"
    refused = briefing("snapshots", "remove", "2026-11-20T120000Z", "before the flood", folder=folder)
    assert refused.returncode == 2
    assert b"nothing was removed (--yes" in refused.stderr
    left = [json.loads(line)["name"] for line in lines("list", "--json", folder=folder)]
    assert left == ["2026-11-23T120000Z", "2026-11-20T120000Z", "2026-11-20T100000Z", "before the flood"]
    assert briefing("snapshots", "remove", *left[:3], folder=folder).returncode == 2
    assert briefing("snapshots", "remove", *left, "--yes", folder=folder).returncode == 0
    assert lines(folder=folder) == []


def test_a_name_that_is_none_or_a_way_out_removes_nothing(folder):
    for name in ("2026-11", "../sources", "kept/before the flood"):
        assert briefing("snapshots", "remove", name, "--yes", folder=folder).returncode == 2
    assert len(lines(folder=folder)) == 5
    assert (folder / "sources.toml").exists()
