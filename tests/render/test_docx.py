"""`print --format markdown | pandoc -o note.docx`: a document that can be handed on as it is."""

import json
import re

import pytest
from printed import printed
from render.pandoc import Document, pandoc
from render.sample import snapshot

from briefing.render import render
from briefing.render.direction import is_rtl

#: Signs of Markdown and HTML that a reader must not see.
LEFT_OVER = re.compile(r"\\|</?(div|span)|&\w+;|\]\(|\*\*|^[-#>] |^:::")
SECTIONS = ("background", "escalation", "analyst_views", "outlook")


def document(markdown, *options):
    return Document(pandoc(markdown, *options, "-t", "docx", "-o", "-"))


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The sample edition: its data, and the document that README's command makes of it."""
    data, markdown = (printed(format_, tmp_path_factory) for format_ in ("json", "markdown"))
    return json.loads(data), document(markdown)


@pytest.fixture(scope="module")
def stories(edition):
    return edition[0]["stories"]


@pytest.fixture(scope="module")
def note(edition):
    return edition[1]


def statements(stories):
    for story in stories:
        yield from filter(None, [story.get("lead")])
        for section in SECTIONS:
            yield from story[section]


def test_headings_are_three_deep(note, stories):
    headings = [(p.style, p.text) for p in note.paragraphs if p.style.startswith("Heading")]
    assert headings[0] == ("Heading1", "Briefing, 23 Nov 2026 08:00 UTC")
    told = [text for style, text in headings if style == "Heading2"]
    assert told[: len(stories)] == [f"{i}. {story['headline']}" for i, story in enumerate(stories, 1)]
    assert {text for style, text in headings if style == "Heading3"} == {
        "Background",
        "Escalation",
        "Analyst views",
        "Outlook",
        "Figures that differ",
        "Sources",
    }


def test_every_statement_stands_whole_in_one_paragraph_with_its_marks(note, stories):
    texts = [p.text for p in note.paragraphs]
    for said in statements(stories):
        marks = "".join(f"[{citation['n']}]" for citation in said["citations"])
        assert any(f"{said['text']} {marks}" in text for text in texts), said["text"]


def test_statements_and_sources_are_points_of_lists(note, stories):
    points = [p.text for p in note.paragraphs if p.is_point]
    for story in stories:
        for section in SECTIONS:
            for said in story[section]:
                assert any(said["text"] in point for point in points)
        for article in story["articles"]:
            assert any(article["title"] in point for point in points)


def test_marks_lead_to_bookmarks_and_titles_to_their_articles(note, stories):
    targets = {target for p in note.paragraphs for target in p.targets}
    assert targets
    assert targets <= note.bookmarks
    assert set(note.addresses) == {article["url"] for story in stories for article in story["articles"]} - {""}


def test_headlines_and_statements_run_as_their_letters_do(note, stories):
    told = {said["text"] for said in statements(stories)}
    runs = [p for p in note.paragraphs if p.style == "Heading2" or any(p.text.startswith(text) for text in told)]
    assert [p.text for p in runs if p.is_rtl != is_rtl(p.text)] == []
    assert len([p for p in runs if p.is_rtl]) > 20


def test_nothing_of_the_markup_is_left_over(note):
    assert [p.text for p in note.paragraphs if LEFT_OVER.search(p.text)] == []


def test_its_title_can_be_that_of_the_document():
    markdown = render(snapshot(), format="markdown")
    assert document(markdown).title == ""
    made = document(markdown, "--shift-heading-level-by=-1")
    assert made.title == "Briefing, 23 Nov 2026 08:00 UTC"
    assert [p.text for p in made.paragraphs if p.style == "Title"] == [made.title]
    first = next(p.text for p in made.paragraphs if p.style == "Heading1")
    assert first == "1. Veldia and Orsk expel each other's diplomats"


def test_a_page_in_arabic_runs_from_right_to_left_but_for_what_does_not(stories, tmp_path_factory):
    markdown = printed("markdown", tmp_path_factory, "--interface", "ar")
    made = document(markdown, "--shift-heading-level-by=-1", "-M", "dir=rtl", "-M", "lang=ar")
    assert made.title == "الموجز، 23 نوفمبر 2026، 08:00 بتوقيت غرينتش"
    said = [*statements(stories)]
    voices = tuple({one["speaker"] for one in said if one.get("speaker")})
    headlines = tuple(story["headline"] for story in stories)
    for p in made.paragraphs:
        words = next((one["text"] for one in said if one["text"] in p.text), "")
        theirs = words or (p.text if p.text.startswith(voices) or p.text.endswith(headlines) else "")
        assert p.is_rtl == (is_rtl(theirs) if theirs else True), p.text
    assert [p.text for p in made.paragraphs if p.style == "Heading2"][:2] == ["الخلفية", "التصعيد"]
    assert [p.text for p in made.paragraphs if LEFT_OVER.search(p.text)] == []


def test_a_date_after_arabic_letters_keeps_its_order(note):
    """By the mark of direction between them (UAX 9, W2): else 2026-11-22 is drawn as 22-11-2026."""
    lines = [p.text for p in note.paragraphs if re.search("[\u0620-\u064a]\\W*, 2026-", p.text)]
    assert len(lines) > 5
    assert [line for line in lines if "\u200e, 2026-" not in line] == []
