"""Story ids: the same tomorrow, and however the stream came."""

from datetime import timedelta

import numpy as np
from builders import NOON, article
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group import group
from briefing.group.identity import carried, identify, number, story_id, written

TITLE = "Orsk dam gives way after days of rain in the {} valley"
WORDS = ("orsk", "veldia", "karsu", "dam", "vote", "rain", "flood", "talks")


def test_a_story_keeps_its_id_when_it_grows_even_backwards_in_time():
    today = article("b", title=TITLE.format("upper"))
    (before,) = group([today], vectors={})
    earlier = article("a", title=TITLE.format("lower"), published=NOON - timedelta(hours=3))
    (after,) = group([today, earlier], vectors={}, previous={"b": before.id})
    (later,) = group([today, earlier], vectors={}, previous=dict.fromkeys(after.articles, after.id))
    assert after.articles == ("a", "b")
    assert before.id == after.id == later.id


def test_a_new_story_is_named_by_its_first_article():
    (story,) = group([article("b"), article("a", published=NOON + timedelta(hours=1))][:1], vectors={})
    assert story.id == story_id("b")
    assert len(story.id) == 12


@st.composite
def streams(draw):
    """Articles in the order of their age, some on one matter, with the vectors of most."""
    matters = np.random.default_rng(1).standard_normal((4, 32)).astype(np.float32)
    hours = sorted(draw(st.lists(st.integers(0, 60), min_size=2, max_size=14)))
    articles, vectors = [], {}
    for i, hour in enumerate(hours):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
        articles.append(article(f"a{i:02}", title=" ".join(words), published=NOON + timedelta(hours=hour)))
        matter = draw(st.integers(0, 4))
        if matter < len(matters):
            tilt = np.random.default_rng(draw(st.integers(0, 9))).standard_normal(32).astype(np.float32)
            vectors[f"a{i:02}"] = matters[matter] + draw(st.sampled_from([0.3, 0.8, 1.5])) * tilt
    return articles, vectors


def fed(articles, vectors, ends):
    """The stories after the articles came in turns, each up to one of `ends`, with the ids of the turn before."""
    ids, stories = {}, ()
    for end in ends:
        stories = group(articles[:end], vectors=vectors, previous=ids)
        ids = {id_: story.id for story in stories for id_ in story.articles}
    return stories


@given(streams())
@settings(deadline=None, max_examples=60)
def test_a_stream_gives_the_same_stories_at_once_by_the_hour_and_one_by_one(stream):
    articles, vectors = stream
    size = len(articles)
    hourly = [i for i in range(1, size) if articles[i - 1].published < articles[i].published]
    at_once = group(articles, vectors=vectors)
    assert fed(articles, vectors, [*hourly, size]) == at_once
    assert fed(articles, vectors, range(1, size + 1)) == at_once


@given(streams())
@settings(deadline=None, max_examples=30)
def test_a_second_run_gives_the_same_to_the_byte(stream):
    articles, vectors = stream
    once = group(articles, vectors=vectors)
    ids = {id_: story.id for story in once for id_ in story.articles}
    assert repr(group(articles, vectors=vectors, previous=ids)).encode() == repr(once).encode()


def test_a_merge_keeps_the_older_id():
    first, second = story_id("a"), story_id("b")
    assert identify("abc", [[0, 1, 2]], {"a": first, "b": second, "c": second}) == (first,)


def test_a_part_that_leaves_its_story_is_named_by_its_own_first_article():
    name = story_id("a")
    assert identify("abc", [[0], [1, 2]], {"a": name, "b": name, "c": name}) == (name, story_id("b"))


def test_a_story_whose_first_article_left_the_window_keeps_its_id():
    names = {"b": story_id("a"), "c": story_id("a")}
    assert identify("bcd", [[0, 1, 2]], names) == (story_id("a"),)


def test_of_a_story_that_fell_apart_after_its_first_article_left_the_part_that_begins_first_keeps_the_id():
    names = {"b": story_id("a"), "c": story_id("a"), "d": story_id("a")}
    assert identify("bcd", [[1, 2], [0]], names) == (story_id("c"), story_id("a"))


def test_a_late_article_names_no_story_that_was_seen_not_even_when_a_younger_one_joins_it():
    seen = {"a": story_id("c"), "c": story_id("c")}
    assert identify("abc", [[0, 1, 2]], seen) == (story_id("c"),)


def test_a_late_article_that_is_parted_names_its_own_story():
    seen = {"a": story_id("c"), "c": story_id("c")}
    assert identify("abc", [[0, 1], [2]], seen) == (story_id("a"), story_id("c"))


def going_on(story, held):
    """The ids of stories that go on, by their first places."""
    roots, ids = carried(np.array(story, dtype=np.int64), np.array(held, dtype=np.int64))
    return dict(zip(roots.tolist(), ids.tolist(), strict=True))


def test_of_a_story_that_falls_apart_the_larger_part_keeps_the_id():
    assert going_on([0, 1, 1, 1], [7, 7, 7, 7]) == {1: 7}


def test_of_two_equal_parts_the_one_that_begins_first_keeps_the_id():
    assert going_on([0, 1, 0, 1], [7, 7, 7, 7]) == {0: 7}


def test_of_stories_that_merge_the_older_id_stays_however_small_its_story_was():
    assert going_on([0, 0, 0, 0], [9, 4, 4, 4]) == {0: 9}


def test_what_a_larger_part_leaves_behind_doesnt_follow_it_into_an_older_story():
    assert going_on([0, 1, 0, 0], [9, 4, 4, 4]) == {0: 9}


def test_what_is_new_goes_on_from_nothing():
    assert going_on([0, 1, 1], [0, 0, 0]) == {}
    assert going_on([], []) == {}


def test_a_part_that_begins_with_the_first_article_of_a_story_that_goes_on_has_an_id_of_its_own():
    (name,) = identify("ab", [[0]], {}, taken={story_id("a")})
    assert name not in {story_id("a"), story_id("b")}
    assert identify("ab", [[0]], {"a": name}, taken={story_id("a")}) == (name,)
    assert identify("ab", [[0]], {}, taken={story_id("a"), name}) not in {(story_id("a"),), (name,)}


def test_an_id_is_the_number_that_it_is_written_as_and_any_other_name_is_none():
    assert written(number(story_id("a"))) == story_id("a")
    assert [number(name) for name in ("", "p", "c0afa84c57ba0", "C0AFA84C57BA")] == [0, 0, 0, 0]


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=12),
    st.lists(st.sampled_from(["", "p", "q", story_id("a1"), story_id("a5"), story_id("gone")]), min_size=12),
)
def test_ids_are_never_shared(membership, published):
    articles = [f"a{i}" for i in range(len(membership))]
    stories = [[i for i, at in enumerate(membership) if at == story] for story in sorted(set(membership))]
    previous = {article_: name for article_, name in zip(articles, published, strict=False) if name}
    names = identify(articles, stories, previous)
    assert len(set(names)) == len(stories)
    assert identify(articles, stories, previous) == names
    assert identify(articles, stories, dict(reversed(previous.items()))) == names
