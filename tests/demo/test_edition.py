"""The sample edition is whole: its feeds are well-formed, its pages are there, and the answer key quotes it."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from briefing.demo import EDITION, NOTE, TAKEN
from briefing.store.local import local_page
from briefing.store.sources import read_sources

GOLD: dict[str, Any] = tomllib.loads(Path(__file__).with_name("gold.toml").read_text("utf-8"))
FAILING = "tessun-wire"
ARTICLE_FILE = "dafatir-ordvan"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
RSS1 = "{http://purl.org/rss/1.0/}"
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Piece:
    source: str
    language: str
    url: str
    title: str
    published: datetime
    text: str  # "" when the feed only teases


def sources():
    return read_sources(EDITION / "sources.toml")[1]


def feeds():
    return [source for source in sources() if source.id not in {FAILING, ARTICLE_FILE}]


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def pieces_of(source) -> Iterator[Piece]:
    """The entries of one feed, read with nothing but the standard library."""
    body = (EDITION / source.url).read_bytes()
    rows: list[tuple[Any, Any, str, Any]]
    if source.url.endswith(".json"):
        rows = [
            (item["url"], item["title"], item["date_published"], item.get("content_text") or item["content_html"])
            for item in json.loads(body)["items"]
        ]
    else:
        root = ET.fromstring(body)  # noqa: S314 (our own file)
        rows = [
            (item.findtext("link"), item.findtext("title"), item.findtext("pubDate"), rss_text(item))
            for item in root.iter("item")
        ]
        rows += [
            (
                item.findtext(f"{RSS1}link"),
                item.findtext(f"{RSS1}title"),
                item.findtext(f"{DUBLIN}date"),
                item.findtext(CONTENT),
            )
            for item in root.iter(f"{RSS1}item")
        ]
        rows += [
            (
                item.find(f"{ATOM}link").get("href"),
                item.findtext(f"{ATOM}title"),
                item.findtext(f"{ATOM}published"),
                item.findtext(f"{ATOM}content"),
            )
            for item in root.iter(f"{ATOM}entry")
        ]
    for url, title, date, text in rows:
        when = parsedate_to_datetime(date) if "," in date else datetime.fromisoformat(date)
        yield Piece(source.id, source.language, url, title, when, plain(text or ""))


def rss_text(item) -> str | None:
    description = item.findtext("description")
    return item.findtext(CONTENT) or (description if "<p>" in description else None)


@cache
def pieces() -> tuple[Piece, ...]:
    return tuple(piece for source in feeds() for piece in pieces_of(source))


@cache
def texts() -> dict[str, str]:
    """Article address -> all that can be read there, for the answer key."""
    found = {}
    for piece in pieces():
        page = local_page(EDITION, piece.url)
        found[piece.url] = piece.text or plain(page.read_text("utf-8"))
    file = next(source.url for source in sources() if source.id == ARTICLE_FILE)
    return found | {file: (EDITION / file).read_text("utf-8")}


def test_it_holds_24_articles_or_more_by_10_outlets_in_four_languages():
    languages = Counter(piece.language for piece in pieces())
    assert len(texts()) >= 24
    assert len({piece.source for piece in pieces()}) >= 10
    assert set(languages) == {"ar", "en", "ru", "tr"}
    assert min(languages.values()) >= 6


def test_all_kinds_of_feed_are_there():
    heads = [(EDITION / source.url).read_text("utf-8")[:600] for source in feeds()]
    marks = ('<rss version="2.0"', '<feed xmlns="http://www.w3.org/2005/Atom"', "<rdf:RDF", "jsonfeed.org/version/1.1")
    assert all(any(mark in head for head in heads) for mark in marks)


@pytest.mark.parametrize("source", feeds(), ids=lambda source: source.id)
def test_each_feed_has_entries_with_unique_addresses_on_one_example_host(source):
    urls = [piece.url for piece in pieces_of(source)]
    assert urls
    assert len(urls) == len(set(urls))
    assert len({urlsplit(url).hostname for url in urls}) == 1
    assert urlsplit(urls[0]).hostname.endswith(".example")


def test_every_address_anywhere_in_it_is_a_reserved_one():
    known = {"www.w3.org", "purl.org", "jsonfeed.org"}
    hosts = {
        host
        for path in EDITION.rglob("*")
        if path.suffix in {".html", ".json", ".rdf", ".toml", ".txt", ".xml"}
        for host in re.findall(r"https?://([\w.-]+)", path.read_text("utf-8"))
    }
    assert {host for host in hosts - known if not host.endswith(".example")} == set()


def test_every_teased_entry_has_its_page_and_every_page_its_entry():
    teased = {local_page(EDITION, piece.url) for piece in pieces() if not piece.text}
    assert len(teased) >= 10
    assert {page.resolve() for page in (EDITION / "pages").rglob("*.html")} == teased


def test_all_is_published_in_the_three_days_before_it_was_taken():
    assert all(datetime(2026, 11, 21, tzinfo=UTC) <= piece.published < TAKEN for piece in pieces())


def test_the_failing_source_is_no_feed():
    body = (EDITION / next(source.url for source in sources() if source.id == FAILING)).read_bytes()
    with pytest.raises(ET.ParseError):
        ET.fromstring(body)  # noqa: S314 (our own file)
    assert b"Checking your browser" in body


def test_it_says_that_it_is_invented_and_stays_small():
    assert "invented" in NOTE
    assert sum(path.stat().st_size for path in EDITION.rglob("*") if path.is_file()) < 400_000


def test_the_answer_key_sorts_every_article_into_one_story_or_none():
    sorted_out = [url for story in GOLD["story"] for url in story["articles"]] + GOLD["unrelated"]["articles"]
    assert sorted(sorted_out) == sorted(texts())


def test_stories_cross_languages():
    language = {piece.url: piece.language for piece in pieces()} | {"articles/dafatir-ordvan.txt": "ar"}
    spans = {story["id"]: [language[url] for url in story["articles"]] for story in GOLD["story"]}
    assert len(spans.pop("velmara-gorvenia")) >= 8
    assert len(spans) == 4
    assert all(len(one) >= 3 and len(set(one)) >= 2 for one in spans.values())


@pytest.mark.parametrize("kind", ["statement", "single_source"])
def test_the_answer_key_quotes_word_for_word(kind):
    assert [row["text"] for row in GOLD[kind] if row["text"] not in texts()[row["article"]]] == []


def test_what_must_not_be_printed_does_stand_on_the_page():
    missing = [
        (row["article"], text)
        for row in GOLD["boilerplate"]
        for text in row["texts"]
        if text not in texts()[row["article"]]
    ]
    assert missing == []


def test_every_spelling_of_a_voice_occurs_in_its_story():
    story = {one["id"]: "\n".join(texts()[url] for url in one["articles"]) for one in GOLD["story"]}
    unheard = [name for voice in GOLD["voice"] for name in voice["spellings"] if name not in story[voice["story"]]]
    assert unheard == []


def test_copies_share_their_sentences_and_nothing_else_does():
    def shared(one: str, other: str) -> float:
        a, b = ({line.strip() for line in re.split(r"[\n.]", texts()[url]) if len(line) > 40} for url in (one, other))
        return len(a & b) / min(len(a), len(b))

    copies = {frozenset((row["original"], row["repeat"])) for row in GOLD["copy"]}
    urls = sorted(texts())
    found = {frozenset((a, b)) for i, a in enumerate(urls) for b in urls[i + 1 :] if shared(a, b) > 0.5}
    assert found == copies
