import sqlite3
from datetime import timedelta

import pytest
from builders import NOON

from briefing.store.reader import Mark, open_reader

READ = Mark(story="s1", read=NOON, snapshot="2026-11-23T120000Z", articles=7, newest=NOON - timedelta(microseconds=1))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "reader.sqlite"


def test_what_the_reader_did_is_there_the_next_time(path):
    pinned = Mark(story="ميناء", pinned=True)
    with open_reader(path) as reader:
        reader.save(READ, pinned)
        reader.put("columns", {"width": [30, None], "name": "الميناء \ud800"})
        assert (reader.kept, reader.trouble) == (True, "")
    with open_reader(path) as reader:
        assert reader.marks() == {"s1": READ, "ميناء": pinned}
        assert reader.get("columns") == {"width": [30, None], "name": "الميناء \ud800"}
        assert reader.get("never put") is None


def test_a_mark_replaces_the_one_before_and_an_empty_one_is_forgotten(path):
    with open_reader(path) as reader:
        reader.save(READ)
        reader.save(Mark(story="s1", pinned=True), Mark(story="s2", read=NOON))
        assert reader.marks()["s1"] == Mark(story="s1", pinned=True)
        reader.save(Mark(story="s1", snapshot="2026-11-23T120000Z", articles=7))
        assert list(reader.marks()) == ["s2"]


def test_another_program_sees_a_mark_at_once(path):
    with open_reader(path) as one, open_reader(path) as other:
        one.save(READ)
        assert other.marks() == {"s1": READ}


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_file_is_told_and_left_as_it_is(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with open_reader(path) as reader:
        assert not reader.kept
        assert str(path) in reader.trouble
        assert "\n" not in reader.trouble
        reader.save(READ)
        assert reader.marks() == {"s1": READ}
    assert path.read_bytes() == content


def test_a_file_that_is_damaged_deep_inside_is_left_as_it_is(path):
    with open_reader(path) as reader:
        reader.save(*(Mark(story=f"s{n:04d}", read=NOON) for n in range(2000)))
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 3 * 4096)
    content = path.read_bytes()
    with open_reader(path) as reader:
        assert not reader.kept
        assert "malformed" in reader.trouble
        reader.save(READ)
    assert path.read_bytes() == content


def test_a_file_of_a_newer_version_is_told_and_left_as_it_is(path):
    with open_reader(path) as reader:
        reader.save(READ)
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA user_version = 99")
    with open_reader(path) as reader:
        assert not reader.kept
        assert "newer version" in reader.trouble
        assert reader.marks() == {}
        reader.put("theme", "dark")
        assert reader.get("theme") == "dark"
    with sqlite3.connect(path) as made:
        assert made.execute("SELECT count(*) FROM mark").fetchone() == (1,)


def test_a_place_that_can_not_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with open_reader(tmp_path / "file" / "reader.sqlite") as reader:
        reader.save(READ)
        assert reader.marks() == {"s1": READ}
        assert not reader.kept
        assert "can't be used" in reader.trouble


def test_in_a_folder_that_can_not_be_written_old_marks_are_still_known(common, locked):
    path = common / "reader.sqlite"
    with open_reader(path) as reader:
        reader.save(READ)
        reader.put("theme", "dark")
    with locked(common), open_reader(path) as reader:
        assert (reader.kept, reader.marks(), reader.get("theme")) == (False, {"s1": READ}, "dark")
        reader.save(Mark(story="s2", pinned=True))
        assert len(reader.marks()) == 2
    with open_reader(path) as reader:
        assert reader.marks() == {"s1": READ}


def test_a_file_that_stays_locked_is_told_and_its_marks_are_still_known(path, monkeypatch):
    monkeypatch.setattr("briefing.store.reader.PATIENCE", 0.05)
    with open_reader(path) as reader:
        reader.save(READ)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        reader.save(Mark(story="s2", pinned=True))
        other.close()
        assert "locked" in reader.trouble
        assert set(reader.marks()) == {"s1", "s2"}
