import json
from datetime import UTC, datetime

import pytest

from briefing.model import Source
from briefing.parse import ParseError, parse

SOURCE = Source(id="j", name="J", url="https://j.example/feed.json")
VERSION = "https://jsonfeed.org/version/1.1"


def read(feed, **kwargs):
    body = feed if isinstance(feed, bytes) else json.dumps(feed).encode()
    return parse(body, source=SOURCE, url=SOURCE.url, **kwargs)


def test_an_item_becomes_an_entry():
    item = {
        "id": 7,
        "url": "/7",
        "title": "Karna <b> & more",
        "content_html": "<p>It rained.</p>",
        "summary": "1 < 2",
        "date_published": "2026-11-23T08:00:00+01:00",
        "authors": [{"name": "Mira Hale"}, {"name": "Eldon Nam"}],
    }
    (entry,) = read({"version": VERSION, "language": "en-US", "items": [item]})
    assert (entry.id, entry.url, entry.title) == ("7", "https://j.example/7", "Karna <b> & more")
    assert (entry.content, entry.summary) == ("<p>It rained.</p>", "<p>1 &lt; 2</p>")
    assert entry.published == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert (entry.byline, entry.language) == ("Mira Hale, Eldon Nam", "en")


def test_plain_text_content_keeps_its_lines():
    (entry,) = read({"version": VERSION, "items": [{"id": "1", "content_text": "a < b\n\nc"}]})
    assert entry.content == "<p>a &lt; b</p><p>c</p>"


def test_members_of_the_wrong_type_count_as_missing():
    items = [
        None,
        3,
        [],
        {"id": [], "title": {"a": 1}, "url": 5, "authors": "x", "author": [1], "content_text": "here"},
    ]
    (entry,) = read({"version": VERSION, "language": 5, "items": items})
    assert (entry.title, entry.content, entry.byline) == ("", "<p>here</p>", "")


def test_a_feed_that_is_only_served_as_one_is_read():
    assert read({"items": [{"title": "t"}]}, content_type="application/feed+json")[0].title == "t"


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"9" * 9_999 + b"]}",
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
        b'{"version": "https://jsonfeed.org/version/1"}',
    ],
)
def test_what_cant_be_read_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


def test_lone_surrogates_are_cleaned_away():
    (entry,) = read(
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "\\ud800", "title": "a\\ud800b"}]}'
    )
    assert entry.title == "ab"
    entry.id.encode()
