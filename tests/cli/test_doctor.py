"""`briefing doctor` tells what is wrong, and mends what can be mended without a loss."""

import json
import os
import sqlite3
from io import BytesIO
from itertools import takewhile
from zipfile import ZipFile

import pytest
from newsroom import Newsroom
from program import briefing

from briefing.pipeline.doctor import examine
from briefing.render.toml import load
from briefing.store.snapshots import newest_snapshot
from briefing.store.workspace import find_workspace


@pytest.fixture
def room(tmp_path):
    newsroom = Newsroom(tmp_path)
    newsroom.report(0, 1, 0, 1)
    newsroom.refresh()
    return newsroom


def found(room, *, repair=False):
    """What is told of each thing; the encoder, which takes a second, is left out."""
    findings = examine(room.workspace, now=room.now, repair=repair)
    told = {}
    for finding in takewhile(lambda finding: finding.about != "SQLite", findings):
        told.setdefault(finding.about, []).append((finding.state, finding.told))
    return told


def states(told):
    return {about: state for about, findings in told.items() for state, _ in findings if state != "ok"}


LOGS = ("-wal", "-shm")


def break_store(room):
    path = room.workspace.database
    data = bytearray(path.read_bytes())
    at = data.index(b"Port of") if b"Port of" in data else data.index(b"Dam at Orsk") // 4096 * 4096
    data[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(data)


def everything(folder):
    # a reader of a log makes an empty one, and a file to share it by
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name[-4:] not in LOGS}


def test_a_workspace_that_is_well_is_told_so_in_a_line_a_check(room):
    folder = room.workspace.sources.parent
    done = briefing("doctor", folder=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {line[:9].strip() for line in done.stdout.decode().splitlines()} == {"ok"}
    rows = [json.loads(line) for line in briefing("doctor", "--json", folder=folder).stdout.splitlines()]
    assert {"sources.toml", "articles.sqlite", "snapshots", "encoder"} <= {row["about"] for row in rows}


def test_looking_changes_nothing(room):
    break_store(room)
    room.workspace.corrections.write_text("no toml", "utf-8")
    before = everything(room.workspace.sources.parent)
    assert states(found(room)) == {"articles.sqlite": "repair", "corrections.toml": "trouble"}
    assert everything(room.workspace.sources.parent) == before


def test_a_damaged_store_is_salvaged_and_refreshes_again(room):
    break_store(room)
    done = briefing("refresh", "--offline", folder=room.workspace.sources.parent)
    if done.returncode:
        assert b"briefing doctor --repair" in done.stderr
    told = found(room, repair=True)
    assert states(told) == {"articles.sqlite": "mended"}
    assert list(room.workspace.cache.glob("articles.sqlite.damaged-*"))
    assert states(found(room)) == {}
    room.report(0, 1)
    assert room.refresh()


def test_a_damaged_snapshot_gives_way_to_the_one_before_and_is_set_aside(room):
    folder = room.workspace.snapshots
    room.report(2)
    room.refresh()
    old, new = sorted(folder.glob("*.toml"))
    new.write_bytes(new.read_bytes()[:500])
    printed = briefing("print", folder=room.workspace.sources.parent)
    assert printed.returncode == 0
    assert b"BRIEFING" in printed.stdout
    assert f"briefing: {new}: ".encode() in printed.stderr
    assert states(found(room)) == {"snapshots": "repair"}
    assert states(found(room, repair=True)) == {"snapshots": "mended"}
    assert [path.name for path in folder.glob("*.toml")] == [old.name]
    (aside,) = folder.glob("*.damaged-*")
    assert aside.stat().st_size == 500


def test_an_index_of_words_that_does_not_fit_is_made_anew(room):
    with sqlite3.connect(room.workspace.database) as connection:
        connection.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
    connection.close()
    assert states(found(room)) == {"articles.sqlite": "repair"}
    assert states(found(room, repair=True)) == {"articles.sqlite": "mended"}
    assert states(found(room)) == {}
    assert not list(room.workspace.cache.glob("*.damaged-*"))


def test_what_the_reader_did_is_saved_from_a_damaged_file(room):
    from briefing.store.reader import Mark, open_reader

    with open_reader(room.workspace.reader) as reader:
        for n in range(300):
            reader.save(Mark(story=f"story {n:03}", pinned=True))
    data = bytearray(room.workspace.reader.read_bytes())
    at = data.index(b"story 150") // 4096 * 4096
    data[at : at + 4096] = b"\0" * 4096
    room.workspace.reader.write_bytes(data)
    assert states(found(room, repair=True)) == {"reader.sqlite": "mended"}
    with open_reader(room.workspace.reader) as reader:
        assert reader.kept
        assert len(reader.marks()) > 100


@pytest.mark.parametrize("name", ["articles.sqlite", "reader.sqlite", "archive.sqlite", "corrections.toml"])
def test_a_folder_or_a_pipe_where_a_file_should_be_needs_the_reader(room, name):
    path = room.workspace.cache / name
    for make in (os.mkdir, os.mkfifo):
        path.unlink(missing_ok=True)
        make(path)
        assert states(found(room, repair=True)) == {name: "trouble"}
        path.rmdir() if path.is_dir() else path.unlink()


def test_newer_files_are_left_alone(room):
    with sqlite3.connect(room.workspace.database) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    (snapshot,) = room.workspace.snapshots.glob("*.toml")
    snapshot.write_text(snapshot.read_text("utf-8").replace("schema = 2", "schema = 99", 1), "utf-8")
    before = snapshot.read_bytes()
    assert states(found(room, repair=True)) == {"articles.sqlite": "trouble", "snapshots": "trouble"}
    assert snapshot.read_bytes() == before


def test_unfinished_files_are_removed_and_others_are_not(room):
    folder = room.workspace.snapshots
    (folder / ".2026-11-23T080000Z.toml.ab12cd_9").write_text("half", "utf-8")
    (folder / ".mine.toml").write_text("mine", "utf-8")
    assert states(found(room, repair=True)) == {"left behind": "mended"}
    assert [path.name for path in folder.glob(".*")] == [".mine.toml"]


def test_a_repair_does_not_meddle_with_a_refresh(room):
    from briefing.store.lock import working_alone

    with working_alone(room.workspace.refreshing, since="2026-11-23 08:00 UTC"):
        assert states(found(room)) == {"lock": "note"}
        done = briefing("doctor", "--repair", folder=room.workspace.sources.parent)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"another refresh" in done.stderr


def test_a_snapshot_of_a_moment_to_come_hides_nothing(room):
    folder = room.workspace.snapshots
    (now,) = folder.glob("*.toml")
    future = folder / "2999-01-01T000000Z.toml"
    future.write_bytes(now.read_bytes())
    assert newest_snapshot(folder, load=load, now=room.now).name == now.stem
    assert states(found(room)) == {"clock": "note"}
    now.unlink()
    assert newest_snapshot(folder, load=load, now=room.now).name == future.stem
    assert find_workspace(str(room.workspace.sources.parent)).snapshots == folder


def test_what_grouping_remembers_is_told_to_be_damaged_and_left_to_the_next_refresh(room):
    file = BytesIO()
    with ZipFile(file, "w") as pieces:
        pieces.writestr("facts.npy", b"what is known of Orsk")
    room.workspace.stream.mkdir()
    state = room.workspace.stream / "state.npz"
    state.write_bytes(file.getvalue())
    assert "stream" not in states(found(room))
    for data in (file.getvalue().replace(b"Orsk", b"Oslo"), file.getvalue()[:-30], b""):
        state.write_bytes(data)
        assert states(found(room)) == {"stream": "note"}
