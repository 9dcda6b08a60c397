"""The texts themselves and what analysis found in them, kept by content so that nothing is worked out twice."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Analysis, Article, Attribution, DateMention, Sentence
from briefing.store.database import to_moment, to_text
from briefing.store.words import Words, read_query

COLUMNS = "id, source, outlet, title, text, language, published, url, byline"

_WORDS = Words("article", ("title", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that matches; `excerpt` is one line around the first match in its text, or else in its title."""

    id: str
    outlet: str
    title: str
    language: str
    published: datetime | None
    url: str
    excerpt: str


def content_hash(article: Article) -> str:
    """What an analysis depends on: the article's words, language, date and outlet."""
    parts = (article.title, article.text, article.language, to_text(article.published) or "", article.outlet)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def save_articles(connection: sqlite3.Connection, made: Iterable[tuple[str, Article]], *, seen: datetime) -> None:
    """Keep articles with the entry (source, id) each was made from: pairs of entry id and article.

    `seen` stays that of the first time, so that a corrected article is not news; the wording that it had is kept, so
    that what was cited from it can still be looked up.
    """
    pairs = list(made)
    connection.executemany(
        "INSERT OR IGNORE INTO superseded SELECT id, hash, title, text, outlet, published, language FROM article "
        "WHERE id = ? AND hash != ?",
        ((article.id, content_hash(article)) for _, article in pairs),
    )
    connection.executemany(
        f"INSERT INTO article ({COLUMNS}, seen, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 (a constant)
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text, language = excluded.language, "
        "published = excluded.published, url = excluded.url, byline = excluded.byline, outlet = excluded.outlet, "
        "hash = excluded.hash",
        (
            (
                article.id,
                article.source,
                article.outlet,
                article.title,
                article.text,
                article.language,
                to_text(article.published),
                article.url,
                article.byline,
                to_text(seen),
                content_hash(article),
            )
            for _, article in pairs
        ),
    )
    connection.executemany(
        "UPDATE entry SET article = ? WHERE source = ? AND id = ?",
        ((article.id, article.source, entry) for entry, article in pairs),
    )


def articles_since(connection: sqlite3.Connection, since: datetime, *, until: datetime) -> list[Article]:
    """Articles dated (or, undated, first seen) from `since` to `until`, by id."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM article WHERE coalesce(published, seen) BETWEEN ? AND ? ORDER BY id",  # noqa: S608
        (to_text(since), to_text(until)),
    )
    return [article_of(row) for row in rows]


def find_article(connection: sqlite3.Connection, id_: str) -> Article | None:
    """The article of this id, as it is worded now."""
    row = connection.execute(f"SELECT {COLUMNS} FROM article WHERE id = ?", (id_,)).fetchone()  # noqa: S608
    return article_of(row) if row else None


def search_articles(connection: sqlite3.Connection, words: str, *, limit: int = 50) -> list[Found]:
    """Articles in which all `words` occur, the last one as a beginning; the newest first."""
    query = read_query(words)
    if not query:
        return []
    rows, values = _WORDS.where(query)
    found = connection.execute(
        f"SELECT article.number, id, outlet, article.title, language, published, url {rows} "
        "ORDER BY coalesce(published, seen) DESC, id LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [
        Found(
            id=id_,
            outlet=outlet,
            title=title,
            language=language,
            published=to_moment(published),
            url=url,
            excerpt=_WORDS.excerpt(connection, query, number),
        )
        for number, id_, outlet, title, language, published, url in found
    ]


def wordings(connection: sqlite3.Connection, id_: str) -> list[tuple[str, str]]:
    """Title and text of an article, as it is now and as it was before corrections."""
    return connection.execute(
        "SELECT title, text FROM article WHERE id = ? UNION ALL SELECT title, text FROM superseded WHERE id = ?",
        (id_, id_),
    ).fetchall()


def seen_until(connection: sqlite3.Connection, moment: datetime) -> frozenset[str]:
    """Ids of the articles that were known at `moment`."""
    return frozenset(id_ for (id_,) in connection.execute("SELECT id FROM article WHERE seen <= ?", (to_text(moment),)))


def article_of(row: Sequence[str]) -> Article:
    """The article in a row of `COLUMNS`."""
    id_, source, outlet, title, text, language, published, url, byline = row
    return Article(
        id=id_,
        source=source,
        outlet=outlet,
        title=title,
        text=text,
        language=language,
        published=to_moment(published),
        url=url,
        byline=byline,
    )


def unanalysed(connection: sqlite3.Connection, since: datetime, *, until: datetime, version: str) -> list[Article]:
    """Articles of the window whose words have not been analysed by this `version`, by id."""
    rows = connection.execute(
        f"SELECT {', '.join('article.' + c for c in COLUMNS.split(', '))} FROM article "  # noqa: S608
        "LEFT JOIN analysis ON analysis.article = article.id AND analysis.hash = article.hash AND version = ? "
        "WHERE coalesce(published, seen) BETWEEN ? AND ? AND analysis.article IS NULL ORDER BY article.id",
        (version, to_text(since), to_text(until)),
    )
    return [article_of(row) for row in rows]


def save_analysis(
    connection: sqlite3.Connection, article: Article, analysis: Analysis, *, vector: bytes, version: str
) -> None:
    """Keep an analysis and the article's vector (float16, as bytes) beside the hash of what they were made from."""
    connection.execute(
        "INSERT OR REPLACE INTO analysis VALUES (?, ?, ?, ?, ?)",
        (article.id, content_hash(article), version, vector, dump_sentences(analysis)),
    )


