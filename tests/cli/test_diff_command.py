"""`briefing diff`, as a user's shell starts it, in each format."""

import json
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import html5lib
import pytest
from builders import NOON
from program import briefing as run_briefing
from tui.desk_builder import PORT, dam, said, story

from briefing.model import Figure, Snapshot
from briefing.render.toml import dump
from briefing.store.reader import open_reader
from briefing.store.snapshots import save_snapshot, snapshot_name


def briefing(*words, folder):
    """The finished program, its output as text."""
    done = run_briefing(*words, folder=folder)
    return SimpleNamespace(returncode=done.returncode, stdout=done.stdout.decode(), stderr=done.stderr.decode())


HOSTILE = "\x1b[31m<b>[link](javascript:x)</b> # not a heading"


def figure(value):
    return Figure(measure="killed", value=value, text=f"{value} dead", language="en", n=1, start=0, end=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A workspace with three snapshots: the second differs from the first, the third only by its hour."""
    made = tmp_path_factory.mktemp("diff")
    (made / "sources.toml").write_text("", "utf-8")
    before = Snapshot(taken=NOON, stories=(replace(dam(), figures=(figure(3),)), story("gone", "Gone by noon")))
    shelled = said("Orsk shelled the port at dawn.", (1, PORT), date="2026-11-23")
    now = replace(dam(), escalation=(*dam().escalation, shelled), figures=(figure(9),))
    arabic = story("new", "زلزال يضرب تالميرا", "ارتفعت الحصيلة.", lead=said(HOSTILE, (1, PORT)), articles=(PORT,))
    after = Snapshot(taken=NOON + timedelta(hours=1), stories=(now, arabic))
    for snapshot in (before, after, replace(after, taken=NOON + timedelta(hours=2))):
        save_snapshot(made / "cache" / "snapshots", snapshot, dump=dump)
    return made


NAMES = tuple(snapshot_name(NOON + timedelta(hours=hours)) for hours in (0, 1, 2))


def test_the_newest_two_are_compared_and_nothing_new_says_so(folder):
    done = briefing("diff", folder=folder)
    assert done.returncode == 0
    assert "nothing has changed; 2 stories as before" in done.stdout


def test_what_changed_is_told_with_its_sources(folder):
    done = briefing("diff", NAMES[0], NAMES[1], folder=folder)
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "1 new, 1 told otherwise, 1 no longer among the stories" in lines
    assert "+ 2026-11-23  Orsk shelled the port at dawn. [1]  escalates" in lines
    assert "killed: 3 -> 9" in lines
    assert any(line.startswith("[1] Port of Veldia, ") and "https://port.example/dam-port" in line for line in lines)
    assert any(line.startswith("Gone by noon") for line in lines)
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_has_the_same_keys_for_every_story(folder):
    page = json.loads(briefing("diff", NAMES[0], NAMES[1], "--format", "json", folder=folder).stdout)
    assert [one["change"] for one in page["stories"]] == ["changed", "new", "quiet"]
    assert len({tuple(one) for one in page["stories"]}) == 1
    changed = page["stories"][0]
    assert [one["text"] for one in changed["added"]] == ["Orsk shelled the port at dawn."]
    assert changed["escalates"] == ["Orsk shelled the port at dawn."]
    assert changed["figures"][0]["before"]["value"] == 3


def test_html_is_well_formed_and_nothing_in_it_acts(folder):
    page = briefing("diff", NAMES[0], NAMES[1], "--format", "html", folder=folder).stdout
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<b>[link]" not in page
    assert 'dir="rtl"' in page
    assert 'href="https://port.example/dam-port"' in page


def test_markdown_escapes_what_comes_from_a_source(folder):
    page = briefing("diff", NAMES[0], NAMES[1], "--format", "markdown", folder=folder).stdout
    assert "[link](javascript" not in page
    assert "## The dam above Grend gave way" in page


def test_what_was_last_read_in_the_app_is_the_earlier_one(folder):
    with open_reader(folder / "cache" / "reader.sqlite") as reader:
        reader.put("seen", NAMES[0])
    done = briefing("diff", "--read", folder=folder)
    assert "1 new" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing-like-it",), "there is no snapshot of this name"),
        ((NAMES[2],), "is the newest snapshot itself"),
        ((NAMES[0], NAMES[1], "--format", "toml"), "invalid choice"),
        ((NAMES[0], NAMES[1], "-o", "changes.toml"), "changes.toml: what changed can't be written as TOML"),
        (("--read", NAMES[0]), "OLD and --read"),
    ],
)
def test_what_can_not_be_compared_is_one_clear_line(folder, words, told):
    done = briefing("diff", *words, folder=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_with_one_snapshot_there_is_nothing_to_compare(tmp_path):
    (tmp_path / "sources.toml").write_text("", "utf-8")
    save_snapshot(tmp_path / "cache" / "snapshots", Snapshot(taken=NOON, stories=(dam(),)), dump=dump)
    done = briefing("diff", folder=tmp_path)
    assert done.returncode == 2
    assert "there is no snapshot before" in done.stderr
