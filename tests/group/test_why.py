"""What a reader is told about a story: ties that can be checked by eye."""

from datetime import timedelta

import numpy as np
import pytest
from builders import NOON, article
from hypothesis import given
from hypothesis import strategies as st

from briefing.group.evidence import shared
from briefing.group.likeness import Likeness
from briefing.group.why import beside, members
from briefing.model import Story


def texts(one, other):
    return shared(article("one", one, title=""), article("other", other, title=""))


def test_names_are_told_as_written_in_both_scripts_and_the_rarest_come_first():
    found = texts(
        "Ilan Toralev met miners in Zabelgrad on Monday.",
        "В понедельник Илан Торалев встретился с шахтёрами в Забелград.",
    )
    assert found[:2] == (("Zabelgrad", "Забелград"), ("Toralev", "Торалев"))
    assert not {"met", "in", "on"} & {here for here, _ in found}


def test_numbers_are_one_however_they_are_written():
    assert texts("It held 14.2 litres and 4,300 fish.", "Там было 14,2 литра и 4300 рыб.") == (
        ("14.2", "14,2"),
        ("4,300", "4300"),
    )


def test_words_that_only_share_their_consonants_are_no_evidence():
    assert texts("Bu gelecek.", "ثم أغلقوا الباب.") == ()
    assert texts("We met Tashin.", "Сильное течение.") == ()


def test_of_several_spellings_that_come_nearest_to_it_is_told():
    found = texts("The Commission met.", "komşunun ülkesi. Komisyonu toplandı.")
    assert found == (("Commission", "Komisyonu"),)


def test_words_side_by_side_are_told_together_and_each_once():
    found = texts("Grend Dredging lost. It was said that Dredging sued.", "Lawyers for Grend Dredging spoke.")
    assert found == (("Grend Dredging", "Grend Dredging"),)


def test_scripts_without_spaces_are_told_by_the_runs_that_both_use():
    found = texts("韦尔迪亚中央银行宣布加息。", "据报道，韦尔迪亚中央银行周一决定加息。")
    assert found == (("韦尔迪亚中央银行", "韦尔迪亚中央银行"),)
    assert texts("韦尔迪亚宣布加息。", "明天有雨。") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_told_stands_in_both_texts(one, other):
    for here, there in texts(one, other):
        assert all(word in one for word in here.split())
        assert all(word in other for word in there.split())


def meaning(seed, tilt):
    centre, own = (np.random.default_rng(n).standard_normal(64) for n in (seed, 1000 + tilt))
    return (centre + 0.4 * own).astype(np.float32)


@pytest.fixture
def world():
    """Two reports on a dam and a copy of the first, one on another dam, one on tulips."""
    told = {
        "d1": (0, "Dam at Orsk gives way, Mira Hale says"),
        "d2": (0, "Orsk dam bursts"),
        "d3": (0, "Dam at Orsk gives way, Mira Hale says"),
        "k1": (0, "Another dam is watched in Karsu"),
        "t1": (5, "Tulip prices fall"),
    }
    articles = {
        id_: article(id_, title=title, published=NOON + timedelta(hours=i))
        for i, (id_, (_, title)) in enumerate(told.items())
    }
    vectors = {id_: meaning(matter, i) for i, (id_, (matter, _)) in enumerate(told.items())}
    stories = [
        Story(id="dam", articles=("d1", "d2", "d3"), reprints=(("d3", "d1"),)),
        Story(id="other", articles=("k1",)),
        Story(id="tulips", articles=("t1",)),
    ]
    return articles, Likeness(tuple(articles.values()), vectors), stories


def test_an_article_is_tied_to_the_most_alike_of_the_others_and_a_copy_to_its_original(world):
    articles, likeness, (dam, *_) = world
    first, second, copy = members(dam, articles, likeness, doings={"d2": "merged"})
    assert [one.n for one in (first, second, copy)] == [1, 2, 3]
    assert (first.nearest.article, second.nearest.article, copy.nearest.article) == ("d2", "d1", "d1")
    assert (first.copy_of, copy.copy_of) == ("", "d1")
    assert (first.you, second.you) == ("", "merged")
    assert second.nearest.hours == 1.0
    assert second.nearest.meaning == round(likeness.meaning("d1", "d2"), 2) > 0.2
    assert ("Orsk", "Orsk") in second.nearest.shared


def test_one_article_can_be_told_alone_under_its_number(world):
    articles, likeness, (dam, *_) = world
    assert [one.n for one in members(dam, articles, likeness, only="d2")] == [2]
    (single,) = members(Story(id="t", articles=("t1",)), articles, likeness)
    assert single.nearest is None


def test_the_nearest_other_story_is_named(world):
    articles, likeness, stories = world
    found = beside(("d1", "d2"), stories[0], stories, articles, likeness)
    assert (found.story, found.tie.article, found.tie.title) == ("other", "k1", articles["k1"].title)
    assert beside(("d1",), stories[0], stories[:1], articles, likeness) is None


def test_an_article_without_a_vector_or_a_date_is_told_by_its_words():
    articles = {
        "a": article("a", title="Orsk dam bursts", published=None),
        "b": article("b", title="The dam at Orsk gives way"),
    }
    likeness = Likeness(tuple(articles.values()), {})
    first, _ = members(Story(id="s", articles=("a", "b")), articles, likeness)
    assert (first.nearest.meaning, first.nearest.hours, first.nearest.shared) == (None, None, (("Orsk", "Orsk"),))
