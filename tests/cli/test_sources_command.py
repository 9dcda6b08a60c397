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


def test_dead_sources_are_told_first_with_their_reason(fresh, tmp_path):
    fresh.faults = {1: 410, 2: "cut"}
    (tmp_path / "sources.toml").write_text(fresh.sources_toml(), "utf-8")
    done = briefing("sources", "check", folder=tmp_path)
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert done.returncode == 1
    assert [row[:2] for row in rows] == [["gone", "s1"], ["failing", "s2"], ["ok", "s0"], ["ok", "s3"]]
    assert rows[0][2].startswith("FAILED: gone (410)")
    assert rows[0][2].endswith("; never read yet")
    assert "3 entries; sends validators" in rows[2][2]
    assert b"4 sources: 2 can be read, 2 can't" in done.stderr


@pytest.fixture
def fresh():
    """Four sources with news of this hour."""
    with Newsstand(sources=4, each=3, newest=datetime.now(UTC) - timedelta(hours=1)) as newsstand:
        yield newsstand


def test_sources_are_listed_as_they_stand(stand, tmp_path):
    (tmp_path / "sources.toml").write_text(stand.sources_toml(), "utf-8")
    done = briefing("sources", "list", folder=tmp_path)
    assert [line.split("\t")[0] for line in done.stdout.decode().splitlines()] == ["s0", "s1", "s2", "s3"]


def test_print_refreshes_when_there_is_no_snapshot_and_tells_it_in_one_line(fresh, tmp_path):
    (tmp_path / "sources.toml").write_text(fresh.sources_toml(), "utf-8")
    first = briefing("print", "--format", "json", folder=tmp_path)
    assert first.returncode == 0
    assert first.stderr.decode().splitlines() == ["asked 4 sources: 4 read, 0 unchanged, 0 failed"]
    before = len(fresh.requests)
    again = briefing("print", "--format", "json", folder=tmp_path)
    assert again.stdout == first.stdout
    assert again.stderr == b""
    assert len(fresh.requests) == before
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
    assert [(row["id"], row["ok"], row["entries"], row["standing"] == "muted") for row in rows] == [
        ("s1", False, 0, False),
        ("s0", True, 3, False),
        ("s2", True, 3, False),
        ("s3", True, 0, True),
    ]
    assert "404" in rows[0]["reason"]


def test_a_feed_is_found_added_once_and_removed(stand, tmp_path):
    ours = "# ours\n" + stand.sources_toml().partition("[[source]]")[0]
    (tmp_path / "sources.toml").write_text(ours, "utf-8")
    address = f"http://{stand.host}/1.xml"
    found = briefing("sources", "find", address, "--json", folder=tmp_path)
    row = json.loads(found.stdout)
    assert (row["url"], row["title"], row["entries"], len(row["headlines"])) == (address, "Outlet 1", 3, 3)
    assert (row["kind"], row["teases"], row["at"]) == ("RSS", True, address)
    assert datetime.fromisoformat(row["newest"])

    added = briefing("sources", "add", address, "--tags", "sea, north", "--country", "AM", folder=tmp_path)
    assert added.returncode == 0, added.stderr
    told = added.stderr.decode().splitlines()
    assert told[:2] == ["Outlet 1", f"   {address}"]
    assert told[2].startswith("   RSS, en, 3 entries, ")
    assert told[2].endswith("newest 2026-11-23, teasers: articles are read from their pages")
    assert [line[:15] for line in told[3:6]] == ["   2026-11-23  "] * 3
    assert told[6] == f"added outlet-1: Outlet 1 ({address})"
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


@pytest.fixture
def page(stand, tmp_path):
    """A page that names three feeds, one of which an address of its own redirects to."""
    feeds = (f'<link rel=alternate type="application/rss+xml" href="http://{stand.host}/{n}.xml">' for n in range(3))
    routes = {
        "/": answer(body=f"<html><head>{''.join(feeds)}</head></html>".encode()),
        "/moved": answer(302, headers={"Location": f"http://{stand.host}/1.xml"}),
        "/nothing": answer(404),
    }
    with Origin(routes) as origin:
        text = f'[settings]\nallow_hosts = ["{stand.host}", "{origin.host}"]\n'
        (tmp_path / "sources.toml").write_text(text, "utf-8")
        yield origin


