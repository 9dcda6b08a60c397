"""The stored articles, read beside whoever writes them."""

from dataclasses import dataclass, replace
from pathlib import Path

from briefing.errors import StoreError
from briefing.model import Article, Reference, Statement
from briefing.store.articles import find_article, wordings
from briefing.store.database import open_database


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """An article, and the span of its text that is cited; an empty span if nothing is."""

    article: Article
    start: int = 0
    end: int = 0


def whole(database: Path, id_: str) -> Context | None:
    """An article without anything cited; None if it is not stored."""
    try:
        with open_database(database, read_only=True) as connection:
            article = find_article(connection, id_)
    except StoreError:
        return None
    return Context(article=article) if article else None


def context(database: Path, reference: Reference, statement: Statement, citation: int = 0) -> Context | None:
    """The article `reference`, that citation number `citation` of `statement` names, in the wording that was cited.

    None if it is not stored.
    """
    cited = statement.citations[citation]
    try:
        with open_database(database, read_only=True) as connection:
            article = find_article(connection, reference.id)
            texts = wordings(connection, reference.id)
    except StoreError:
        return None
    if not article:
        return None
    title, text = next(
        (pair for pair in texts if citation or pair[1][cited.start : cited.end] == statement.text),
        (article.title, article.text),
    )
    end = cited.end if cited.end <= len(text) else 0
    as_cited = replace(article, title=title, text=text)
    return Context(article=as_cited, start=cited.start if end else 0, end=end)
