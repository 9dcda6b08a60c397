import pytest

from briefing.errors import StoreError
from briefing.store.atomic import write_atomically


def test_a_write_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "deep" / "file.toml"
    write_atomically(path, "old")
    write_atomically(path, "new")
    assert path.read_text("utf-8") == "new"
    assert [p.name for p in path.parent.iterdir()] == ["file.toml"]


def test_a_write_that_fails_keeps_the_old_file(tmp_path):
    path = tmp_path / "file.toml"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "half \ud800")
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.toml"]


def test_a_place_that_can_not_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="can't be written"):
        write_atomically(tmp_path / "file" / "inside.toml", "x")


def test_a_link_is_followed_and_the_mode_kept(tmp_path):
    target = tmp_path / "target.txt"
    target.write_text("old", "utf-8")
    target.chmod(0o600)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"
    assert target.stat().st_mode & 0o777 == 0o600
