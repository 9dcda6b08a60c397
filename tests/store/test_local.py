"""Files that a source names: those of its folder, and none that holds up the program."""

import os
from pathlib import Path

import pytest

from briefing.errors import InputError
from briefing.store import bytes as reading
from briefing.store.local import read_file, read_within


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "workspace"
    inside.mkdir()
    (inside / "feed.xml").write_bytes(b"<rss/>")
    (tmp_path / "secret.txt").write_bytes(b"hunter2")
    return inside


def test_a_file_of_the_folder_is_read_also_through_a_link(folder):
    (folder / "link.xml").symlink_to("feed.xml")
    (folder / "deep").mkdir()
    assert read_within(folder, "feed.xml") == b"<rss/>"
    assert read_within(folder, "link.xml") == b"<rss/>"
    assert read_within(folder, "deep/../feed.xml") == b"<rss/>"
    assert read_within(folder, str(folder / "feed.xml")) == b"<rss/>"


@pytest.mark.parametrize(
    "url", ["../secret.txt", "/etc/passwd", "link.txt", "links/secret.txt", "/dev/zero", "~/x/../../.."]
)
def test_no_other_file_is_read(folder, url):
    (folder / "link.txt").symlink_to("../secret.txt")
    (folder / "links").symlink_to("..")
    with pytest.raises(InputError, match=r"leads out of the folder|no such file"):
        read_within(folder, url)


def test_what_is_no_regular_file_is_not_opened(folder):
    os.mkfifo(folder / "pipe")
    with pytest.raises(InputError, match="is no regular file"):
        read_within(folder, "pipe")
    (folder / "loop").symlink_to("loop")
    with pytest.raises(InputError):
        read_within(folder, "loop")
    with pytest.raises(InputError):
        read_within(folder, "feed\0.xml")


def test_a_pipe_to_which_nobody_writes_is_told(folder, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    os.mkfifo(folder / "pipe")
    with pytest.raises(InputError, match="nothing came through this pipe"):
        read_file(folder / "pipe")


def test_a_pipe_is_read_to_its_end(folder):
    os.mkfifo(folder / "pipe")
    if not os.fork():
        with (folder / "pipe").open("wb") as writer:
            writer.write(b"x" * 100_000)
        os._exit(0)
    assert len(read_file(folder / "pipe")) == 100_000
    os.wait()


def test_a_device_without_end_is_too_large():
    with pytest.raises(InputError, match="larger than 1 MB"):
        read_file(Path("/dev/zero"), largest=2**20)
