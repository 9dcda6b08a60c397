"""An entry and, where its feed only teases, its page become an article."""

import re
from collections import Counter
from hashlib import sha256

from briefing.extract.markup import html_to_text
from briefing.extract.metadata import without_site
from briefing.extract.page import Page, extract_page, without_head
from briefing.language import table
from briefing.language.clean import clean
from briefing.language.detect import detect
from briefing.model import Article, Entry, Source

#: Characters of a whole article; a Han, Kana or Hangul character says as much as two or three letters.
FULL_TEXT = 600
LONGEST = 200_000

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3})\s*(?:[»›>]+|→)?\s*$")
_SENTENCE_END = re.compile(r"[.!?।؟۔][\"'”’»)\]]*(?=\s)|[。！？][」』”’）]*|\n")
_WHOLE_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_SURE_LENGTH = 200


def needs_page(entry: Entry, source: Source) -> bool:
    """Whether the article's text must be fetched from its page: the source says so, or the feed only teases."""
    if not entry.url or source.content == "feed" or _WHOLE_PAGE.match(entry.content):
        return False
    return source.content == "page" or not _is_full(_feed_text(entry), entry.language or source.language)


def article_from(entry: Entry, *, source: Source, page: Page | None = None) -> Article:
    """Put together what the feed and the page say; the text is the longer one, or the page's if the source wants it.

    The id is made of the source's id and the entry's, so it stays from run to run.
    """
    if page is None and _WHOLE_PAGE.match(entry.content):
        page, text = extract_page(entry.content, url=entry.url, language=source.language), ""
    else:
        text = _without_cut(_feed_text(entry))
    found = page or Page(text="")
    if found.text and (source.content == "page" or len(found.text) > len(text)):
        text = found.text
    title = without_site(entry.title or found.title, source.name)
    text = bounded(without_head(text, title, source.name))
    byline = entry.byline or found.byline
    return Article(
        id=article_id(source.id, entry.id),
        title=title,
        text=text,
        language=_language(f"{title}\n{text}", entry.language, found.language, source.language),
        published=entry.published or found.published,
        outlet=source.name,
        url=entry.url,
        source=source.id,
        byline="" if byline.casefold() == source.name.casefold() else byline,
    )


def bounded(text: str) -> str:
    """The paragraphs of `text` that fit into `LONGEST`: what goes on for longer is a book or an attack."""
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition("\n")[0] or clean(text[:LONGEST])


def article_id(source: str, entry: str) -> str:
    """Sixteen hexadecimal digits."""
    return sha256(f"{source}\0{entry}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _feed_text(entry: Entry) -> str:
    content = html_to_text(entry.content)
    if len(content) >= len(entry.summary):
        return content
    summary = html_to_text(entry.summary)
    return content if len(content) >= len(summary) else summary


def _is_full(text: str, language: str) -> bool:
    if len(text) + len(_DENSE.findall(text)) < FULL_TEXT or _CUT.search(text[-40:]):
        return False
    last = text[-80:].casefold().rstrip(" .…»›>→:)]")
    endings: list[str] = [*table(language or "und", "teasers").get("endings", ()), *table("und", "teasers")["endings"]]
    return not last.endswith(tuple(endings))


def _without_cut(text: str) -> str:
    """`text` without the sentence that a feed cut off; as it is if that would leave nothing."""
    cut = _CUT.search(text[-40:])
    if not cut:
        return text
    body = text[: len(text) - len(text[-40:]) + cut.start()]
    ends = [end.end() for end in _SENTENCE_END.finditer(body)]
    return body[: ends[-1]].rstrip("\n") if ends else text


def _language(text: str, *declared: str) -> str:
    """Let the feed, the page, the source and the words vote; at a tie the words win when they are many."""
    said = [tag for tag in declared if tag]
    if len(said) > 1 and len(set(said)) == 1:
        return said[0]
    default = said[0] if said else "und"
    detected = detect(text[:2_000], default)
    votes = Counter([*said, detected])
    most = max(votes.values())
    if votes[detected] == most and (detected in said or len(text) >= _SURE_LENGTH or not said):
        return detected
    return next((tag for tag in said if votes[tag] == most), default)
