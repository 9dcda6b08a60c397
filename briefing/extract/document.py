"""Documents given by hand: whatever is in a file, an answer or a pipe, as articles, with offsets into its own text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

from briefing.errors import InputError
from briefing.extract.article import article_from, bounded
from briefing.extract.page import extract_page
from briefing.language.clean import clean
from briefing.language.detect import detect
from briefing.model import Article, Source
from briefing.parse import BINARY, MAX_BYTES, ParseError, feed, jsonfeed, parse
from briefing.parse.body import Body
from briefing.parse.documents import MAX_TEXT
from briefing.parse.documents import read_documents as read_lines
from briefing.parse.encoding import decode
from briefing.parse.markdown import plain
from briefing.parse.text import titled

_HTML = re.compile(rb"(?:<!doctype\s+html|<(?:html|head|body|title|meta|article|div|p|h1)\b)", re.IGNORECASE)
_SAMPLE = 2_000


def read_documents(
    data: bytes, *, name: str, published: datetime | None = None, content_type: str = ""
) -> tuple[Article, ...]:
    """Articles of a text, Markdown, HTML, feed or JSON Lines document, told apart by content, then by suffix.

    `name` is a file name, an address or "-"; `published` holds for what bears no date. A text keeps its own words and
    lines (cleaned, nothing else), so that offsets count the document's characters; so does each "text" of JSON Lines.

    Raises:
        InputError: it is empty, binary, too large, or holds no article; one line that names it (and the line in it).
    """
    body = Body(content=data, url=name, content_type=content_type)
    try:
        _check(data)
        articles = tuple(_read(body, published))
    except ParseError as error:
        raise InputError(f"{name}: {error}") from error
    if not articles:
        raise InputError(f"{name}: no article in it")
    return articles


def _check(data: bytes) -> None:
    if not data.strip():
        raise ParseError("empty")
    if len(data) > MAX_BYTES:
        raise ParseError(f"larger than {MAX_BYTES // 1_000_000} MB")
    if data.startswith(BINARY):
        raise ParseError("not text but binary data")


def _read(body: Body, published: datetime | None) -> Iterator[Article]:
    head = body.content[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_text = body.suffix in (".markdown", ".md", ".text", ".txt")
    if not is_text and jsonfeed.is_feed(body):
        return _feed(body, published)
    if body.suffix in (".jsonl", ".ndjson") or (not is_text and head.startswith(b"{")):
        return _lines(body, published)
    if not is_text and (body.suffix in (".htm", ".html") or _HTML.match(head)):
        return _page(body, published)
    if not is_text and (head.startswith(b"<") or body.suffix in (".atom", ".rss", ".xml")) and feed.is_feed(body):
        return _feed(body, published)
    return _text(body, published)


def _text(body: Body, published: datetime | None) -> Iterator[Article]:
    text = clean(decode(body.content, content_type=body.content_type))
    if body.suffix in (".markdown", ".md"):
        text = plain(text)
    if len(text) > MAX_TEXT:
        raise ParseError(f"longer than {MAX_TEXT // 1_000_000} million characters")
    if text.strip():
        yield Article(
            id=_id(body),
            title=titled(text)[0] or _stem(body),
            text=text,
            language=detect(text[:_SAMPLE]),
            published=published,
        )


def _page(body: Body, published: datetime | None) -> Iterator[Article]:
    url = body.url if body.is_remote else ""
    page = extract_page(body.content, url=url, content_type=body.content_type)
    if page.text:
        yield Article(
            id=_id(body),
            title=page.title or _stem(body),
            text=bounded(page.text),
            language=detect(page.text[:_SAMPLE], page.language or "und"),
            published=page.published or published,
            outlet=page.site,
            url=url,
            byline=page.byline,
        )


def _feed(body: Body, published: datetime | None) -> Iterator[Article]:
    source = Source(id="", name=_stem(body), url=body.url, content="feed")
    for entry in parse(body.content, source=source, url=body.url, content_type=body.content_type):
        article = article_from(entry, source=source)
        if article.text:
            yield replace(article, published=article.published or published)


def _lines(body: Body, published: datetime | None) -> Iterator[Article]:
    for document in read_lines(decode(body.content, content_type=body.content_type)):
        yield Article(
            id=document.id,
            title=document.title,
            text=document.text,
            language=document.language or detect(f"{document.text}\n{document.title}"[:_SAMPLE]),
            published=document.published or published,
            outlet=document.outlet,
            url=document.url,
        )


def _stem(body: Body) -> str:
    return clean(PurePosixPath(body.url).stem, keep_newlines=False).removeprefix("-")


def _id(body: Body) -> str:
    name = PurePosixPath(body.url).name.encode("utf-8", "surrogateescape")
    return sha256(name + b"\0" + body.content).hexdigest()[:16]
