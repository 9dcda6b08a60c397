"""What grouping remembers, as it is kept: the old or the new, whole, whenever whoever writes it is ended."""

from collections.abc import Iterator

import pytest

from briefing.store.stream import Pieces, save_stream

BEFORE = (("a", b"one"), ("b", b"two"), ("state", b"a b"))
AFTER = (("c", b"three"), ("d", b"four"), ("state", b"b c d"))


def needed(state: bytes) -> list[str]:
    return state.decode().split()


def until_killed(pieces: tuple[tuple[str, bytes], ...], after: int) -> Iterator[tuple[str, bytes]]:
    yield from pieces[:after]
    raise KeyboardInterrupt


def test_what_counts_is_kept_and_the_rest_removed(tmp_path):
    save_stream(tmp_path / "stream", BEFORE, needed=needed)
    assert dict(Pieces(tmp_path / "stream")) == dict(BEFORE)
    save_stream(tmp_path / "stream", AFTER, needed=needed)
    assert dict(Pieces(tmp_path / "stream")) == {"b": b"two"} | dict(AFTER)
    save_stream(tmp_path / "stream", (), needed=needed)
    assert dict(Pieces(tmp_path / "stream")) == {"b": b"two"} | dict(AFTER)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_whoever_is_ended_while_writing_leaves_what_was_kept_before(tmp_path, after):
    save_stream(tmp_path, BEFORE, needed=needed)
    with pytest.raises(KeyboardInterrupt):
        save_stream(tmp_path, until_killed(AFTER, after), needed=needed)
    kept = dict(Pieces(tmp_path))
    assert kept == dict(AFTER[:after]) | dict(BEFORE)
    save_stream(tmp_path, AFTER, needed=needed)
    assert dict(Pieces(tmp_path)).keys() == {"b", "c", "d", "state"}


def test_names_lead_nowhere_else(tmp_path):
    (tmp_path / "secret.npz").write_bytes(b"")
    folder = tmp_path / "stream"
    save_stream(folder, BEFORE, needed=needed)
    for name in ("../secret", "/etc/passwd", "", "A", "missing"):
        with pytest.raises(KeyError):
            Pieces(folder)[name]


def test_the_one_file_of_earlier_versions_is_removed(tmp_path):
    (tmp_path / "stream.npz").write_bytes(b"all of it")
    save_stream(tmp_path / "stream", [("state", b"new")], needed=lambda _: [])
    assert not (tmp_path / "stream.npz").exists()
    assert Pieces(tmp_path / "stream")["state"] == b"new"
