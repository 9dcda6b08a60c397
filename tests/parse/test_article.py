import pytest

from briefing.model import Source
from briefing.parse import ParseError, parse


def read(text, url):
    return parse(text.encode(), source=Source(id="s", name="S", url=url), url=url)


def test_a_text_file_is_one_entry_with_its_title():
    (entry,) = read("Bridge opens\n\nThe bridge < the ferry.\nCars cross.\n", "notes/bridge.txt")
    assert entry.title == "Bridge opens"
    assert entry.content == "<p>The bridge &lt; the ferry.</p><p>Cars cross.</p>"
    assert entry.id == "notes/bridge.txt"
    assert entry.url == ""


def test_a_markdown_file_loses_its_marks():
    (entry,) = read("# Bridge opens\n\nThe **bridge** is [open](https://x.example).\n", "bridge.md")
    assert (entry.title, entry.content) == ("Bridge opens", "<p>The bridge is open.</p>")


def test_a_page_on_disk_is_kept_whole_for_extraction():
    (entry,) = read("<html><body><p>Here</p></body></html>", "page.html")
    assert entry.content == "<html><body><p>Here</p></body></html>"


def test_a_page_on_the_web_is_no_feed():
    with pytest.raises(ParseError, match="web page"):
        read("<html><body><p>Here</p></body></html>", "https://x.example/page.html")


def test_each_document_of_a_jsonl_file_is_an_entry():
    first, second = read('{"id": "a", "text": "One.\\nTwo."}\n\n{"id": "b", "text": "Üç.", "lang": "tr"}\n', "x.jsonl")
    assert (first.id, first.content) == ("a", "<p>One.</p><p>Two.</p>")
    assert (second.id, second.language) == ("b", "tr")


def test_a_feed_on_disk_is_read_as_a_feed():
    (entry,) = read(
        "<rss><channel><item><title>t</title><link>/etc/passwd</link></item></channel></rss>", "feeds/a.xml"
    )
    assert (entry.title, entry.url) == ("t", "")
