"""`refresh` as a child of another program: how far it is, which sources it asks, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from newsstand import Newsstand, as_jsonl
from printed import edition
from program import briefing

from briefing.demo import NOTE
from briefing.render.toml import load


@pytest.fixture
def stand():
    with Newsstand(sources=4, each=3, newest=datetime.now(UTC) - timedelta(hours=1)) as newsstand:
        yield newsstand


@pytest.fixture
def folder(stand, tmp_path):
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    return tmp_path


def child(*words, folder):
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "BRIEFING_TEST": str(folder)},
    )


def alive(folder):
    """The processes that `child` started over `folder`, with theirs."""
    mark, found = f"BRIEFING_TEST={folder}\0".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes() and (process / "stat").read_bytes().split()[2] != b"Z":
                found.append(process.name)
        except OSError:
            continue
    return found


def gone(folder, *, within):
    until = time.monotonic() + within
    while alive(folder) and time.monotonic() < until:
        time.sleep(0.05)
    return alive(folder) == []


def long_work(folder):
    """A workspace whose refresh has minutes of analysis before it."""
    text = 'Miners in Grend walked out. "Nobody believes it," said Mira Hale, director of the Topaz Centre.\n' * 400
    told = [{"id": n, "title": f"Day {n}", "text": text} for n in range(400)]
    (folder / "many.jsonl").write_text(as_jsonl(told), "utf-8")
    (folder / "sources.toml").write_text('[[source]]\nid = "n"\nname = "N"\nurl = "many.jsonl"\n', "utf-8")


@pytest.mark.parametrize("command", ["refresh", "fetch"])
def test_a_program_is_told_every_step_as_one_json_line(folder, command):
    done = briefing(command, "--progress", "json", folder=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    *steps, told = done.stderr.decode().splitlines()
    rows = [json.loads(step) for step in steps]
    assert all(set(row) == {"stage", "done", "total", "current"} for row in rows)
    feeds = [row for row in rows if row["stage"] == "feeds"]
    assert [(row["done"], row["total"]) for row in feeds] == [(n, 4) for n in range(1, 5)]
    assert {row["current"] for row in feeds} == {f"Outlet {n}" for n in range(4)}
    assert told.startswith("asked 4 sources: 4 read")


@pytest.mark.parametrize("mode", ["auto", "off"])
def test_without_a_terminal_nobody_is_told_but_of_the_end(folder, mode):
    done = briefing("refresh", "--progress", mode, folder=folder)
    assert len(done.stderr.splitlines()) == 1


def test_only_the_named_sources_are_asked_and_all_take_part(stand, folder):
    assert briefing("refresh", folder=folder).returncode == 0
    del stand.requests[:]
    stand.faults = {2: 500}
    done = briefing("refresh", "--source", "s1", "--source", "s2", folder=folder)
    assert {path for path, *_ in stand.requests} == {"/1.xml", "/2.xml"}
    assert done.stderr.decode().startswith("asked 2 sources: 0 read, 1 unchanged, 1 failed; 12 articles, 4 outlets")
    unknown = briefing("refresh", "--source", "s11", folder=folder)
    assert unknown.returncode == 2
    assert b"there is no source 's11': did you mean s1?" in unknown.stderr


def test_offline_makes_stories_of_what_is_stored(stand, folder):
    assert briefing("fetch", folder=folder).returncode == 0
    del stand.requests[:]
    done = briefing("refresh", "--offline", "--progress", "json", folder=folder)
    assert (done.returncode, stand.requests) == (0, [])
    assert done.stderr.decode().splitlines()[-1].startswith("12 articles, 4 outlets")
    shown = json.loads(briefing("print", "--format", "json", folder=folder).stdout)
    assert (shown["coverage"]["asked"], shown["coverage"]["articles"]) == (0, 12)


def test_the_sample_edition_is_made_in_the_folder_that_is_named(tmp_path, tmp_path_factory):
    saved = edition(tmp_path_factory)
    snapshot = load(saved.read_text("utf-8"))
    assert (saved.stem, snapshot.note) == ("2026-11-23T080000Z", NOTE)
    assert snapshot.stories
    nowhere = briefing("refresh", "--demo", folder=tmp_path)
    assert (nowhere.returncode, b"--cache" in nowhere.stderr) == (2, True)
    assert b"--cache" not in briefing("refresh", "--help", folder=tmp_path).stdout


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("stage", ["feeds", "analysis"])
def test_when_told_to_end_it_does_so_soon_and_leaves_no_worker(tmp_path, stage):
    long_work(tmp_path)
    with child("refresh", "--progress", "json", folder=tmp_path) as running:
        while json.loads(running.stderr.readline())["stage"] != stage:
            pass
        began = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=20) == 130
        assert time.monotonic() - began < 2
        assert running.stderr.read().count(b"Traceback") == 0
    assert gone(tmp_path, within=2)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes in /proc")
def test_when_its_reader_is_gone_it_ends_with_its_workers(tmp_path):
    long_work(tmp_path)
    with child("refresh", "--progress", "json", folder=tmp_path) as running:
        running.stderr.readline()
        running.stderr.close()
        running.stdout.close()
        assert running.wait(timeout=30) == 130
    assert gone(tmp_path, within=2)


def test_a_reader_that_was_never_there_is_no_trouble(folder):
    line = f"{sys.executable} -m briefing refresh --progress json >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], check=False, cwd=folder, timeout=60).returncode == 0
