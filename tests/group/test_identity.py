"""Story ids: the same tomorrow."""

from datetime import timedelta

import numpy as np
from builders import NOON, article
from hypothesis import given
from hypothesis import strategies as st

from briefing.group import group
from briefing.group.identity import identify, story_id

TITLE = "Orsk dam gives way after days of rain in the {} valley"
VECTOR = np.ones(8, dtype=np.float32)


def test_a_story_keeps_its_id_when_it_grows_even_backwards_in_time():
    today = article("b", title=TITLE.format("upper"))
    (before,) = group([today], vectors={})
    earlier = article("a", title=TITLE.format("lower"), published=NOON - timedelta(hours=3))
    (after,) = group([today, earlier], vectors={}, previous={"b": before.id})
    assert after.articles == ("a", "b")
    assert after.id == before.id


def test_a_new_story_is_named_by_its_first_article():
    (story,) = group([article("b"), article("a", published=NOON + timedelta(hours=1))][:1], vectors={})
    assert story.id == story_id("b")
    assert len(story.id) == 12


def test_a_merge_keeps_the_older_id():
    assert identify([["a", "b", "c"]], {"a": "first", "b": "second"}) == ("first",)


def test_after_a_split_the_part_with_the_first_article_keeps_the_id():
    name = story_id("b")
    assert identify([["a", "c"], ["b"]], {"a": name, "b": name, "c": name})[1] == name


def test_after_a_split_the_larger_part_keeps_an_id_whose_first_article_is_gone():
    assert identify([["a"], ["b", "c"]], {"a": "old", "b": "old", "c": "old"})[1] == "old"


def test_a_new_story_does_not_take_an_id_that_another_has():
    names = identify([["x"], ["y"]], {"x": story_id("y")})
    assert names[0] == story_id("y")
    assert names[1] != names[0]


def test_a_new_story_does_not_take_the_id_of_one_that_is_gone():
    assert identify([["a"]], {"gone": story_id("a")}) != (story_id("a"),)


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=12),
    st.lists(st.sampled_from(["", "p", "q", story_id("a1")]), min_size=12, max_size=12),
)
def test_ids_are_never_shared(membership, published):
    stories = [[f"a{i}" for i, at in enumerate(membership) if at == story] for story in sorted(set(membership))]
    previous = {f"a{i}": name for i, name in enumerate(published) if name}
    names = identify(stories, previous)
    assert len(set(names)) == len(stories)
    assert identify(stories, previous) == names
