"""`sources import` and `sources export`, as a reader types them."""

import json

from program import briefing

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea">
<outline type="rss" text="صحيفة الميناء" xmlUrl="https://mina.example/rss"/>
<outline type="rss" text="Port" xmlUrl="https://port.example/feed"/></outline>
<outline text="Odd" xmlUrl="exec:/bin/x"/></body></opml>"""
OURS = (
    '# mine\n[settings]\n\n[[source]] # the first\nid = "port"\nname = "Port"\nurl = "https://www.port.example/feed/"\n'
)


def test_an_import_tells_what_it_will_do_does_it_and_does_nothing_the_second_time(tmp_path):
    (tmp_path / "other.opml").write_text(OPML, "utf-8")
    path = tmp_path / "sources.toml"
    path.write_text(OURS, "utf-8")
    looked = briefing("sources", "import", "other.opml", "--dry-run", folder=tmp_path)
    assert looked.returncode == 0, looked.stderr
    assert [line.split("\t")[0] for line in looked.stdout.decode().splitlines()] == ["would add", "known", "skipped"]
    assert looked.stderr.decode() == "1 source would be added (1 tag), 1 read already, 1 skipped\n"
    assert path.read_text("utf-8") == OURS

    done = briefing("sources", "import", "-", "--json", folder=tmp_path, stdin=OPML.encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["what"], row["id"], row["note"]) for row in rows][1:] == [
        ("known", "port", ""),
        ("skipped", "", "a command of newsboat's"),
    ]
    assert rows[0] == {
        "what": "added",
        "id": rows[0]["id"],
        "name": "صحيفة الميناء",
        "url": "https://mina.example/rss",
        "note": "Sea",
    }
    written = path.read_text("utf-8")
    assert written.startswith(OURS)
    again = briefing("sources", "import", "other.opml", folder=tmp_path)
    assert again.stderr.decode() == "0 sources added, 2 read already, 1 skipped\n"
    assert path.read_text("utf-8") == written


def test_what_is_exported_is_the_same_in_an_empty_workspace(tmp_path):
    (tmp_path / "new").mkdir()
    secret = OURS.replace("//www", "//bob:secret@www") + '\n[[source]]\nid = "f"\nname = "F"\nurl = "f.txt"\n'
    (tmp_path / "sources.toml").write_text(secret, "utf-8")
    out = briefing("sources", "export", folder=tmp_path)
    assert b"secret" not in out.stdout + out.stderr
    assert out.stderr.decode().splitlines() == [
        "port: the password in its address is left out",
        "f: is left out: it is a file of this workspace",
    ]
    named = briefing("sources", "export", "out.opml", folder=tmp_path)
    assert (tmp_path / "out.opml").read_bytes() == out.stdout
    assert named.stdout == b""
    done = briefing("sources", "import", "out.opml", "--workspace", "new", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    again = briefing("sources", "export", "--workspace", "new", folder=tmp_path)
    assert again.stdout == out.stdout


def test_a_file_that_is_no_list_is_refused_and_nothing_changes(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(OURS, "utf-8")
    (tmp_path / "page.html").write_text("<html><p>Hello</p></html>")
    for name, reason in (("page.html", "neither OPML nor a list of addresses"), ("gone.opml", "there is no such file")):
        done = briefing("sources", "import", name, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode() == f"briefing: {name}: {reason}\n"
    (tmp_path / "cut.opml").write_text(OPML[:-40], "utf-8")
    done = briefing("sources", "import", "cut.opml", folder=tmp_path)
    assert done.returncode == 1
    assert "is damaged (line 4" in done.stderr.decode()
    assert "mina.example" in path.read_text("utf-8")
