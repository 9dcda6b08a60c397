"""Something else where the store should be: one plain line, at once; what was printed before is still printed."""

import os
from pathlib import Path

import pytest
from newsroom import Newsroom
from program import briefing


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.write_bytes(b"\xff\xfejunk" * 300)])
def test_a_store_that_is_none_is_told_in_a_line_and_left_alone(tmp_path, make):
    room = Newsroom(tmp_path)
    room.report(0, 1)
    room.refresh()
    room.workspace.database.unlink()
    make(room.workspace.database)
    before = room.workspace.database.stat()
    done = briefing("refresh", "--offline", folder=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n"), b"articles.sqlite: can't be opened: " in done.stderr) == (
        2,
        1,
        True,
    )
    assert briefing("print", folder=tmp_path).stdout.startswith(b"BRIEFING")
    assert room.workspace.database.stat().st_ino == before.st_ino


def test_a_folder_in_the_place_of_sources_toml_is_told(tmp_path):
    (tmp_path / "sources.toml").mkdir()
    done = briefing("print", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"sources.toml: can't be read: Is a directory" in done.stderr


@pytest.mark.parametrize("make", [Path.touch, lambda path: path.symlink_to(path)])
def test_what_is_no_folder_of_snapshots_is_told_and_not_looked_for_another_name_in(tmp_path, make):
    room = Newsroom(tmp_path)
    room.report(0, 1)
    room.workspace.snapshots.parent.mkdir(exist_ok=True)
    make(room.workspace.snapshots)
    done = briefing("refresh", "--offline", folder=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"can't be written: " in done.stderr
