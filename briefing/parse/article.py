"""An article file as a source: a text, a Markdown or an HTML page, or JSON Lines of documents."""

from collections.abc import Callable, Iterator

from briefing.language.clean import clean
from briefing.model import Entry, Source
from briefing.parse.body import Body
from briefing.parse.documents import read_documents
from briefing.parse.encoding import decode
from briefing.parse.entries import RawEntry, as_markup, entries
from briefing.parse.error import ParseError
from briefing.parse.markdown import plain
from briefing.parse.text import titled


def is_article(body: Body) -> bool:
    """Whether the name says it is an article; a page on the web is none: it stands where a feed was expected."""
    return body.suffix in _READERS and not (body.is_remote and body.suffix in _PAGES)


def read(body: Body, source: Source) -> tuple[Entry, ...]:
    """One entry, or one for each document. A page's `content` is its whole HTML, for `extract` to find the text in.

    Raises:
        ParseError: it is empty, no text, or a line is no document.
    """
    text = clean(decode(body.content, content_type=body.content_type, language=source.language))
    if not text.strip():
        raise ParseError("empty")
    return entries(_READERS[body.suffix](text, body.url), source=source, url=body.url)


def _text(text: str, url: str) -> Iterator[RawEntry]:
    title, body = titled(text)
    yield RawEntry(id=url, links=(url,), title=title, plain_title=True, content=as_markup(body))


def _markdown(text: str, url: str) -> Iterator[RawEntry]:
    return _text(plain(text), url)


def _page(text: str, url: str) -> Iterator[RawEntry]:
    yield RawEntry(id=url, links=(url,), content=text)


def _documents(text: str, _url: str) -> Iterator[RawEntry]:
    for document in read_documents(text):
        yield RawEntry(
            id=document.id,
            links=(document.url,),
            title=document.title,
            plain_title=True,
            content=as_markup(document.text),
            dates=(document.published.isoformat(),) if document.published else (),
            language=document.language,
        )


_PAGES = (".htm", ".html", ".xhtml")
_READERS: dict[str, Callable[[str, str], Iterator[RawEntry]]] = {
    ".htm": _page,
    ".html": _page,
    ".jsonl": _documents,
    ".markdown": _markdown,
    ".md": _markdown,
    ".ndjson": _documents,
    ".text": _text,
    ".txt": _text,
    ".xhtml": _page,
}
