import json
from datetime import UTC, datetime

import pytest

from briefing.errors import InputError
from briefing.extract import read_documents

DAY = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = "Bridge reopens\n\nThe council of Karna voted on Monday.\n\n  Two   spaces stay.\n"
PAGE = (
    "<!doctype html><html lang='en'><head><title>Bridge reopens - The Harbour Post</title>"
    "<meta property='og:site_name' content='The Harbour Post'></head><body><nav>Home</nav><article>"
    "<h1>Bridge reopens</h1>"
    "<p>The council of Karna voted on Monday to reopen the harbour bridge.</p><p>Lorries cross on Friday.</p></article>"
)
FEED = (
    "<rss><channel><title>x</title><item><title>One</title><description>The bridge opened.</description>"
    "<pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate></item><item><title>Two</title><description>The ferry left."
    "</description></item><item><title>Three</title></item></channel></rss>"
)


def read(text, name="-", **kwargs):
    return read_documents(text if isinstance(text, bytes) else text.encode(), name=name, **kwargs)


def lines(*documents):
    return "\n".join(json.dumps(document, ensure_ascii=False) for document in documents)


@pytest.mark.parametrize("name", ["-", "bridge.txt", "bridge"])
def test_a_text_keeps_its_own_words_and_lines(name):
    (article,) = read(TEXT, name)
    assert article.text == TEXT
    assert article.title == "Bridge reopens"
    assert (article.language, article.published, article.source) == ("en", None, "")


def test_a_text_is_only_cleaned():
    (article,) = read("\ufeffمرحبا\r\n\r\nسطر\u202e أول\x1b[31m\r\n".encode(), "a.txt")
    assert article.text == "مرحبا\n\nسطر أول\n"
    assert article.title == "مرحبا"


def test_without_a_blank_line_the_first_line_is_no_title():
    (article,) = read("The bridge opened.\nCars crossed it.\n", "notes/bridge day.txt")
    assert article.title == "bridge day"
    assert read("The bridge opened.\nCars crossed it.\n")[0].title == ""


def test_a_legacy_text_is_decoded():
    text = "Мэр Карны сказал, что мост откроют в пятницу, когда инженеры проверят пролёт. " * 9
    assert read(text.encode("cp1251"), "a.txt")[0].text == text


def test_markdown_becomes_plain_text():
    (article,) = read("# Bridge *reopens*\n\nThe [council](https://x.example) voted.\n", "a.md")
    assert (article.title, article.text) == ("Bridge reopens", "Bridge reopens\n\nThe council voted.\n")


@pytest.mark.parametrize("name", ["-", "page.html", "page", "https://harbour.example/1"])
def test_a_page_is_extracted(name):
    (article,) = read(PAGE, name)
    assert (
        article.text == "The council of Karna voted on Monday to reopen the harbour bridge.\nLorries cross on Friday."
    )
    assert (article.title, article.outlet) == ("Bridge reopens", "The Harbour Post")
    assert article.url == ("https://harbour.example/1" if name.startswith("http") else "")


def test_a_feed_gives_an_article_for_each_entry_with_text():
    first, second = read(FEED, "feed.xml", published=DAY)
    assert (first.title, first.text, first.outlet) == ("One", "The bridge opened.", "feed")
    assert first.published == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert second.published == DAY


def test_a_json_feed_is_told_from_json_lines():
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": "The bridge opened."}]}
    assert read(json.dumps(feed))[0].text == "The bridge opened."


def test_json_lines_keep_ids_and_texts():
    first, second = read(
        lines(
            {"id": "a", "title": "One", "text": " The bridge\n\nopened. ", "language": "en", "published": "2026-11-22",
             "outlet": "The Harbour Post", "url": "https://harbour.example/1"},
            {"id": 2, "text": "Мост открыт.", "lang": "ru", "date": "2026-11-22T10:00:00+03:00",
             "source": "Порт", "url": "x"},
        ),
        "docs.jsonl",
    )  # fmt: skip
    assert (first.id, first.title, first.text) == ("a", "One", " The bridge\n\nopened. ")
    assert first.published == datetime(2026, 11, 22, tzinfo=UTC)
    assert (first.outlet, first.url) == ("The Harbour Post", "https://harbour.example/1")
    assert (second.id, second.language, second.outlet, second.url) == ("2", "ru", "Порт", "")
    assert second.published == datetime(2026, 11, 22, 7, tzinfo=UTC)


def test_the_given_date_holds_for_what_bears_none():
    assert read(TEXT, published=DAY)[0].published == DAY
    assert [
        a.published.day for a in read(lines({"text": "a", "date": "2026-01-02"}, {"text": "b"}), published=DAY)
    ] == [2, 23]


def test_ids_depend_on_name_and_content_only():
    assert read(TEXT, "a.txt")[0].id == read(TEXT, "b/a.txt")[0].id != read(TEXT, "c.txt")[0].id
    assert read(TEXT, "a.txt")[0].id != read(TEXT + "x", "a.txt")[0].id


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "a.txt: empty"),
        (b" \n\t", "-", "-: empty"),
        ("\u200b\ufeff".encode(), "a.txt", "a.txt: no article in it"),
        (b"%PDF-1.7 x", "a.pdf", "a.pdf: not text but binary data"),
        (b"PK\x03\x04x", "a.docx", "a.docx: not text but binary data"),
        (b"abc\x00def", "a.txt", "a.txt: not text but binary data"),
        (b"a" * 20_000_001, "a.txt", "a.txt: larger than 20 MB"),
        (b"a" * 1_000_001, "a.txt", "a.txt: longer than 1 million characters"),
        (b'{"text": "a"}\n{"text": ', "a.jsonl", "a.jsonl: line 2: not well-formed JSON"),
        (b'{"text": "a"}\n[1]', "a.jsonl", "a.jsonl: line 2: not a JSON object"),
        (b'{"text": "a"}\n\n{"id": 3}', "a.jsonl", 'a.jsonl: line 3: neither "text" nor "title"'),
        (b'{"text": " \\u202e"}', "a.jsonl", 'a.jsonl: line 1: neither "text" nor "title"'),
        (b'{"text": ["a"]}', "-", '-: line 1: "text" is not a text'),
        (b'{"text": "a", "id": "x"}\n{"text": "b", "id": "x"}', "-", '-: line 2: another document has the id "x"'),
        (b'{"text": "a", "date": "soon"}', "-", '-: line 1: not a date: "soon"'),
        (b'{"text": "' + b"a" * 1_000_001 + b'"}', "-", "-: line 1: its text is longer than 1 million characters"),
        (b'{"a":' + b"[" * 100_000, "a.jsonl", "a.jsonl: line 1: not well-formed JSON"),
        (b"<html><body></body></html>", "a.html", "a.html: no article in it"),
        (b"<rss><channel></channel></rss>", "a.xml", "a.xml: no article in it"),
    ],
)
def test_what_cant_be_read_is_told_in_one_line(data, name, message):
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert str(caught.value) == message


def test_a_text_that_speaks_of_markup_is_still_a_text():
    text = "On feeds\n\nEvery feed begins with <rss> or <feed>.\n"
    assert read(text)[0].text == text
    assert read("{curly} words open this text.\n", "a.txt")[0].text == "{curly} words open this text.\n"
