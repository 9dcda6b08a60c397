import json
from dataclasses import replace

import pytest
from archives import archive
from program import briefing

from briefing.compare.changes import changes
from briefing.render import render
from briefing.render.changes import change_blocks
from briefing.render.look import Look
from briefing.render.pages import page
from briefing.render.toml import load
from briefing.store.snapshots import newest_snapshot


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verify")
    snapshot, _ = archive(folder)
    (folder / "sources.toml").write_text("", "utf-8")
    for suffix, format_ in ((".md", "markdown"), (".html", "html")):
        (folder / f"report{suffix}").write_text(render(snapshot, format=format_), "utf-8")
    edited = render(snapshot, format="markdown").replace("did not find", "did find")
    (folder / "edited.md").write_text(f"{edited}\nI trust none of it.\n", "utf-8")
    return folder


def test_an_edited_report_is_listed_with_both_texts(folder):
    done = briefing("verify", "edited.md", folder=folder)
    said = done.stdout.decode()
    assert done.returncode == 1
    assert "Background [1]: the words are not the source's" in said
    assert "   report  In 2019 engineers did find a crack" in said
    assert "   source  In 2019 engineers did {+not+} find a crack" in said
    assert "own words, which cite nobody" in done.stderr.decode()
    assert "I trust none of it." in done.stderr.decode()


def test_several_reports_are_checked_and_a_program_reads_the_verdicts(folder):
    done = briefing("verify", "--json", "report.md", "report.html", "edited.md", folder=folder)
    whole, page, edited = map(json.loads, done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert (whole["wrong"], page["wrong"], whole["checked"]) == ([], [], page["checked"])
    assert [one["where"] for one in edited["wrong"]] == ["Background [1]"]
    assert edited["own"] == ["I trust none of it."]


def test_the_newest_snapshot_and_what_comes_through_a_pipe_are_checked(folder):
    assert briefing("verify", folder=folder).returncode == 0
    piped = briefing("verify", "-", folder=folder, stdin=(folder / "edited.md").read_bytes())
    assert piped.returncode == 1


def test_what_is_no_report_is_one_line_that_names_it(folder):
    (folder / "letter.txt").write_text("Dear all,\n", "utf-8")
    done = briefing("verify", "letter.txt", folder=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "briefing: letter.txt: is no report of briefing: there is no story in it\n"


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_what_diff_writes_does_not_pass_for_a_report_without_a_fault(folder, format_):
    saved = newest_snapshot(folder / "cache" / "snapshots", load=load)
    look = Look(width=80)
    found = changes(replace(saved, stories=()), saved)
    written = page(change_blocks(found, look), format=format_, title="What changed", look=look)
    assert "[1]" in written.replace("\\", "")
    done = briefing("verify", "-", folder=folder, stdin=written.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"stdin: is no report of briefing: there is no story in it" in done.stderr


def test_quotations_by_voice_are_no_report(folder):
    written = briefing("quotes", folder=folder).stdout
    assert "Mira Hale" in written.decode()
    assert briefing("verify", "-", folder=folder, stdin=written).returncode == 2


@pytest.mark.parametrize("format_", ["text", "terminal", "markdown", "html", "json", "toml"])
def test_a_report_without_a_story_is_one(folder, format_):
    saved = newest_snapshot(folder / "cache" / "snapshots", load=load)
    written = render(replace(saved, stories=()), format=format_)
    assert briefing("verify", "-", folder=folder, stdin=written.encode()).returncode == 0
