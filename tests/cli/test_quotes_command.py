import json
import subprocess
import sys

import pytest
from archives import archive
from program import briefing


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quotes")
    archive(folder)
    (folder / "sources.toml").write_text("", "utf-8")
    return folder


def test_who_said_what_is_listed_by_voice(folder):
    done = briefing("quotes", "--width", "60", folder=folder)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert "Mira Hale (Мира Хейл, ميرا هيل), director of the Topaz" in lines
    assert '   "Nobody maintained the wall & nobody paid,"' in lines
    assert "     The Harbour Post, 23 Nov 2026 03:00 UTC, en   story" in lines
    assert all(len(line) <= 60 for line in lines)


def test_a_program_reads_one_quote_a_line(folder):
    done = briefing(
        "quotes", "--speaker", "ميرا هيل", "--since", "2026-11-23", "--story", "5c0f", "--json", folder=folder
    )
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["language"] for row in rows] == ["en", "en", "ru", "ar"]
    assert {row["speaker"] for row in rows} == {"Mira Hale"}
    assert rows[0]["direct"] is True
    assert rows[0]["published"] == "2026-11-23T03:00:00+00:00"


def test_nobody_found_is_told_and_is_an_exit_code(folder):
    done = briefing("quotes", "--speaker", "Sana Tarek", folder=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"nobody says anything of the kind" in done.stderr
    wrong = briefing("quotes", "--story", "zzz", folder=folder)
    assert (wrong.returncode, wrong.stderr) == (2, b"briefing: zzz: no story begins with this id\n")


def test_the_ledger_needs_no_numpy(folder):
    code = "import sys; from briefing.cli import main; main(sys.argv[1:]); sys.exit('numpy' in sys.modules)"
    words = ("quotes", "--workspace", str(folder), "--speaker", "Hale")
    assert subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False).returncode == 0
