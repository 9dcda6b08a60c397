import json

import pytest
from newsstand import Newsstand
from program import briefing


@pytest.fixture
def stand():
    with Newsstand(sources=4, each=3) as newsstand:
        yield newsstand


def test_dead_sources_are_told_with_their_reason(stand, tmp_path):
    stand.faults = {1: 404, 2: "cut"}
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    done = briefing("sources", "check", folder=tmp_path)
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert [row[:2] for row in rows] == [["ok", "s0"], ["dead", "s1"], ["dead", "s2"], ["ok", "s3"]]
    assert rows[0][2] == "3 entries"
    assert "404" in rows[1][2]
    assert b"4 sources: 2 can be read, 2 can't" in done.stderr


def test_sources_are_listed_as_they_stand(stand, tmp_path):
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    done = briefing("sources", "list", folder=tmp_path)
    assert [line.split("\t")[0] for line in done.stdout.decode().splitlines()] == ["s0", "s1", "s2", "s3"]


def test_print_refreshes_when_there_is_no_snapshot_and_tells_it_in_one_line(stand, tmp_path):
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    first = briefing("print", "--format", "json", folder=tmp_path)
    assert first.returncode == 0
    assert first.stderr.decode().splitlines() == ["asked 4 sources: 4 read, 0 unchanged, 0 failed"]
    before = len(stand.requests)
    again = briefing("print", "--format", "json", folder=tmp_path)
    assert again.stdout == first.stdout
    assert again.stderr == b""
    assert len(stand.requests) == before
    named = briefing("snapshots", "list", folder=tmp_path).stdout.decode().split()
    assert named == [json.loads(first.stdout)["name"]]


def test_when_every_source_fails_the_exit_code_is_one(stand, tmp_path):
    stand.faults = dict.fromkeys(range(4), 500)
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    done = briefing("refresh", folder=tmp_path)
    assert done.returncode == 1
    assert b"0 read, 0 unchanged, 4 failed" in done.stderr
    assert briefing("snapshots", "list", folder=tmp_path).stdout == b""
    stand.faults = {}
    assert briefing("print", folder=tmp_path).returncode == 0


def test_a_url_is_printed_as_a_file_is(stand, tmp_path):
    done = briefing(
        "print", f"http://{stand.host}/0/0.html", "--allow-host", stand.host, "--format", "json", folder=tmp_path
    )
    assert done.returncode == 0
    told = json.loads(done.stdout)["stories"][0]
    assert told["headline"] == stand.articles[0, 0]["title"]
    refused = briefing("print", f"http://{stand.host}/0/0.html", folder=tmp_path)
    assert refused.returncode == 2
    assert b"private" in refused.stderr


def test_a_new_reader_is_given_the_list_that_comes_with_the_program(tmp_path):
    done = briefing("sources", "list", folder=tmp_path, XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) >= 40
    assert (tmp_path / "config" / "briefing" / "sources.toml").is_file()
