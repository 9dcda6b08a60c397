import json
import subprocess
import sys
from pathlib import Path

import pytest
from newsstand import as_jsonl
from printed import edition, printed
from program import briefing

ROOT = Path(__file__).parent.parent.parent
LETTER = """A quiet week in Grend

Miners in Grend walked out over pay on Monday after 40 of them were dismissed.
In 2020 a similar walkout ended only after outside mediation by Orsk.
"Nobody here believes the official account," said Mira Hale, director of the Topaz Centre.
The government could ask its neighbours for help next week, she said.
"""


def test_an_article_is_printed_in_four_sections(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    done = briefing("print", "letter.txt", "--published", "2026-11-23", folder=tmp_path)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert done.stderr == b""
    assert text.startswith("BRIEFING  23 Nov 2026 00:00 UTC")
    for heading in ("BACKGROUND", "ESCALATION", "ANALYST VIEWS", "OUTLOOK", "SOURCES"):
        assert heading in text
    assert "Mira Hale" in text
    assert "\x1b" not in text
    assert not any(line != line.rstrip() or "\t" in line or len(line) > 100 for line in text.splitlines())


def test_standard_input_reads_as_a_file_does(tmp_path):
    piped = briefing("print", "-", "--format", "json", folder=tmp_path, stdin=LETTER.encode())
    assert piped.returncode == 0
    shown = json.loads(piped.stdout)
    assert shown["stories"][0]["headline"] == "A quiet week in Grend"
    assert set(shown) >= {"schema", "taken", "stories", "failures", "coverage"}


def test_analyse_writes_every_sentence_with_offsets_into_the_text(tmp_path):
    (tmp_path / "two.jsonl").write_text(
        as_jsonl([{"id": "x", "title": "T", "text": LETTER}, {"id": 7, "title": "U", "text": "Снег выпал в Оруме."}]),
        "utf-8",
    )
    done = briefing("analyse", "two.jsonl", folder=tmp_path)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0
    assert {row["doc"] for row in rows} == {"x", "7"}
    for row in rows:
        text = LETTER if row["doc"] == "x" else "Снег выпал в Оруме."
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["section"] in {"background", "escalation", "analyst_views", "outlook", "boilerplate"}
        assert 0 <= row["probability"] <= 1
    dates = [date["iso"] for row in rows if row["doc"] == "x" for date in row["dates"]]
    assert "2020" in dates


def test_group_gives_each_document_its_story(tmp_path):
    told = [
        {"id": "a", "title": "Dam bursts above Grend, lower town flooded", "text": ""},
        {"id": "b", "title": "Lower town of Grend flooded as dam bursts", "text": ""},
        {"id": "c", "title": "Chess federation elects a new president", "text": ""},
    ]
    done = briefing("group", "-", folder=tmp_path, stdin=as_jsonl(told).encode())
    found = {row["id"]: row["cluster"] for row in map(json.loads, done.stdout.decode().splitlines())}
    assert done.returncode == 0
    assert found["a"] == found["b"] != found["c"]


@pytest.mark.parametrize(
    ("words", "stdin", "message"),
    [
        (["print", "missing.txt"], None, "missing.txt: there is no such file"),
        (["print", "-"], b"", "-: empty"),
        (["print", "-"], b"\x00\x01\x02\xff" * 50, "-: not text"),
        (["print", "-"], b"a" * 30_000_000, "larger than"),
        (["analyse", "-"], b'{"id": 1, "title": "x"\n', "line 1"),
        (["print", "--offline", "http://news.example/feed"], None, "--offline"),
        (["print", "http://127.0.0.1:9/feed"], None, "http://127.0.0.1:9/feed: "),
        (["refresh"], None, "sources.toml"),
        (["print", "--snapshot", "2020"], None, "there is no snapshot of this name"),
        (["verify"], None, "there is no snapshot yet"),
        (["print", "--workspace", "nowhere"], None, "nowhere: there is no such folder"),
        (["print", "--demo", "letter.txt"], None, "INPUT and --demo: each asks for another briefing"),
        (["print", "--refresh", "letter.txt"], None, "INPUT and --refresh"),
        (["print", "--refresh", "--snapshot", "2026-11-23"], None, "--snapshot and --refresh"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_two(tmp_path, words, stdin, message):
    (tmp_path / "sources.toml").write_text("[settings]\nlangauges = ['en']\n", "utf-8") if words == [
        "refresh"
    ] else None
    done = briefing(*words, folder=tmp_path, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("briefing: ")
    assert message in lines[0]


def test_wrong_usage_names_what_would_be_right(tmp_path):
    done = briefing("print", "--format", "pdf", folder=tmp_path)
    assert done.returncode == 2
    assert b"markdown" in done.stderr


def test_a_reader_that_stops_early_ends_it_quietly(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER * 400, "utf-8")
    program = [sys.executable, "-m", "briefing", "analyse", "letter.txt"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as running:
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        told = running.stderr.read()
    assert told == b""
    assert running.returncode == 0


def test_printing_a_snapshot_imports_nothing_heavy(tmp_path):
    (tmp_path / "sources.toml").write_text('[[source]]\nid="n"\nname="Note"\nurl="note.txt"\n', "utf-8")
    (tmp_path / "note.txt").write_text(LETTER, "utf-8")
    assert briefing("refresh", "--workspace", ".", folder=tmp_path).returncode == 0
    code = (
        "import sys; from briefing.cli import main; main(['print', '--workspace', '.']);"
        "heavy = {'numpy', 'textual', 'aiohttp', 'rich', 'lxml', 'feedparser', 'asyncio', 'subprocess', 'tempfile',"
        " 'briefing.cli.manual', 'briefing.model.why', 'briefing.model.settings'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"A quiet week in Grend" in done.stdout


def test_the_version_costs_no_import(tmp_path):
    code = (
        "import sys; sys.argv = ['briefing', '--version']; from briefing.__main__ import main; main();"
        "sys.exit('argparse' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith(b"briefing ")


@pytest.mark.parametrize("word", ["--version", "manual"])
def test_what_the_program_tells_of_itself_ends_as_all_output_does(tmp_path, word):
    program = [sys.executable, "-m", "briefing", word]
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, check=False, cwd=tmp_path, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"briefing: output: can't be written: ")
    assert len(done.stderr.splitlines()) == 1
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *program]
    done = subprocess.run(closed, stderr=subprocess.PIPE, check=False, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_story_is_found_by_the_beginning_of_its_id_where_that_begins_no_other(tmp_path_factory):
    id_ = json.loads(printed("json", tmp_path_factory))["stories"][2]["id"]
    found = json.loads(printed("json", tmp_path_factory, "--story", id_[:6]))
    assert [story["id"] for story in found["stories"]] == [id_]
    file = edition(tmp_path_factory)
    done = briefing("print", file.name, "--story", "f", folder=file.parent)
    assert (done.returncode, done.stdout, b"f: begins several: " in done.stderr) == (2, b"", True)


def test_output_goes_to_a_file_in_the_format_of_its_name(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    done = briefing("print", "letter.txt", "-o", "page.html", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_demo_can_be_verified(tmp_path):
    done = briefing("verify", "--demo", folder=tmp_path)
    assert done.returncode == 0
    assert b" 0 mismatches" in done.stderr


def test_options_that_hold_everywhere_may_stand_before_the_command(tmp_path):
    (tmp_path / "sources.toml").write_text('[[source]]\nid="n"\nname="Note"\nurl="note.txt"\n', "utf-8")
    listed = briefing("--workspace", str(tmp_path), "-v", "sources", "list", folder=tmp_path)
    assert listed.returncode == 0
    assert listed.stdout.startswith(b"n\tNote")
    demo = briefing("--color", "never", "--demo", "--refresh", folder=tmp_path)
    assert (demo.returncode, b"--demo and --refresh: each asks" in demo.stderr) == (2, True)


def test_options_of_the_app_may_stand_before_a_command_that_takes_them(tmp_path):
    demo = briefing("--demo", "--workspace", ".", "print", "--refresh", folder=tmp_path)
    assert (demo.returncode, b"--demo and --refresh: each asks" in demo.stderr) == (2, True)
    why = briefing("--demo", "stories", "why", folder=tmp_path)
    assert (why.returncode, b"stories why: error: the following arguments are required: ID" in why.stderr) == (2, True)
    offline = briefing("--offline", "print", folder=tmp_path)
    assert offline.stderr.endswith(b"there is no snapshot yet, and --offline was asked for\n")
    refused = briefing("--offline", "snapshots", "list", folder=tmp_path)
    assert (refused.returncode, b"unrecognized arguments: --offline" in refused.stderr) == (2, True)


def test_a_command_behind_options_of_print_is_no_input_unless_a_file_has_its_name(tmp_path):
    done = briefing("--format", "text", "refresh", folder=tmp_path)
    assert done.returncode == 2
    assert b"error: refresh is a command: its own options stand behind it: briefing refresh" in done.stderr
    (tmp_path / "refresh").write_text(LETTER, "utf-8")
    assert briefing("--format", "text", "refresh", folder=tmp_path).returncode == 0


def test_a_killed_program_takes_its_workers_along(tmp_path):
    (tmp_path / "many.jsonl").write_text(
        as_jsonl([{"id": n, "title": "T", "text": LETTER * 60} for n in range(40)]), "utf-8"
    )
    program = [sys.executable, "-m", "briefing", "analyse", "many.jsonl"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as running:
        running.stdout.readline()
        running.kill()
        # a worker that lived on would hold the pipes open, and this would never end
        running.communicate(timeout=30)
    assert running.returncode == -9


def test_a_file_name_can_not_act_on_the_terminal(tmp_path):
    done = briefing("print", "no\x1b[31m.txt", folder=tmp_path)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_output_that_can_not_be_written_is_one_line(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "print", "letter.txt"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
            timeout=120,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"briefing: output: can't be written")
