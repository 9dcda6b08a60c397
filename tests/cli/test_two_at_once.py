"""Two of this program over one workspace: refreshes take turns, and of two changes neither is lost."""

import os
import signal
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import Newsroom
from program import briefing, start

from briefing.store.corrections import read_corrections
from briefing.store.lock import holder, working_alone


@pytest.fixture
def room(tmp_path):
    newsroom = Newsroom(tmp_path)
    newsroom.report(0, 1, 0, 1)
    newsroom.refresh()
    return newsroom


@contextmanager
def another(room):
    """Another process that is at work in the room, and stays there."""
    code = (
        "import sys, time; from pathlib import Path; from briefing.store.lock import working_alone\n"
        "with working_alone(Path(sys.argv[1]), since='2026-11-23 08:00 UTC'): print('in', flush=True); time.sleep(60)"
    )
    path = room.workspace.refreshing
    with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("words", [["refresh", "--offline"], ["fetch"], ["print", "--refresh", "--offline"]])
def test_the_second_refresh_says_who_is_at_work_and_leaves(room, words):
    with another(room) as process:
        done = briefing(*words, "--wait", "0m", folder=room.workspace.sources.parent)
    told = f"briefing: another refresh (process {process.pid}, since 2026-11-23 08:00 UTC) is at work here"
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(told)
    assert len(done.stderr.splitlines()) == 1


def test_the_second_refresh_waits_and_then_does_its_work(room):
    folder = room.workspace.sources.parent
    with another(room) as process, start("refresh", "--offline", "--wait", "5m", folder=folder) as waiting:
        assert b"another refresh (process" in waiting.stderr.readline()
        process.kill()
        assert b"4 articles" in waiting.stderr.read()
        assert waiting.wait() == 0


def test_a_lock_ends_with_the_process_that_held_it(room):
    with another(room) as process:
        assert f"process {process.pid}" in holder(room.workspace.refreshing)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert holder(room.workspace.refreshing) == ""
        with working_alone(room.workspace.refreshing, since="now"):
            pass


def test_readers_do_not_wait_for_a_refresh(room):
    folder = room.workspace.sources.parent
    (story, *_), *_ = room.stories()
    with another(room):
        for words in (["print"], ["stories", "why", story], ["snapshots", "list"], ["sources"], ["verify"]):
            done = briefing(*words, folder=folder)
            assert (done.returncode, done.stdout != b"" or words == ["verify"]) == (0, True), words


def test_a_correction_made_during_a_refresh_is_left_to_it_to_show(room):
    folder = room.workspace.sources.parent
    ids = sorted(id_ for id_, _ in room.stories())
    with another(room):
        done = briefing("stories", "merge", *ids, folder=folder)
    assert done.returncode == 0, done.stderr
    assert b"the refresh that is at work will show it" in done.stderr
    assert len(read_corrections(room.workspace.corrections)) == 1
    assert len(room.refresh()) == 1


def test_what_is_corrected_while_a_refresh_works_is_in_its_snapshot(room):
    from dataclasses import replace

    from briefing.pipeline.correcting import merge
    from briefing.pipeline.refresh import refresh

    ids = sorted(id_ for id_, _ in room.stories())
    run = room.run()

    def meddle(progress):
        if progress.stage == "stories" and not progress.done:
            merge(room.run(), ids)

    assert len(refresh(replace(run, progress=meddle)).stories) == 1


def test_of_many_changes_at_once_none_is_lost(tmp_path):
    path = tmp_path / "sources.toml"
    rows = "".join(f'[[source]]\nid = "s{n}"\nname = "S{n}"\nurl = "https://s{n}.example/"\n' for n in range(4))
    path.write_text(rows, "utf-8")
    words = [["sources", "mute", f"s{n}", "--until", "2099-01-01"] for n in range(4)]
    words += [["config", "set", f"keys.{action}", key] for action, key in (("pin", "P"), ("open", "N"))]
    running = [start(*some, folder=tmp_path) for some in words]
    assert [process.wait() for process in running] == [0] * 6
    for process in running:
        process.stdout.close()
        process.stderr.close()
    table = tomllib.loads(path.read_text("utf-8"))
    assert [str(source["mute_until"]) for source in table["source"]] == ["2099-01-01"] * 4
    assert table["settings"]["keys"] == {"pin": "P", "open": "N"}


def test_of_corrections_at_once_none_is_lost(room):
    from concurrent.futures import ThreadPoolExecutor

    from briefing.pipeline.correcting import split

    room.report(0, 0, 0, 0)
    room.refresh()
    story, members = max(room.stories(), key=lambda story: len(story[1]))
    runs = [room.run() for _ in members[1:5]]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda pair: split(pair[0], story, [pair[1]]), zip(runs, members[1:5], strict=True)))
    assert {one.articles for one in read_corrections(room.workspace.corrections)} == {(m,) for m in members[1:5]}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_a_lock_whose_place_is_taken_is_told_in_a_line(room, make):
    room.workspace.refreshing.unlink(missing_ok=True)
    make(room.workspace.refreshing)
    done = briefing("refresh", "--offline", folder=room.workspace.sources.parent)
    assert done.returncode == 2
    assert b"refresh.lock: " in done.stderr
    assert len(done.stderr.splitlines()) == 1
