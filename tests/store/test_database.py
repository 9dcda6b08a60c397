import sqlite3
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON, analysis, article, attribution
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import StoreError
from briefing.extract import Page
from briefing.model import Entry
from briefing.store.articles import (
    articles_since,
    dump_sentences,
    find_article,
    load_sentences,
    save_analysis,
    save_articles,
    search_articles,
    seen_until,
    unanalysed,
    wordings,
)
from briefing.store.database import open_database, to_moment, to_text
from briefing.store.feeds import FeedState, feed_states, new_entries, newest_entry, save_entries, save_feed
from briefing.store.pages import StoredPage, forget_failures, save_page, stored_pages, unread_pages
from briefing.store.schema import MIGRATIONS

LATER = NOON + timedelta(hours=1)

#: The schema of version 1, as files of that time have it.
FIRST = """
CREATE TABLE feed (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT, last_modified TEXT,
    asked TEXT NOT NULL, read TEXT, failure TEXT, retry_after TEXT
) STRICT;
CREATE TABLE entry (
    source TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    content TEXT NOT NULL, published TEXT, byline TEXT NOT NULL, language TEXT NOT NULL,
    teases INTEGER NOT NULL, seen TEXT NOT NULL, article TEXT, PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_page ON entry (url) WHERE teases;
CREATE INDEX entry_time ON entry (coalesce(published, seen));
CREATE TABLE page (
    url TEXT PRIMARY KEY, asked TEXT NOT NULL, failure TEXT, text TEXT NOT NULL, title TEXT NOT NULL,
    byline TEXT NOT NULL, published TEXT, language TEXT NOT NULL, site TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE article (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, url TEXT NOT NULL, byline TEXT NOT NULL,
    seen TEXT NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_time ON article (coalesce(published, seen));
CREATE TABLE superseded (
    id TEXT NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE analysis (
    article TEXT PRIMARY KEY, hash TEXT NOT NULL, version TEXT NOT NULL, vector BLOB NOT NULL, sentences TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE story (article TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


@pytest.fixture
def connection(tmp_path):
    with open_database(tmp_path / "articles.sqlite") as open_connection:
        yield open_connection


def entry(id_="e1", **fields):
    return Entry(source="s", id=id_, url=f"https://port.example/{id_}", title="Grend", published=NOON, **fields)


def test_a_file_of_a_newer_version_is_refused_and_kept(tmp_path):
    path = tmp_path / "articles.sqlite"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"), open_database(path):
        pass
    assert path.read_bytes()[100:] == before[100:]


def test_a_damaged_file_is_one_clear_line(tmp_path):
    path = tmp_path / "articles.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match="not a database"), open_database(path):
        pass


def first_version(path):
    """A file of version 1 with something in every table."""
    with sqlite3.connect(path) as made:
        made.executescript(FIRST)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA user_version = 1")
        moment = to_text(NOON)
        made.execute(
            "INSERT INTO feed VALUES ('s', 'https://port.example/feed', 'e', 'm', ?, ?, '', NULL)", [moment] * 2
        )
        made.execute("INSERT INTO entry VALUES ('s', 'e1', 'u', 't', '', '', ?, '', 'ar', 1, ?, 'a1')", [moment] * 2)
        made.execute("INSERT INTO page VALUES ('u', ?, '', 'text', '', '', NULL, 'ar', '')", [moment])
        for id_, title, text, published in (("a2", "B", "Rain fell.", None), ("a1", "السد", "السد مغلق.", moment)):
            values = (id_, "s", "Port", title, text, "ar", published, "u", "", moment, f"hash-{id_}")
            made.execute(f"INSERT INTO article VALUES ({', '.join('?' * 11)})", values)  # noqa: S608
        made.execute("INSERT INTO superseded VALUES ('a1', 'h', 'Old', 'Older.')")
        made.execute("INSERT INTO analysis VALUES ('a1', 'hash-a1', 'v', x'00', '[]')")
        made.execute("INSERT INTO story VALUES ('a1', 's1')")
    made.close()


def rows(path):
    """All that the tables of version 1 hold, by table and column."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    names = ("feed", "entry", "page", "article", "superseded", "analysis", "story")
    found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in names}  # noqa: S608
    connection.close()
    return found


