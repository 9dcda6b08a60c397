"""A disk without room: one plain line, the last good state whole, and all is well again when there is room."""

import os
import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest
from newsroom import Newsroom
from program import briefing

from briefing.render.toml import load
from briefing.store.corrections import read_corrections
from briefing.store.database import open_database
from briefing.store.snapshots import newest_snapshot


@pytest.fixture
def room(tmp_path):
    """A newsroom on a disk of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("needs to mount a small disk")
    try:
        newsroom = Newsroom(place)
        newsroom.report(0, 1, 0, 1)
        newsroom.refresh()
        yield newsroom
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def full(room):
    """No byte is free while the block runs."""
    filler = room.workspace.cache / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (2**16, 2**12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


def state(room):
    folder = room.workspace.sources.parent
    files = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    with open_database(room.workspace.database, read_only=True) as connection:
        return files, connection.execute("SELECT id, title, text FROM article ORDER BY id").fetchall()


@pytest.mark.parametrize(
    "words",
    [
        ["refresh", "--offline"],
        ["config", "set", "stories", "7"],
        ["stories", "merge", "ID", "ID"],
        ["print", "-o", "report.html"],
        ["doctor", "--repair"],
    ],
)
def test_what_can_not_be_written_is_one_line_and_changes_nothing(room, words):
    folder = room.workspace.sources.parent
    ids = sorted(id_ for id_, _ in room.stories())
    words = [ids.pop() if word == "ID" else word for word in words]
    before = state(room)
    with full(room):
        done = briefing(*words, folder=folder)
        assert briefing("print", folder=folder).stdout.startswith(b"BRIEFING")
        assert state(room) == before
    told = done.stdout + done.stderr
    if words[0] == "doctor":
        assert (done.returncode, b"make room" in told) == (1, True)
    else:
        assert (done.returncode, told.count(b"\n")) == (2, 1), told
        assert briefing(*words, folder=folder).returncode == 0
    assert b"Traceback" not in told
    assert not list(folder.rglob(".*"))


def test_a_correction_is_kept_or_not_at_all(room):
    ids = sorted(id_ for id_, _ in room.stories())
    with full(room):
        done = briefing("stories", "merge", *ids, folder=room.workspace.sources.parent)
    assert done.returncode == 2
    assert read_corrections(room.workspace.corrections) == ()
    assert len(newest_snapshot(room.workspace.snapshots, load=load).stories) == 2


def test_a_limit_on_the_size_of_files_is_no_trace(tmp_path):
    newsroom = Newsroom(tmp_path)
    newsroom.report(0, 1, 0, 1)

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        [sys.executable, "-m", "briefing", "refresh", "--offline"],
        cwd=tmp_path,
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert newsroom.refresh()
