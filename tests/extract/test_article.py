from dataclasses import replace
from datetime import UTC, datetime

import pytest

from briefing.extract import Page, article_from, needs_page
from briefing.model import Entry, Source

SOURCE = Source(id="harbour", name="The Harbour Post", url="https://harbour.example/feed")
LONG = (
    "<p>"
    + "</p><p>".join(f"In sentence {i} the council of Karna spoke of the bridge again." for i in range(20))
    + "</p>"
)
ENTRY = Entry(source="harbour", id="hp-1", url="https://harbour.example/1", title="Bridge reopens", content=LONG)
PAGE = Page(
    text="\n".join(f"In line {i} of the page the council of Karna spoke of it." for i in range(40)),
    title="Bridge reopens",
    byline="Ada Venn",
    published=datetime(2026, 11, 23, tzinfo=UTC),
    language="en",
)


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        ({}, False),
        ({"content": "", "summary": LONG}, False),
        ({"content": "<p>Short.</p>"}, True),
        ({"content": ""}, True),
        ({"content": LONG + "<p>The mayor then […]</p>"}, True),
        ({"content": LONG + "<p>The mayor then...</p>"}, True),
        ({"content": LONG + '<p><a href="/1">Read more »</a></p>'}, True),
        ({"content": LONG + "<p>Читать далее</p>", "language": "ru"}, True),
        ({"content": "<p>" + "市議会は港の橋を再開すると決めた。" * 20 + "</p>", "language": "ja"}, False),
        ({"content": "", "url": ""}, False),
        ({"content": "<!DOCTYPE html><html><p>x</p>"}, False),
    ],
)
def test_a_page_is_needed_when_the_feed_only_teases(change, needed):
    assert needs_page(replace(ENTRY, **change), SOURCE) is needed


def test_the_source_can_say_where_its_text_is():
    assert needs_page(ENTRY, replace(SOURCE, content="page"))
    assert not needs_page(replace(ENTRY, content=""), replace(SOURCE, content="feed"))


def test_an_article_has_the_feeds_words_and_the_pages_metadata():
    article = article_from(ENTRY, source=SOURCE, page=replace(PAGE, text=""))
    assert article.text.startswith("In sentence 0 the council of Karna spoke of the bridge again.\nIn sentence 1")
    assert (article.title, article.outlet, article.source) == ("Bridge reopens", "The Harbour Post", "harbour")
    assert (article.byline, article.published, article.language) == ("Ada Venn", PAGE.published, "en")
    assert article.url == "https://harbour.example/1"


def test_the_longer_text_wins_unless_the_source_wants_the_page():
    short = replace(PAGE, text="Only the first line of the page.")
    assert article_from(ENTRY, source=SOURCE, page=PAGE).text == PAGE.text
    assert article_from(ENTRY, source=SOURCE, page=short).text.startswith("In sentence 0")
    assert article_from(ENTRY, source=replace(SOURCE, content="page"), page=short).text == short.text


def test_ids_stay_and_differ_between_sources():
    article = article_from(ENTRY, source=SOURCE)
    assert len(article.id) == 16
    assert article.id == article_from(replace(ENTRY, title="New"), source=SOURCE, page=PAGE).id
    assert article.id != article_from(ENTRY, source=replace(SOURCE, id="port")).id
    assert article.id != article_from(replace(ENTRY, id="hp-2"), source=SOURCE).id


def test_a_sentence_that_the_feed_cut_off_is_no_sentence():
    entry = replace(ENTRY, content="", summary="<p>The bridge opened. The mayor said that the […]</p>")
    assert article_from(entry, source=SOURCE).text == "The bridge opened."
    arabic = replace(ENTRY, content="", summary="هل يفتح الجسر؟ قالت رئيسة البلدية إن…")
    assert article_from(arabic, source=SOURCE).text == "هل يفتح الجسر؟"
    only = replace(ENTRY, content="", summary="The mayor said that the…")
    assert article_from(only, source=SOURCE).text == "The mayor said that the…"


def test_a_headline_repeated_in_the_content_is_left_out():
    entry = replace(ENTRY, content="<h1>Bridge Reopens</h1>" + LONG)
    assert article_from(entry, source=SOURCE).text.startswith("In sentence 0")


def test_an_outlet_is_no_byline():
    assert article_from(replace(ENTRY, byline="the harbour post"), source=SOURCE).byline == ""


def test_a_page_on_disk_is_extracted():
    page = f'<html lang="en"><head><meta property="og:title" content="From disk"></head><body>{LONG}</body></html>'
    article = article_from(replace(ENTRY, title="", url="", content=page), source=SOURCE)
    assert article.title == "From disk"
    assert article.text.startswith("In sentence 0")


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("", "Мэр Карны сказал, что мост откроют в пятницу после проверки.", "ru"),
        ("en", "Мэр Карны сказал, что мост откроют в пятницу после проверки. " * 5, "ru"),
        ("tr", "Köprü açıldı.", "tr"),
        ("", "12 345", "und"),
        ("ar", "12 345", "ar"),
    ],
)
def test_the_language_is_what_feed_and_words_agree_on(said, text, language):
    entry = replace(ENTRY, title="", content=f"<p>{text}</p>", language=said)
    assert article_from(entry, source=SOURCE).language == language
