"""What a page says of its article: JSON-LD (schema.org), Open Graph, the usual meta elements. Nothing is guessed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefing.extract.tree import Element
from briefing.parse.dates import read_date
from briefing.parse.tags import language_tag
from briefing.parse.titles import one_line, unwrapped

MAX_NAME = 200
_MAX_LD = 500_000

_TITLES = ("og:title", "twitter:title", "dc.title")
_SITES = ("og:site_name", "application-name")
_BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_SURE_DATES = ("article:published_time", "og:published_time", "datepublished")
_DATES = (
    "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date",
)  # fmt: skip
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)[/-]([0-3]\d)(?:/|-|$)")
_SEPARATED = re.compile(r"\s+[-–—|·•:‹›«»]+\s+")
_ARTICLE = re.compile(r"(?:Article|Posting|NewsStory|WebPage)$|^Report$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """All that was found; "" and None for what wasn't."""

    title: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    site: str = ""


def metadata(tree: Element, *, url: str) -> Metadata:
    """Read a page's metadata: of several places the most specific one that can be read."""
    meta, linked = _meta(tree), _linked(tree)
    site = one_line(_first(meta, _SITES) or _name(linked.get("publisher")), limit=MAX_NAME)
    titles = (
        _first(meta, _TITLES),
        _text(linked.get("headline")),
        _only_heading(tree),
        tree.findtext(".//title") or "",
    )
    dates = (
        *(meta.get(name, "") for name in _SURE_DATES),
        _text(linked.get("datePublished")),
        *(meta.get(name, "") for name in _DATES),
        _time(tree),
        *("-".join(found) for found in _URL_DATE.findall(url)[:1]),
    )
    languages = (tree.get("lang", ""), _text(linked.get("inLanguage")), meta.get("og:locale", ""))
    byline = _name(linked.get("author")) or _first(meta, _BYLINES)
    return Metadata(
        title=without_site(unwrapped(next(filter(str.strip, titles), "")), site),
        byline="" if byline.startswith(("http:", "https:")) else unwrapped(byline, limit=MAX_NAME),
        published=next(filter(None, map(read_date, dates)), None),
        language=next(filter(None, map(language_tag, languages)), ""),
        site=site,
    )


def without_site(title: str, site: str) -> str:
    """`title` without its last or first part, where that is just the site's name."""
    parts = _SEPARATED.split(title)
    if site and len(parts) > 1:
        for i, part in ((len(parts) - 1, title.rfind(parts[-1])), (0, 0)):
            if parts[i].casefold() == site.casefold():
                rest = title[:part] if i else title[len(parts[0]) :]
                return rest.strip(" \u00a0-–—|·•:‹›«»")
    return title


def _meta(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := element.get("content", "").strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _linked(tree: Element) -> dict[str, Any]:
    """Find the page's article in JSON-LD; {} if there is none."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            text = script.text or ""
            try:
                data = json.loads(text, strict=False) if len(text) <= _MAX_LD else None
            except (ValueError, RecursionError):
                continue
            for node in _nodes(data):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds) and "datePublished" in node:
                    return node
    return {}


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:20])))
    if isinstance(value, dict):
        value = value.get("name")
        return _name(value) if isinstance(value, str | list) else ""
    return _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _only_heading(tree: Element) -> str:
    headings = [heading for heading in tree.iter("h1") if heading.text_content().strip()]
    return headings[0].text_content() if len(headings) == 1 else ""


def _time(tree: Element) -> str:
    return next((moment.get("datetime", "") for moment in tree.iter("time") if moment.get("datetime")), "")
