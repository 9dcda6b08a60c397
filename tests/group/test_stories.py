"""`group`: what becomes one story and what doesn't."""

import random
from datetime import timedelta

import numpy as np
import pytest
from builders import NOON, article
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group import group

DAM = (
    "Dam at Orsk gives way after three days of rain",
    "Orsk dam bursts, villages under water",
    "Hundreds flee as Orsk dam gives way",
)
VOTE = ("Veldia's parliament ousts premier Ilan Toralev", "Premier Toralev loses vote in Veldia's parliament")
OTHER = (
    "Tulip prices fall for a third season",
    "Karsu orchestra names a new conductor",
    "Sailing: Nam wins the bay race",
)


def meaning(matter, tilt, *, size=64):
    """A unit vector near the direction of `matter`."""
    centre = np.random.default_rng(matter).standard_normal(size)
    own = np.random.default_rng(1000 + tilt).standard_normal(size)
    vector = centre + 0.4 * own
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def edition():
    """Five reports on two matters and three articles of their own."""
    titles = [(0, title) for title in DAM] + [(1, title) for title in VOTE] + list(enumerate(OTHER, 2))
    articles = [article(f"a{i}", title=title) for i, (_, title) in enumerate(titles)]
    return articles, {f"a{i}": meaning(matter, i) for i, (matter, _) in enumerate(titles)}


def together(stories):
    return {frozenset(story.articles) for story in stories}


def test_reports_on_one_matter_are_one_story_and_single_articles_stay_single():
    articles, vectors = edition()
    found = together(group(articles, vectors=vectors))
    assert found == {frozenset(s) for s in (("a0", "a1", "a2"), ("a3", "a4"), ("a5",), ("a6",), ("a7",))}


@given(st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_input_changes_nothing(order):
    articles, vectors = edition()
    assert group([articles[i] for i in order], vectors=vectors) == group(articles, vectors=vectors)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_every_article_is_in_one_story_only(seed):
    chance = random.Random(seed)
    words = ["orsk", "veldia", "karsu", "dam", "vote", "rain", "flood", "talks"]
    articles = [
        article(
            f"a{i}",
            "\n".join(" ".join(chance.choices(words, k=12)) for _ in range(chance.randrange(3))),
            title=" ".join(chance.choices(words, k=chance.randrange(6))),
            language=chance.choice(["en", "ar", "hi", "und"]),
            published=chance.choice([None, NOON - timedelta(hours=chance.randrange(400))]),
        )
        for i in range(chance.randrange(12))
    ]
    vectors = {a.id: meaning(chance.randrange(4), i) for i, a in enumerate(articles) if chance.random() < 0.8}
    stories = group(articles, vectors=vectors)
    assert sorted(id_ for story in stories for id_ in story.articles) == sorted(a.id for a in articles)
    assert len({story.id for story in stories}) == len(stories)


def test_the_same_words_weeks_apart_are_two_stories():
    articles, vectors = edition()
    late = article("late", title=DAM[0], published=NOON + timedelta(days=30))
    found = together(group([*articles, late], vectors=vectors | {"late": vectors["a0"]}))
    assert frozenset({"late"}) in found


def test_an_article_without_a_date_is_a_contemporary_of_all():
    articles, vectors = edition()
    articles[1] = article("a1", title=DAM[1], published=None)
    assert frozenset({"a0", "a1", "a2"}) in together(group(articles, vectors=vectors))


def test_articles_come_oldest_first():
    articles, vectors = edition()
    articles[2] = article("a2", title=DAM[2], published=NOON - timedelta(hours=5))
    (story,) = (story for story in group(articles, vectors=vectors) if "a2" in story.articles)
    assert story.articles == ("a2", "a0", "a1")


def test_one_matter_in_three_scripts_is_one_story():
    reports = {
        "en": "Ilan Toralev resigns as premier of Veldia",
        "ru": "Илан Торалев ушёл с поста премьера Велдии",
        "ar": "استقالة إيلان توراليف من رئاسة وزراء فيلديا",
    }
    sundry = {
        "en": ["Rain delays the tulip harvest", "A new bridge opens in Karsu"],
        "ru": ["Оркестр Карсу едет в турне", "Цены на хлеб снова выросли"],
        "ar": ["افتتاح مكتبة جديدة في الميناء", "موسم صيد وفير على الساحل"],
    }
    articles = [article(f"{tag}0", title=title, language=tag) for tag, title in reports.items()]
    vectors = {f"{tag}0": meaning(0, i) for i, tag in enumerate(reports)}
    for tag, titles in sundry.items():
        for i, title in enumerate(titles, 1):
            articles.append(article(f"{tag}{i}", title=title, language=tag))
            vectors[f"{tag}{i}"] = meaning(len(articles), len(articles))
    assert frozenset({"en0", "ru0", "ar0"}) in together(group(articles, vectors=vectors))


def test_a_language_whose_vectors_are_all_alike_is_compared_by_its_words():
    """The encoder gives a script it doesn't know one and the same vector."""
    titles = ["बाँध टूटने से गाँव डूबे", "नया पुल जनता के लिए खुला", "फसल के दाम फिर गिरे", "संगीत समारोह कल से शुरू", "नाव दौड़ में जीत"]
    articles, vectors = edition()
    articles += [article(f"h{i}", title=title, language="hi") for i, title in enumerate(titles)]
    blind = meaning(99, 0)
    vectors |= {f"h{i}": blind + 0.01 * meaning(i, i) for i in range(len(titles))}
    found = together(group(articles, vectors=vectors))
    assert {frozenset({f"h{i}"}) for i in range(len(titles))} <= found


def test_articles_without_vectors_are_not_one_story_for_it():
    articles, vectors = edition()
    rest = {id_: vector for id_, vector in vectors.items() if id_ not in {"a5", "a6", "a7"}}
    assert {frozenset({"a5"}), frozenset({"a6"}), frozenset({"a7"})} <= together(group(articles, vectors=rest))


def test_nothing_gives_no_stories():
    assert group([], vectors={}) == ()


def test_two_articles_with_one_id_are_refused():
    with pytest.raises(ValueError, match="same id"):
        group([article("a1"), article("a1")], vectors={})
