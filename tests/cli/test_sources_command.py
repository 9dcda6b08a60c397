import json
from datetime import UTC, datetime, timedelta

import pytest
from fetch.server import Origin, answer
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


def ids(folder):
    return [line.split("\t")[0] for line in briefing("sources", folder=folder).stdout.decode().splitlines()]


def test_sources_are_told_to_other_programs_as_json_lines(stand, tmp_path):
    stand.faults = {1: 404}
    (tmp_path / "sources.toml").write_text(stand.sources_toml() + "\nmute_until = 2099-12-01\n", "utf-8")
    listed = [json.loads(line) for line in briefing("sources", "list", "--json", folder=tmp_path).stdout.splitlines()]
    assert [(one["id"], one["tags"], one["mute_until"]) for one in listed][2:] == [
        ("s2", [], None),
        ("s3", [], "2099-12-01"),
    ]
    checked = briefing("sources", "check", "--json", folder=tmp_path)
    rows = [json.loads(line) for line in checked.stdout.splitlines()]
    assert checked.returncode == 1
    assert [(row["id"], row["ok"], row["entries"]) for row in rows] == [
        ("s0", True, 3),
        ("s1", False, 0),
        ("s2", True, 3),
    ]
    assert "404" in rows[1]["reason"]


def test_a_feed_is_found_added_once_and_removed(stand, tmp_path):
    ours = "# ours\n" + stand.sources_toml().partition("[[source]]")[0]
    (tmp_path / "sources.toml").write_text(ours, "utf-8")
    address = f"http://{stand.host}/1.xml"
    found = briefing("sources", "find", address, "--json", folder=tmp_path)
    row = json.loads(found.stdout)
    assert set(row) == {"url", "title", "language", "entries", "newest", "sample"}
    assert (row["url"], row["title"], row["entries"], len(row["sample"])) == (address, "Outlet 1", 3, 3)
    assert datetime.fromisoformat(row["newest"])

    added = briefing("sources", "add", address, "--tags", "sea, north", "--country", "AM", folder=tmp_path)
    assert added.returncode == 0, added.stderr
    assert added.stderr.decode() == f"added outlet-1: Outlet 1 ({address})\n"
    assert added.stdout == b""
    written = (tmp_path / "sources.toml").read_text("utf-8")
    assert written.startswith(ours)
    assert 'tags = ["sea", "north"]' in written
    before = len(stand.requests)
    again = briefing("sources", "add", address.replace("http:", "https:") + "/", folder=tmp_path)
    assert (again.returncode, len(stand.requests)) == (2, before)
    assert b"is read already, as outlet-1" in again.stderr
    taken = briefing("sources", "add", f"http://{stand.host}/2.xml", "--id", "outlet-1", folder=tmp_path)
    assert taken.returncode == 2
    assert b"there are two sources of this id" in taken.stderr

    assert briefing("sources", "remove", "outlet-1", folder=tmp_path).returncode == 0
    assert (tmp_path / "sources.toml").read_text("utf-8") == ours
    gone = briefing("sources", "remove", "outlet-1", folder=tmp_path)
    assert (gone.returncode, gone.stdout) == (2, b"")
    assert b"there is no source 'outlet-1'" in gone.stderr


def test_of_several_feeds_the_reader_names_one(stand, tmp_path):
    feeds = (f'<link rel=alternate type="application/rss+xml" href="http://{stand.host}/{n}.xml">' for n in range(3))
    with Origin({"/": answer(body=f"<html><head>{''.join(feeds)}</head></html>".encode())}) as page:
        text = f'[settings]\nallow_hosts = ["{stand.host}", "{page.host}"]\n'
        (tmp_path / "sources.toml").write_text(text, "utf-8")
        done = briefing("sources", "add", f"{page.base}/", folder=tmp_path)
    assert done.returncode == 2
    assert [line.split("\t")[1] for line in done.stdout.decode().splitlines()] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert b"has 3 feeds: add one of them by its own address" in done.stderr
    assert (tmp_path / "sources.toml").read_text("utf-8") == text


def test_a_muted_source_is_neither_asked_nor_in_stories_until_the_day_comes(stand, tmp_path):
    (tmp_path / "sources.toml").write_text(stand.sources_toml(window_days=9), "utf-8")
    assert briefing("refresh", folder=tmp_path).returncode == 0
    today = datetime.now(UTC).date()
    muted = briefing("sources", "mute", "s1", "--until", str(today + timedelta(days=2)), folder=tmp_path)
    assert muted.stderr.decode() == f"muted s1 until {today + timedelta(days=2)}\n"
    del stand.requests[:]
    shown = json.loads(briefing("print", "--refresh", "--format", "json", folder=tmp_path).stdout)
    assert (shown["coverage"]["asked"], shown["coverage"]["articles"]) == (3, 9)
    assert "/1.xml" not in [path for path, *_ in stand.requests]
    told = briefing("refresh", "--source", "s1", folder=tmp_path)
    assert told.returncode == 2
    assert b"[[source]] s1: is muted until" in told.stderr
    briefing("sources", "mute", "s1", "--until", str(today), folder=tmp_path)
    assert b"asked 4 sources" in briefing("refresh", folder=tmp_path).stderr
    assert briefing("sources", "unmute", "s1", folder=tmp_path).returncode == 0
    assert (tmp_path / "sources.toml").read_text("utf-8") == stand.sources_toml(window_days=9)
    assert briefing("sources", "mute", "x1", "--until", str(today), folder=tmp_path).returncode == 2


def test_when_all_sources_are_muted_that_is_said(tmp_path):
    one = '[[source]]\nid = "n"\nname = "N"\nurl = "n.txt"\nmute_until = 2099-01-01\n'
    (tmp_path / "sources.toml").write_text(one, "utf-8")
    done = briefing("refresh", folder=tmp_path)
    assert done.returncode == 2
    assert b"all sources are muted" in done.stderr
    assert ids(tmp_path) == ["n"]
