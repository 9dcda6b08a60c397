import sqlite3
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
    load_sentences,
    save_analysis,
    save_articles,
    seen_until,
    unanalysed,
    wordings,
)
from briefing.store.database import open_database, to_moment, to_text
from briefing.store.feeds import FeedState, feed_states, new_entries, newest_entry, save_entries, save_feed
from briefing.store.pages import StoredPage, forget_failures, save_page, stored_pages, unread_pages

LATER = NOON + timedelta(hours=1)


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


def test_two_may_open_a_new_file_at_once(tmp_path):
    with open_database(tmp_path / "a.sqlite") as one, open_database(tmp_path / "a.sqlite") as other:
        with one:
            save_entries(one, [(entry(), False)], seen=NOON)
        assert len(new_entries(other, since=NOON)) == 1


def test_validators_are_kept_byte_exact(connection):
    state = FeedState(url="https://port.example/feed", etag='W/"a b"', last_modified="Mon, 23 Nov", asked=NOON)
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
    save_page(connection, StoredPage(url=urls[1], failure="503"), asked=NOON)
    assert unread_pages(connection, since=NOON) == {}
    forget_failures(connection, asked_before=LATER)
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
