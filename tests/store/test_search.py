from datetime import timedelta

import pytest
from builders import NOON, article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.store.articles import find_article, save_articles, search_articles
from briefing.store.database import open_database
from briefing.store.words import WIDTH

LONG = "Nothing was said of it. " * 20 + "Then the café by the harbour shut. " + "It rained all day. " * 20

ARTICLES = (
    article("en", f"The dam gave way.\n{LONG}", title="Floods: the dam of Grend (upper) NEAR", published=NOON),
    article(
        "ar", "قال مسؤولون في غريند إن السد مغلق.", title="السد", language="ar", published=NOON - timedelta(days=1)
    ),
    article(
        "zh",
        "路透社报道，水坝星期一仍然关闭iPhone发布会。",
        title="水坝",
        language="zh",
        published=NOON - timedelta(days=2),
    ),
    article("th", "เขื่อนยังคงปิดอยู่ในวันจันทร์", title="เขื่อน", language="th", published=None),
    article("ko", "정부가 댐을 닫았다고 발표했다.", title="댐", language="ko", published=NOON - timedelta(days=3)),
    article(
        "ru", "Плотина закрыта. 100% воды_нет.", title="Плотина", language="ru", published=NOON - timedelta(days=4)
    ),
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with open_database(tmp_path_factory.mktemp("search") / "articles.sqlite") as connection:
        with connection:
            save_articles(connection, [("e", one) for one in ARTICLES], seen=NOON - timedelta(days=9))
        yield connection


def ids(connection, words, **options):
    return [found.id for found in search_articles(connection, words, **options)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dam", ["en"]),
        ("DAM grend", ["en"]),
        ("harb", ["en"]),  # the last word may be a beginning
        ("harb caf", []),  # any other may not
        ("dam elsewhere", []),  # all must occur
        ("cafe", ["en"]),
        ("CAFÉ", ["en"]),
        ("مسؤولون", ["ar"]),
        ("السد غري", ["ar"]),
        ("ПЛОТИНА закр", ["ru"]),
        ("坝星期", ["zh"]),
        ("IPHONE发布", ["zh"]),
        ("水坝 星期一", ["zh"]),
        ("iphone发 dam", []),
        ("ยังคง", ["th"]),
        ("정부 발표", ["ko"]),
        ("坝_期", []),  # no wild cards
        ("坝%期", []),
    ],
)
def test_words_find_articles_in_every_script(connection, words, found):
    assert ids(connection, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"', []),
        ('"" *', []),
        ("*", []),
        ("-:()", []),
        (" \n\t", []),
        ("", []),
        ("NEAR(", ["en"]),
        ("near( dam", ["en"]),
        ('"dam', ["en"]),
        ("dam*", ["en"]),
        ("-dam", ["en"]),
        ("title:dam", []),
        ("dam OR", []),
        ("NOT dam", []),
        ("dam^2", []),
        ("{title}", []),
        ("dam'; DROP TABLE article; --", []),
        ("dam\0", ["en"]),
        ("\ud800dam\x1b[31m", ["en"]),
        ("100%", ["ru"]),
        ("воды_нет", ["ru"]),
        ("dam " * 10_000, ["en"]),
    ],
)
def test_what_looks_like_syntax_is_only_words(connection, words, found):
    assert ids(connection, words) == found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.sampled_from("aD \"'*-:(){}^+,.\\%_\0\ud800سد水อ\u064b\u0301🙂0")) | st.text())
def test_no_query_is_an_error(connection, words):
    search_articles(connection, words)


def test_the_newest_come_first_and_no_more_than_asked(connection):
    assert ids(connection, "1") == ["ru"]
    assert [found.language for found in search_articles(connection, "水坝")] == ["zh"]
    assert ids(connection, "dam", limit=0) == []


def test_an_excerpt_is_one_line_around_the_match(connection):
    (found,) = search_articles(connection, "cafe")
    assert "Then the café by the harbour shut." in found.excerpt
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("…")
    assert len(found.excerpt) <= WIDTH
    assert [one.excerpt for one in search_articles(connection, "gave")] == ["The dam gave way."]
    assert [one.excerpt for one in search_articles(connection, "星期一")] == [ARTICLES[2].text]
    assert [one.excerpt for one in search_articles(connection, "upper")] == [ARTICLES[0].title]


def test_an_article_is_found_by_its_id_as_it_is_worded_now(tmp_path):
    with open_database(tmp_path / "a.sqlite") as connection:
        old, new = (article("a1", text, published=NOON) for text in ("Old words.", "New phrases."))
        save_articles(connection, [("e1", old)], seen=NOON)
        save_articles(connection, [("e1", new)], seen=NOON)
        assert find_article(connection, "a1") == new
        assert find_article(connection, "a2") is None
        assert ids(connection, "phrases") == ["a1"]
        assert ids(connection, "old") == []
        connection.execute("DELETE FROM article")
        assert ids(connection, "phrases") == []
        connection.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
