"""`briefing stories`: what is one story, and corrections that last."""

import json

import pytest
from newsstand import as_jsonl
from program import briefing

NEWS = [
    (
        "Dam at Orsk gives way after three days of rain",
        "The dam above Orsk gave way on Monday after three days of rain.",
    ),
    ("Orsk dam bursts, villages under water", "Villages below Orsk were under water on Monday after the dam burst."),
    ("سد أورسك ينهار بعد ثلاثة أيام من المطر", "انهار السد فوق أورسك يوم الاثنين بعد ثلاثة أيام من المطر."),
    ("Karsu orchestra names Mira Hale as conductor", "The Karsu orchestra named Mira Hale as its conductor."),
    ("Tulip prices fall for a third season in Grend", "Growers in Grend sold tulips for less than last year."),
]


@pytest.fixture
def folder(tmp_path):
    rows = [
        {"id": f"n{i}", "title": title, "text": text, "published": f"2026-11-23T0{i}:00:00Z"}
        for i, (title, text) in enumerate(NEWS)
    ]
    (tmp_path / "news.jsonl").write_text(as_jsonl(rows), "utf-8")
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "n"\nname = "The Harbour Post"\nurl = "news.jsonl"\n', "utf-8"
    )
    done = briefing("refresh", "--offline", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def listed(folder):
    done = briefing("stories", "list", "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    return {row["headline"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_stories_are_listed_for_people_and_for_programs(folder):
    rows = listed(folder)
    dam = rows[NEWS[0][0]] if NEWS[0][0] in rows else rows[NEWS[1][0]]
    assert set(dam) == {"id", "articles", "outlets", "languages", "headline"}
    assert (dam["articles"] >= 2, dam["outlets"]) == (True, 1)
    plain = briefing("stories", folder=folder).stdout.decode().splitlines()
    assert [line.split("\t")[0] for line in plain] == [row["id"] for row in rows.values()]


def test_a_merge_is_shown_at_once_under_the_older_id_and_undone_without_a_trace(folder):
    before = listed(folder)
    tulips, conductor = (
        next(row["id"] for title, row in before.items() if word in title) for word in ("Tulip", "Karsu")
    )
    done = briefing("stories", "merge", tulips[:6], conductor, folder=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith(f"merged into {conductor}: “Karsu orchestra")
    assert done.stderr.decode().endswith("; the newest snapshot shows it\n")
    after = {row["id"]: row["articles"] for row in listed(folder).values()}
    assert after[conductor] == 2
    assert tulips not in after
    printed = briefing("print", "--story", tulips, "--format", "json", folder=folder)
    assert [story["id"] for story in json.loads(printed.stdout)["stories"]] == [conductor]
    (row,) = briefing("stories", "corrections", "--json", folder=folder).stdout.splitlines()
    assert (json.loads(row)["standing"], json.loads(row)["stories"]) == ("in force", [conductor, tulips])

    briefing("refresh", "--offline", folder=folder)
    assert {row["id"]: row["articles"] for row in listed(folder).values()} == after
    undone = briefing("stories", "undo", tulips, folder=folder)
    assert undone.stderr.decode().startswith(f"taken back: merged into {conductor}")
    assert listed(folder) == before
    assert briefing("stories", "undo", folder=folder).returncode == 2


def test_why_tells_what_holds_each_article_and_what_comes_nearest(folder):
    dam = next(row for title, row in listed(folder).items() if "Orsk" in title or "أورسك" in title)
    why = json.loads(briefing("stories", "why", dam["id"][:5], "--json", folder=folder).stdout)
    assert (why["story"], why["size"], len(why["members"])) == (dam["id"], dam["articles"], dam["articles"])
    assert why["beside"]["story"] != dam["id"]
    first = why["members"][0]
    assert first["nearest"]["article"] in {one["id"] for one in why["members"][1:]}
    one = json.loads(briefing("stories", "why", first["id"], "--json", folder=folder).stdout)
    assert one["members"] == [first]

    alone = briefing("stories", "why", first["id"], "--width", "200", folder=folder).stdout.decode()
    assert f"nearest: {first['nearest']['title']}" in alone
    assert f"{first['nearest']['article']}: meaning 0." in alone

    page = briefing("stories", "why", dam["id"], "--width", "60", folder=folder).stdout.decode()
    assert all(len(line) <= 60 for line in page.splitlines())
    assert f"story {dam['id']}   {dam['articles']} articles" in page
    assert all(member["id"] in page for member in why["members"])
    assert "nearest [2]: meaning 0." in page
    assert "NEAREST OTHER STORY" in page
    assert f"PLACE {why['place']} OF {why['stories']}" in page
    assert all(line in page for line in (reason["line"] for reason in why["reasons"]))
    assert not set(page) & {"\x1b", "\u2067", "\u2068"}


def test_an_id_that_is_not_known_is_told_with_the_nearest(folder):
    known = next(iter(listed(folder).values()))["id"]
    done = briefing("stories", "why", f"{known[:-1]}z", folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"did you mean {known}?" in done.stderr.decode()


def test_it_is_told_which_correction_a_newer_one_overrules(folder):
    rows = listed(folder)
    tulips, conductor = (next(row["id"] for title, row in rows.items() if word in title) for word in ("Tulip", "Karsu"))
    briefing("stories", "merge", tulips, conductor, folder=folder)
    members = json.loads(briefing("stories", "why", tulips, "--json", folder=folder).stdout)["members"]
    done = briefing("stories", "split", conductor, members[1]["id"], folder=folder)
    assert f"; this overrules: merged into {conductor}: " in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    told = briefing("stories", "corrections", folder=folder).stdout.decode().splitlines()
    assert [line.split("\t")[1] for line in told] == ["overruled", "in force"]


def test_wrong_usage_is_one_line_and_changes_nothing(folder):
    before = listed(folder)
    first = next(iter(before.values()))["id"]
    for words, told in (
        (("merge", first, "nowhere"), b"nowhere: there is no story or article of this id"),
        (("merge", first, first), b"that is one story"),
        (("split", first, "ab"), b"ab: there is no article of this id"),
    ):
        done = briefing("stories", *words, folder=folder)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert told in done.stderr
    assert listed(folder) == before
    assert not (folder / "cache" / "corrections.toml").exists()


def test_before_anything_was_fetched_it_says_so(tmp_path):
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "n"\nname = "Post"\nurl = "news.jsonl"\n', "utf-8")
    for words, told in ((("list",), b"there is no snapshot yet"), (("merge", "a", "b"), b"nothing was fetched yet")):
        done = briefing("stories", *words, folder=tmp_path)
        assert done.returncode == 2
        assert told in done.stderr
    assert briefing("stories", "corrections", folder=tmp_path).stdout == b""
