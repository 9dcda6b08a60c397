import re
import shutil
import subprocess
from html import unescape

import pytest
from render.hostile import ATTACKS, hostile
from render.sample import snapshot

from briefing.render import render
from briefing.render.markdown import escape

needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")


def markdown(given=None, **look):
    return render(given or snapshot(), format="markdown", **look)


def pandoc(text, *options):
    done = subprocess.run(
        ["pandoc", "--fail-if-warnings", *options], input=text.encode(), capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout


@needs_pandoc
@pytest.mark.parametrize("reader", ["markdown", "commonmark", "gfm"])
@pytest.mark.parametrize("text", ATTACKS)
def test_escaped_text_reads_exactly_as_it_was(text, reader):
    plain = " ".join(text.split())
    shown = pandoc(escape(text) + "\n", "-f", reader, "-t", "json").decode()
    assert set(re.findall(r'"t":"(\w+)"', shown)) <= {"Para", "Str", "Space"}
    read = pandoc(escape(text) + "\n", "-f", reader, "-t", "plain", "--wrap=none").decode()
    assert read.strip() == plain


@needs_pandoc
def test_pandoc_makes_html_in_which_only_our_links_and_headings_stand():
    page = pandoc(markdown(hostile()), "-t", "html").decode()
    assert "<script" not in page
    assert "<img" not in page
    assert {url for url in re.findall(r'href="([^"]*)"', page) if not url.startswith("#")} == {"https://ok.example/"}
    headings = re.findall(r"<h([1-6])", page)
    assert headings == ["1"] + (["2"] + ["3"] * 5) * len(ATTACKS) + ["2"]


@needs_pandoc
def test_every_citation_leads_to_its_source():
    page = pandoc(markdown(), "-t", "html").decode()
    targets = set(re.findall(r'href="#(s[0-9-]+)"', page))
    assert targets == set(re.findall(r'<span id="(s[0-9-]+)"', page))
    assert len(targets) == 5


@needs_pandoc
def test_pandoc_makes_a_document_whose_arabic_runs_from_right_to_left(tmp_path):
    target = tmp_path / "note.docx"
    pandoc(markdown(), "-o", str(target))
    shutil.unpack_archive(target, tmp_path / "docx", "zip")
    document = unescape((tmp_path / "docx/word/document.xml").read_text("utf-8"))
    assert document.count("<w:bidi") == 3
    assert "Orsk needs Veldia more than ever." in document
    assert "Veldia and Orsk expel each other's diplomats" in document


def test_right_to_left_statements_stand_in_a_div_of_their_direction():
    assert '<div lang="ar" dir="rtl">\n\n  يربط ممر كارسو' in markdown()


def test_the_only_html_is_our_own():
    tags = set(re.findall(r"(?<!\\)<(?!https://)[^>]*>", markdown(hostile())))
    assert all(
        re.fullmatch(r'<div lang="[A-Za-z-]+" dir="rtl">|</div>|<span id="s\d+-\d+">|</span>', tag) for tag in tags
    )


def test_a_language_that_is_no_tag_is_no_attribute():
    assert '<div lang="und" dir="rtl">' in markdown(hostile())


def test_a_forged_citation_stays_text():
    assert escape("see [1](#s1-2) and [1][2]") == r"see \[1\](\#s1-2) and \[1\]\[2\]"
