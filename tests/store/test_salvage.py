import sqlite3

import pytest
from builders import NOON, article

from briefing.model import Entry
from briefing.store.articles import save_articles, search_articles
from briefing.store.database import open_database
from briefing.store.feeds import save_entries
from briefing.store.salvage import salvage, set_aside
from briefing.store.schema import MIGRATIONS

PAGE = 4096


@pytest.fixture
def path(tmp_path):
    """A store of 400 articles."""
    made = tmp_path / "articles.sqlite"
    with open_database(made) as connection, connection:
        for n in range(400):
            entry = Entry(source="s", id=f"e{n}", url=f"https://port.example/{n}", title=f"Day {n}", published=NOON)
            save_entries(connection, [(entry, False)], seen=NOON)
            one = article(f"a{n:03}", f"Rain fell on day {n}. " * 20, source="s")
            save_articles(connection, [(entry.id, one)], seen=NOON)
    return made


def sound(path):
    with open_database(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
        assert search_articles(connection, "rain")
        return connection.execute("SELECT count(*) FROM article").fetchone()[0]


def page_of(path, table):
    """The place of a page with rows of `table`."""
    needle = {"article": b"Rain fell on day 200", "entry": b"Day 200"}[table]
    return path.read_bytes().index(needle) // PAGE * PAGE


@pytest.mark.parametrize("table", ["article", "entry"])
def test_rows_around_a_broken_page_are_saved_and_the_broken_file_is_kept(path, table):
    broken = bytearray(path.read_bytes())
    at = page_of(path, table)
    broken[at : at + PAGE] = b"\xa5" * PAGE
    path.write_bytes(broken)
    aside, saved = salvage(path, MIGRATIONS, stamp="then")
    assert aside.read_bytes() == broken
    assert saved[table] >= 350
    assert sound(path) == saved["article"]
    assert sorted(p.name for p in path.parent.iterdir()) == ["articles.sqlite", "articles.sqlite.damaged-then"]


def test_a_file_that_was_cut_off_gives_what_is_there(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4 // PAGE * PAGE])
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT * FROM article").fetchall()
    _, saved = salvage(path, MIGRATIONS, stamp="then")
    assert saved["article"] >= 100
    assert sound(path) == saved["article"]


def test_of_a_file_that_is_no_database_nothing_is_saved_and_nothing_is_lost(tmp_path):
    path = tmp_path / "articles.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    aside, saved = salvage(path, MIGRATIONS, stamp="then")
    assert aside.read_bytes().startswith(b"this is no database")
    assert not any(saved.values())
    with open_database(path):
        pass


def test_two_that_are_set_aside_in_one_second_are_both_kept(tmp_path):
    path = tmp_path / "a.toml"
    for text in ("one", "two"):
        path.write_text(text, "utf-8")
        set_aside(path, stamp="then")
    assert sorted(p.read_text("utf-8") for p in tmp_path.iterdir()) == ["one", "two"]


def test_salvage_that_was_cut_off_can_be_done_again(path):
    broken = bytearray(path.read_bytes())
    at = page_of(path, "article")
    broken[at : at + PAGE] = b"\xa5" * PAGE
    path.write_bytes(broken)
    path.with_name(f"{path.name}.mended").write_bytes(b"half")
    _, saved = salvage(path, MIGRATIONS, stamp="then")
    assert sound(path) == saved["article"]