def test_a_file_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it(tmp_path):
    path = tmp_path / "articles.sqlite"
    first_version(path)
    before = rows(path)
    with open_database(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert [found.id for found in search_articles(connection, "مغلق")] == ["a1"]
        assert [found.id for found in search_articles(connection, "rain")] == ["a2"]
        assert feed_states(connection)["s"].entries == 0
        assert [text for _, text in wordings(connection, "a1")] == ["السد مغلق.", "Older."]
        save_articles(connection, [("e1", article("a1", "New text."))], seen=LATER)
        assert [found.id for found in search_articles(connection, "new text")] == ["a1"]
        connection.rollback()
        plan = connection.execute("EXPLAIN QUERY PLAN SELECT 1 FROM article WHERE coalesce(published, seen) > ''")
        assert "article_time" in str(plan.fetchall())
    after = rows(path)
    assert sorted(row["id"] for row in after["article"]) == ["a1", "a2"]
    for table, old in before.items():
        kept = [{key: row[key] for key in old[0]} for row in after[table]]
        assert sorted(kept, key=str) == sorted(old, key=str)


def test_a_file_that_can_not_be_brought_up_to_date_stays_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "articles.sqlite"
    first_version(path)
    before = rows(path)
    monkeypatch.setattr("briefing.store.database.MIGRATIONS", (*MIGRATIONS, "DROP TABLE article\n\nDROP TABLE missing"))
    with pytest.raises(StoreError, match="no such table: missing"), open_database(path):
        pass
    assert rows(path) == before
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (1,)


def test_reading_only_makes_and_changes_nothing(tmp_path):
    path = tmp_path / "articles.sqlite"
    with pytest.raises(StoreError, match="nothing was fetched yet"), open_database(path, read_only=True):
        pass
    assert not path.exists()
    first_version(path)
    with pytest.raises(StoreError, match="next refresh renews it"), open_database(path, read_only=True):
        pass
    with open_database(path):
        pass
    with (
        pytest.raises(StoreError, match="readonly"),
        open_database(path, read_only=True) as connection,
    ):
        connection.execute("DELETE FROM article")


def test_reading_only_works_while_another_writes(tmp_path):
    path = tmp_path / "articles.sqlite"
    with open_database(path) as writer, open_database(path, read_only=True) as reader:
        with writer:
            save_articles(writer, [("e1", article("a1", "Rain fell."))], seen=NOON)
        save_articles(writer, [("e2", article("a2", "Snow fell."))], seen=NOON)  # not committed
        assert find_article(reader, "a1")
        assert [found.id for found in search_articles(reader, "fell")] == ["a1"]


@pytest.mark.parametrize("busy", [False, True])
def test_reading_only_works_in_a_folder_that_can_not_be_written(common, locked, busy):
    path = common / "articles?#.sqlite"
    with ExitStack() as stack:
        writer = stack.enter_context(open_database(path))
        with writer:
            save_articles(writer, [("e1", article("a1", "Rain fell."))], seen=NOON)
        writer.execute("PRAGMA wal_checkpoint")
        if not busy:
            stack.close()
        with locked(common), open_database(path, read_only=True) as reader:
            assert [found.id for found in search_articles(reader, "rain")] == ["a1"]


def test_two_may_open_a_new_file_at_once(tmp_path):
    with open_database(tmp_path / "a.sqlite") as one, open_database(tmp_path / "a.sqlite") as other:
        with one:
            save_entries(one, [(entry(), False)], seen=NOON)
        assert len(new_entries(other, since=NOON)) == 1


def test_validators_are_kept_byte_exact(connection):
    state = FeedState(url="https://port.example/feed", etag='W/"a b"', last_modified="Mon, 23 Nov", asked=NOON)
    save_feed(connection, "s", state)
    assert feed_states(connection) == {"s": state}


def test_what_a_feed_last_gave_is_kept(connection):
    state = FeedState(url="https://port.example/feed", asked=LATER, read=NOON, entries=20, not_modified=LATER)
    save_feed(connection, "s", state)
    assert feed_states(connection) == {"s": state}


def test_an_entry_that_did_not_change_keeps_its_article_and_a_changed_one_loses_it(connection):
    save_entries(connection, [(entry(summary="old"), False)], seen=NOON)
    save_articles(connection, [("e1", article("a1", source="s"))], seen=NOON)
    save_entries(connection, [(entry(summary="old"), False)], seen=LATER)
    assert new_entries(connection, since=NOON) == []
    save_entries(connection, [(entry(summary="new"), False)], seen=LATER)
    assert [e.summary for e in new_entries(connection, since=NOON)] == ["new"]


def test_a_corrected_article_is_not_news(connection):
    save_articles(connection, [("e1", article("a1", "Old text."))], seen=NOON)
    save_articles(connection, [("e1", article("a1", "New text."))], seen=LATER)
    assert seen_until(connection, NOON) == {"a1"}
    assert [text for _, text in wordings(connection, "a1")] == ["New text.", "Old text."]


def test_pages_are_asked_for_once_and_failures_again_later(connection):
    save_entries(connection, [(entry("e1"), True), (entry("e2"), True), (entry("e3"), False)], seen=NOON)
    urls = ["https://port.example/e1", "https://port.example/e2"]
    assert list(unread_pages(connection, since=NOON)) == urls
    save_page(connection, StoredPage(url=urls[0], page=Page(text="Body.")), asked=NOON)
    save_page(connection, StoredPage(url=urls[1], failure="503"), asked=NOON, again=LATER)
    assert unread_pages(connection, since=NOON) == {}
    forget_failures(connection, now=NOON + timedelta(minutes=59))
    assert unread_pages(connection, since=NOON) == {}
    forget_failures(connection, now=LATER)
    assert list(unread_pages(connection, since=NOON)) == [urls[1]]
    assert stored_pages(connection, urls)[urls[0]].page.text == "Body."


def test_a_page_that_comes_later_makes_its_article_anew(connection):
    save_entries(connection, [(entry(), True)], seen=NOON)
    save_articles(connection, [("e1", article("a1", source="s"))], seen=NOON)
    assert new_entries(connection, since=NOON) == []
    save_page(connection, StoredPage(url=entry().url, page=Page(text="Body.")), asked=LATER)
    assert [e.id for e in new_entries(connection, since=NOON)] == ["e1"]


def test_an_analysis_holds_for_its_words_and_its_analyser(connection):
    one = article("a1", "Old text.")
    save_articles(connection, [("e1", one)], seen=NOON)
    save_analysis(connection, one, analysis(one, "Main"), vector=b"", version="v1")

    def waiting(version):
        return [a.id for a in unanalysed(connection, NOON, until=NOON, version=version)]

    assert waiting("v1") == []
    assert waiting("v2") == ["a1"]
    save_articles(connection, [("e1", replace(one, text="New text."))], seen=NOON)
    assert waiting("v1") == ["a1"]


def test_the_window_holds_its_ends_and_undated_articles_by_when_they_were_seen(connection):
    dated, undated = article("a1", published=NOON), article("a2", published=None)
    save_articles(connection, [("e1", dated), ("e2", undated)], seen=LATER)
    assert [a.id for a in articles_since(connection, NOON, until=LATER)] == ["a1", "a2"]
    assert [a.id for a in articles_since(connection, NOON, until=NOON)] == ["a1"]


def test_an_entry_from_the_future_does_not_move_the_window(connection):
    ahead = replace(entry("e2"), published=NOON + timedelta(days=400))
    save_entries(connection, [(entry("e1"), False), (ahead, False)], seen=NOON)
    assert newest_entry(connection, before=LATER) == NOON


def test_sentences_come_back_as_they_were():
    voice = attribution("ميرا هيل", role="مديرة", direct=True, quote=(0, 4))
    one = article("a1", "«قال» في 2020\nНичего.", language="ar")
    found = analysis(one, "Evaluation", "NA", speakers={0: voice}, dates={0: [("2020", "2020", "year")]})
    assert load_sentences(one, dump_sentences(found)) == found


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_moments_sort_as_their_texts_do(moment):
    whole = moment.replace(microsecond=0)
    assert to_moment(to_text(whole)) == whole
    assert (to_text(whole) < to_text(NOON)) == (whole < NOON)
