"""PDF by Chromium: of the page itself, and of what pandoc makes of a note in Markdown. Read back by poppler."""

import json
import re
import subprocess

import pytest
from lxml import html
from printed import printed
from render.pandoc import pandoc
from tools import program

A4 = (595, 842)
SECTIONS = ("background", "escalation", "analyst_views", "outlook")
LETTERS = re.compile(r"[^\W\d_]{2,}")
RTL_LETTERS = re.compile("[\u0620-\u064a]{2,}")
#: Points of Arabic, marks of direction that poppler puts around it, and alef: it turns the ligature lam-alef around.
PASSED_OVER = re.compile("[\u064b-\u065f\u200e\u200f\u202a-\u202eاأإآ]")


def read(text):
    """`text` as far as it can be compared with what is read back."""
    return PASSED_OVER.sub("", text)


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return printed("json", tmp_path_factory)


@pytest.fixture(scope="module", params=["page en", "page ar", "note en", "note ar"])
def pdf(request, chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    kind, language = request.param.split()
    page = printed({"page": "html", "note": "markdown"}[kind], tmp_path_factory, "--interface", language)
    if kind == "note":
        way = ["-M", "lang=ar", "-M", "dir=rtl"] if language == "ar" else ["-M", "lang=en"]
        page = pandoc(page, "-s", "--shift-heading-level-by=-1", *way, "-t", "html").decode()
    (folder / "page.html").write_text(page, "utf-8")
    shown = chromium.new_page()
    shown.goto((folder / "page.html").as_uri())
    shown.pdf(path=folder / "page.pdf", prefer_css_page_size=True, format="A4", tagged=True, outline=True)
    shown.close()
    return folder / "page.pdf"


def poppler(name, *words):
    return subprocess.run([program(name), *map(str, words)], capture_output=True, check=True).stdout.decode()


def test_it_is_a4_with_a_title_and_a_structure_for_screen_readers(pdf):
    told = dict(line.split(":", 1) for line in poppler("pdfinfo", pdf).splitlines() if ":" in line)
    assert told["Title"].strip() in ("Briefing, 23 Nov 2026 08:00 UTC", "الموجز، 23 نوفمبر 2026، 08:00 بتوقيت غرينتش")
    assert told["Tagged"].strip() == "yes"
    assert told["Page size"].split()[0].startswith("59")
    assert int(told["Pages"]) < 40


def test_every_word_of_every_statement_can_be_read_back_in_any_script(pdf, edition):
    whole = read(poppler("pdftotext", pdf, "-"))
    found = whole.translate({ord(space): None for space in " \n\f"})  # poppler sees a space where points are wide
    stories = json.loads(edition)["stories"]
    said = [one for story in stories for section in SECTIONS for one in story[section]]
    missing = {word for one in said for word in LETTERS.findall(read(one["text"])) if word not in found}
    assert missing == set()
    assert len({word for one in said for word in RTL_LETTERS.findall(one["text"])}) > 200


def test_lines_of_arabic_come_in_their_order(pdf):
    """A statement that fills two lines: the first one ends with the words that the second goes on from."""
    text = " ".join(read(poppler("pdftotext", pdf, "-")).split())
    assert read("ارتفعت حصيلة الزلزال الذي ضرب جنوب تالميرا فجر الأحد إلى") in text


def test_nothing_is_cut_off_at_the_side(pdf):
    pages = html.fromstring(poppler("pdftotext", "-bbox", pdf, "-").encode()).findall(".//page")
    words = [word for page in pages for word in page.findall("word")]
    assert len(words) > 3000
    outside = [w.text for w in words if float(w.get("xmin")) < 20 or float(w.get("xmax")) > A4[0] - 20]
    assert outside == []