def test_of_several_feeds_the_first_is_taken_and_the_others_are_told(stand, page, tmp_path):
    before = (tmp_path / "sources.toml").read_text("utf-8")
    looked = briefing("sources", "add", f"{page.base}/", "--dry-run", folder=tmp_path)
    assert looked.returncode == 0
    assert [line for line in looked.stderr.decode().splitlines() if line[:1].isdigit()] == [
        "1. Outlet 0",
        "2. Outlet 1",
        "3. Outlet 2",
    ]
    assert (tmp_path / "sources.toml").read_text("utf-8") == before
    done = briefing("sources", "add", f"{page.base}/", folder=tmp_path)
    assert ids(tmp_path) == ["outlet-0"]
    assert f"the first of 3 feeds; --all adds them all: http://{stand.host}/1.xml" in done.stderr.decode()
    assert briefing("sources", "add", f"{page.base}/", "--all", folder=tmp_path).returncode == 0
    assert ids(tmp_path) == ["outlet-0", "outlet-1", "outlet-2"]
    known = briefing("sources", "add", f"{page.base}/", folder=tmp_path)
    assert (known.returncode, b"is read already, as outlet-0" in known.stderr) == (2, True)


def test_several_addresses_are_added_and_what_can_not_be_is_told(stand, page, tmp_path):
    lines = f"# ours\n{stand.host}/2.xml\n\n{page.base}/moved\n".encode()
    words = (f"http://{stand.host}/1.xml", f"{page.base}/nothing", f"http://{stand.host}/1.xml?utm_source=x", "-")
    done = briefing("sources", "add", *words, folder=tmp_path, stdin=lines)
    assert done.returncode == 1
    assert ids(tmp_path) == ["outlet-1"]
    told = [line for line in done.stderr.decode().splitlines() if line.startswith("not added")]
    assert len(told) == 4
    assert "404" in told[0]
    assert told[1].endswith("?utm_source=x: is read already, as outlet-1")
    assert told[3] == f"not added: {page.base}/moved: is read already, as outlet-1"
    wrong = briefing("sources", "add", "a.example", "b.example", "--id", "x", folder=tmp_path)
    assert (wrong.returncode, b"--id and --name are for one feed" in wrong.stderr) == (2, True)


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
    checked = briefing("sources", "check", folder=tmp_path)
    assert checked.stdout.decode().splitlines()[-1].startswith(f"muted\ts1\tmuted until {today + timedelta(days=2)}; ")
    assert checked.stderr.decode() == "4 sources: 3 can be read, 0 can't, 1 muted\n"
    assert "/1.xml" not in [path for path, *_ in stand.requests]
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
    checked = briefing("sources", "check", folder=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, b"muted\tn\tmuted until 2099-01-01\n")
    assert ids(tmp_path) == ["n"]


SHORT = """\
[settings]

[[source]] # the harbour's own
id = "port"
name = "Port"
url = "https://port.example/feed"
language = "en"
tags = ["sea"]

[[source]]
id = "post"
name = "Orsk Post"
url = "https://bob:secret@post.example/feed"
kind = "state"
"""


def test_a_source_is_moved_and_changed_and_all_else_stays(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(SHORT, "utf-8")
    moved = briefing("sources", "move", "port", "port.example/new", folder=tmp_path)
    assert moved.stderr.decode() == "port is read at https://port.example/new from now on\n"
    assert path.read_text("utf-8") == SHORT.replace("port.example/feed", "port.example/new")
    taken = briefing("sources", "move", "port", "https://www.post.example/feed/", folder=tmp_path)
    assert (taken.returncode, b"is read already, as post" in taken.stderr) == (2, True)
    told = briefing("sources", "set", "post", "weight=0.5", "tags=river,mines", "kind=", folder=tmp_path)
    assert told.stderr.decode() == "post: weight is 0.5, tags is river,mines, kind is not set\n"
    assert path.read_text("utf-8").endswith('tags = ["river", "mines"]\nweight = 0.5\n')
    for wrong, reason in (
        ("wieght=1", b"did you mean weight?"),
        ("weight=heavy", b"is no number"),
        ("weight", b"KEY=VALUE"),
    ):
        done = briefing("sources", "set", "post", wrong, folder=tmp_path)
        assert (done.returncode, reason in done.stderr) == (2, True)


def test_sources_are_chosen_from_the_list_and_no_password_is_shown(tmp_path):
    (tmp_path / "sources.toml").write_text(SHORT, "utf-8")

    def listed(*words):
        done = briefing("sources", "list", *words, folder=tmp_path)
        assert b"secret" not in done.stdout
        return [line.split("\t")[0] for line in done.stdout.decode().splitlines()]

    assert listed() == ["port", "post"]
    assert listed("--tag", "sea") == listed("--language", "en") == ["port"]
    assert listed("--kind", "state") == ["post"]
    assert listed("--failing") == []
