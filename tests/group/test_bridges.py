import numpy as np
from builders import NOON, article

from briefing.group import group

ENGLISH = "Police in Yarlovsk held Emrel Sholan and Tavi Sholan on Friday, the governor Kadrin Velsu said. " * 3
RUSSIAN = "В Ярловске полиция задержала Эмрела Шолана и Тави Шолана, сообщил губернатор Кадрин Велсу. " * 3
OTHER = "В Морванске открыли новый мост через Тессун, на церемонии была Инеса Валдур из комиссии. " * 3


def told(id_, text, language, **fields):
    return article(id_, text, language=language, published=NOON, **({"title": text[:40]} | fields))


def vectors(*pairs):
    """Unit vectors of so many matters: each pair is an article's id and the number of its matter."""
    noise = np.random.default_rng(5)
    basis = np.eye(512, dtype=np.float32)
    made = {}
    for id_, matter in pairs:
        row = basis[matter] + noise.normal(0, 0.02, 512).astype(np.float32)
        made[id_] = row / np.linalg.norm(row)
    return made


def stories(articles, rows):
    return sorted(tuple(sorted(story.articles)) for story in group(articles, vectors=rows))


def test_full_texts_in_two_languages_join_by_their_names():
    articles = [told("en", ENGLISH, "en"), told("ru", RUSSIAN, "ru"), told("ru2", OTHER, "ru")]
    rows = vectors(("en", 1), ("ru", 2), ("ru2", 3))
    assert stories(articles, rows) == [("en", "ru"), ("ru2",)]


def test_without_shared_names_two_languages_stay_apart():
    articles = [told("en", ENGLISH, "en"), told("ru2", OTHER, "ru")]
    assert stories(articles, vectors(("en", 1), ("ru2", 2))) == [("en",), ("ru2",)]


def test_headlines_alone_are_not_joined_by_a_name():
    articles = [
        told("en", "", "en", title="Sholan is held in Yarlovsk"),
        told("ru", "", "ru", title="Шолан в Ярловске поёт"),
    ]
    assert stories(articles, vectors(("en", 1), ("ru", 2))) == [("en",), ("ru",)]


def test_what_lies_weeks_apart_is_not_joined():
    later = article("ru", RUSSIAN, language="ru", title="Ярловск", published=NOON.replace(month=12))
    rows = vectors(("en", 1), ("ru", 2))
    assert stories([told("en", ENGLISH, "en"), later], rows) == [("en",), ("ru",)]