def stored_vectors(connection: sqlite3.Connection, since: datetime, *, until: datetime) -> dict[str, bytes]:
    """The vectors of the window's articles, as saved, by article id."""
    return dict(
        connection.execute(
            "SELECT analysis.article, vector FROM analysis JOIN article ON article.id = analysis.article "
            "WHERE coalesce(published, seen) BETWEEN ? AND ?",
            (to_text(since), to_text(until)),
        )
    )


def stored_analyses(connection: sqlite3.Connection, articles: Iterable[Article]) -> dict[str, Analysis]:
    """The analyses of `articles`, by article id."""
    found = {}
    for article in articles:
        row = connection.execute("SELECT sentences FROM analysis WHERE article = ?", (article.id,)).fetchone()
        if row:
            found[article.id] = load_sentences(article, row[0])
    return found


def dump_sentences(analysis: Analysis) -> str:
    """A compact JSON of an analysis; the words themselves stay in the article."""
    rows = []
    for s in analysis.sentences:
        voice = s.attribution
        rows.append(
            [
                s.start,
                s.end,
                s.paragraph,
                s.label,
                s.section,
                round(s.probability, 4),
                s.language,
                voice
                and [
                    voice.speaker,
                    voice.speaker_id,
                    voice.role,
                    voice.kind,
                    voice.direct,
                    voice.quote,
                    voice.certain,
                ],
                [[d.iso, d.precision, d.start, d.end, d.resolved] for d in s.dates],
            ]
        )
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load_sentences(article: Article, text: str) -> Analysis:
    """What `dump_sentences` wrote, with the words of `article`."""
    sentences = []
    for i, (start, end, paragraph, label, section, probability, language, voice, dates) in enumerate(json.loads(text)):
        attribution = None
        if voice:
            speaker, speaker_id, role, kind, direct, quote, *certain = voice
            attribution = Attribution(
                speaker=speaker,
                speaker_id=speaker_id,
                role=role,
                kind=kind,
                direct=direct,
                quote=tuple(quote) if quote else None,
                certain=all(certain),  # an older analysis doesn't say
            )
        sentences.append(
            Sentence(
                i=i,
                start=start,
                end=end,
                text=article.text[start:end],
                paragraph=paragraph,
                label=label,
                section=section,
                probability=probability,
                language=language,
                attribution=attribution,
                dates=tuple(
                    DateMention(text=article.text[a:b], iso=iso, precision=precision, start=a, end=b, resolved=resolved)
                    for iso, precision, a, b, resolved in dates
                ),
            )
        )
    return Analysis(article=article.id, sentences=tuple(sentences))
