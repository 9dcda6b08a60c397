"""What leads the briefing, and why."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from builders import NOON, article
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group import rank, reasons
from briefing.model import Story
from briefing.render.why import reason_line
from briefing.words import speak

WORDS = "alder birch cedar elm fir hazel larch maple oak pine rowan spruce willow yew ash aspen"


def story(name, *articles, reprints=()):
    return Story(id=name, articles=tuple(a.id for a in articles), reprints=reprints)


def order(*stories, articles, **options):
    found = rank(stories, {a.id: a for a in articles}, now=NOON, **options)
    return [one.id for one in found]


def test_more_outlets_lead():
    articles = [article(f"a{i}") for i in range(3)]
    assert order(story("one", articles[0]), story("two", *articles[1:]), articles=articles) == ["two", "one"]


def test_reprints_count_as_one_voice():
    articles = [article(f"a{i}") for i in range(5)]
    wire = story("wire", *articles[:3], reprints=(("a1", "a0"), ("a2", "a0")))
    assert order(wire, story("own", *articles[3:]), articles=articles) == ["own", "wire"]


def test_one_outlet_counts_once_however_much_it_writes():
    articles = [article(f"a{i}", outlet="The Harbour Post") for i in range(4)] + [article("b0"), article("b1")]
    assert order(story("loud", *articles[:4]), story("broad", *articles[4:]), articles=articles) == ["broad", "loud"]


def test_news_of_today_leads_over_as_many_outlets_last_week():
    old = [article(f"a{i}", published=NOON - timedelta(days=6)) for i in range(3)]
    new = [article(f"b{i}") for i in range(2)]
    assert order(story("old", *old), story("new", *new), articles=[*old, *new]) == ["new", "old"]


def test_more_languages_lead_among_as_many_outlets():
    one = [article("a0"), article("a1")]
    two = [article("b0"), article("b1", language="ar")]
    assert order(story("x", *one), story("y", *two), articles=[*one, *two]) == ["y", "x"]


def test_a_reprint_in_another_language_is_no_further_language():
    one = [article("b0"), article("b1")]
    two = [article("c0"), article("c1"), article("c2", language="ar")]
    repeated = story("y", *two, reprints=(("c2", "c0"),))
    assert order(story("x", *one), repeated, articles=[*one, *two]) == ["x", "y"]


def test_the_weight_of_a_source_counts():
    articles = [article("a", source="local"), article("b", source="wire")]
    stories = story("x", articles[0]), story("y", articles[1])
    assert order(*stories, articles=articles, weights={"local": 0.5, "wire": 2.0}) == ["y", "x"]
    assert order(*stories, articles=articles, weights={"local": 2.0, "wire": 0.0}) == ["x", "y"]


def test_ties_go_to_the_lower_id_whatever_the_order():
    articles = [article("a"), article("b")]
    stories = story("x", articles[0]), story("y", articles[1])
    assert order(*stories, articles=articles) == order(*reversed(stories), articles=articles) == ["x", "y"]


def told(name, outlets, *, hours=0, **fields):
    """A story of its own matter by so many outlets, that appeared so long ago."""
    number = sum(map(ord, name))
    words = " ".join(f"{word}{name}{chr(97 + number % 26)}" for word in WORDS.split()[:6])
    made = [
        article(f"{name}{i}", title=words, outlet=f"{name} {i}", published=NOON - timedelta(hours=hours + 7), **fields)
        for i in range(outlets)
    ]
    return story(name, *made), made


def ranked(*pairs, **options):
    return order(*(one for one, _ in pairs), articles=[a for _, made in pairs for a in made], **options)


def why(name, *pairs, **options):
    articles = {a.id: a for _, made in pairs for a in made}
    return reasons(name, [one for one, _ in pairs], articles, now=NOON, **options)


def test_an_old_story_does_not_lead_for_one_late_article():
    _, made = told("old", 9, hours=120)
    late = article("late", outlet="Late Post")
    grown = story("old", *made, late), [*made, late]
    assert ranked(grown, told("new", 3)) == ["new", "old"]


def test_a_late_reprint_makes_a_story_no_newer():
    old, made = told("old", 4, hours=60)
    late = article("late", outlet="Late Post")
    repeated = story("old", *made, late, reprints=((late.id, made[0].id),)), [*made, late]
    assert why("old", repeated).score == why("old", (old, made)).score


def test_a_story_to_which_outlets_have_just_come_leads_over_one_that_all_told_at_once():
    steady, slow = told("steady", 4)
    rising, fast = told("rising", 4)
    fast[1:] = [article(a.id, title=a.title, outlet=a.outlet, published=NOON - timedelta(hours=5)) for a in fast[1:]]
    slow[1:] = [article(a.id, title=a.title, outlet=a.outlet, published=NOON - timedelta(hours=6)) for a in slow[1:]]
    assert ranked((steady, slow), (rising, fast)) == ["rising", "steady"]
    assert why("rising", (rising, fast)).joined == 3
    assert why("steady", (steady, slow)).joined == 0


def test_an_outlet_that_writes_again_has_not_just_come():
    _, made = told("x", 3)
    again = [article(f"again{i}", outlet=a.outlet) for i, a in enumerate(made)]
    assert why("x", (story("x", *made, *again), [*made, *again])).joined == 0


def test_an_article_without_a_date_is_neither_news_nor_forgotten():
    undated = told("undated", 2)[0], [article(f"undated{i}", published=None) for i in range(2)]
    assert ranked(undated, told("week", 2, hours=160), told("day", 2, hours=1)) == ["day", "undated", "week"]


def test_an_article_without_a_date_makes_an_old_story_no_fresher():
    _, made = told("old", 2, hours=100)
    made += [article(f"page{i}", outlet=f"Page {i}", published=None) for i in range(4)]
    assert why("old", (story("old", *made), made)).hours == 107
    assert ranked((story("old", *made), made), told("new", 1)) == ["new", "old"]


def test_an_outlet_that_writes_in_two_languages_adds_no_language():
    one = [article("a0"), article("a1", outlet="Outlet a0", language="ar")]
    assert dict(why("x", (story("x", *one), one)).points)["languages"] == 0


def war(name, title, outlets=2):
    text = "Veldian and Gorvenian troops met at Karsu, where Ilan Toralev had promised peace."
    made = [article(f"{name}{i}", text, title=title, outlet=f"{name} {i}") for i in range(outlets)]
    return story(name, *made), made


WAR = (
    war("w1", "Veldia and Gorvenia at war over Karsu", 5),
    war("w2", "Gorvenia shells Karsu, says Veldia", 4),
    war("w3", "Toralev flees Karsu as Veldia answers Gorvenia", 4),
    war("w4", "What Gorvenia wants from Veldia in Karsu", 4),
)


def test_stories_of_one_matter_do_not_fill_the_top_of_the_page():
    found = ranked(*WAR, told("flood", 3), told("vote", 3), told("match", 3))
    assert found[0] == "w1"
    assert set(found[1:4]) == {"flood", "vote", "match"}


def test_a_matter_of_which_half_of_a_small_edition_tells_is_one_matter():
    titles = ("envoys leave", "border shut", "markets fall", "schools close")
    halves = [war(f"h{i}", f"Veldia, Gorvenia: {title}") for i, title in enumerate(titles)]
    plain = [(one, [article(a.id, title=a.title, outlet=a.outlet) for a in made]) for one, made in halves]
    pairs = (*plain, told("flood", 3), told("vote", 3), told("match", 3))
    assert why("h3", *pairs).siblings == ("h0", "h1", "h2")
    assert dict(why("h3", *pairs).points)["siblings"] < -1


def facing(*pairs):
    """A vector for each article, by a pair of its story and the direction of that; all have one more part in common."""
    return {
        a.id: np.array([0.9, *(1.0 if n == direction else 0.1 for n in range(4))], dtype=np.float32)
        for (_, made), direction in pairs
        for a in made
    }


def test_stories_that_say_much_the_same_are_of_one_matter_whatever_their_words():
    first, second, other, last = told("harvest", 5), told("vote", 4), told("flood", 3), told("match", 3)
    pairs = (first, second, other, last)
    vectors = facing((first, 0), (second, 0), (other, 1), (last, 2))
    assert why("vote", *pairs, vectors=vectors).siblings == ("harvest",)
    assert why("flood", *pairs, vectors=vectors).siblings == ()
    assert ranked(*pairs, vectors=vectors) == ["harvest", "flood", "match", "vote"]
    assert ranked(*pairs) == ["harvest", "vote", "flood", "match"]


def lines(found):
    return [reason_line(reason, speak()) for reason in found.told]


def test_an_article_without_a_vector_is_told_by_its_names():
    pairs = (*WAR, told("flood", 3))
    vectors = facing((pairs[0], 0), (pairs[-1], 1))
    assert why("w2", *pairs, vectors=vectors).siblings == ("w1",)


def test_a_story_that_was_moved_down_names_what_stands_above_it():
    pairs = (*WAR, told("flood", 2))
    assert why("w2", *pairs).siblings == ("w1",)
    assert dict(why("w2", *pairs).points)["siblings"] < 0
    assert "moved down: the same matter stands above in w1" in lines(why("w2", *pairs))
    assert why("flood", *pairs).siblings == ()


def test_a_matter_that_several_stories_tell_of_leads_over_one_story_of_as_many_outlets():
    assert ranked(told("flood", 5, hours=-7), *WAR)[0] == "w1"
    assert ranked(told("flood", 5, hours=-7), WAR[0])[0] == "flood"


def test_stories_with_one_word_in_common_are_not_of_one_matter():
    harvest, vote = told("harvest", 2), told("vote", 2)
    named = [
        (one, [article(a.id, title=f"{a.title} Karsu", outlet=a.outlet) for a in made]) for one, made in (harvest, vote)
    ]
    assert why("vote", *named).siblings == why("harvest", *named).siblings == ()


def test_stories_with_numbers_in_common_are_not_of_one_matter():
    harvest, vote = told("harvest", 2), told("vote", 2)
    dated = [
        (one, [article(a.id, title=f"{a.title} 2026 11 23 14 30", outlet=a.outlet) for a in made])
        for one, made in (harvest, vote)
    ]
    assert why("vote", *dated).siblings == why("harvest", *dated).siblings == ()


def test_a_watched_story_comes_up_without_burying_a_world_event():
    quiet = told("quiet", 1, text="In Karsu the corridor was opened.")
    event = told("event", 9)
    others = told("b", 2), told("c", 3)
    assert ranked(quiet, event, *others, watch=["Karsu"]) == ["event", "quiet", "c", "b"]
    assert ranked(quiet, event, *others) == ["event", "c", "b", "quiet"]


def test_an_old_watched_story_does_not_come_up_again():
    assert ranked(told("old", 1, hours=150, text="Karsu"), told("new", 1), watch=["Karsu"]) == ["new", "old"]


def test_reasons_tell_what_the_score_is_made_of():
    made = [
        article("a0", source="s0", published=NOON - timedelta(hours=30)),
        article("a1", "Karsu is quiet.", source="s1", language="ar", published=NOON - timedelta(hours=3)),
        article("a2", source="s2", published=NOON - timedelta(hours=2)),
    ]
    pair = story("x", *made, reprints=(("a2", "a0"),)), made
    found = why("x", pair, weights={"s1": 2.0}, watch=["Karsu", "Grend"])
    assert (found.place, found.outlets, found.languages, found.hours) == (1, 2, ("ar", "en"), 3.0)
    assert (found.joined, found.watched) == (1, ("Karsu",))
    assert found.score == pytest.approx(sum(reason.points for reason in found.told))
    assert lines(found) == [
        "2 independent outlets",
        "2 languages: ar en",
        "the weights of its sources",
        "the newest article is 3 hours old",
        "1 outlet joined in the last hours",
        "you watch Karsu",
    ]
    assert [reason.points > 0 for reason in found.told] == [True, True, True, False, True, True]


def test_there_are_no_reasons_for_a_story_that_is_not_there():
    with pytest.raises(KeyError):
        why("y", told("x", 1))


@st.composite
def editions(draw):
    """Up to 8 stories of up to 4 articles each."""
    pairs = []
    for n in range(draw(st.integers(1, 8))):
        made = [
            article(
                f"a{n}{i}",
                title=" ".join(draw(st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=6))),
                outlet=f"Outlet {draw(st.integers(0, 5))}",
                language=draw(st.sampled_from(["ar", "en", "ru"])),
                published=draw(st.none() | st.integers(0, 190).map(lambda hours: NOON - timedelta(hours=hours))),
            )
            for i in range(draw(st.integers(1, 4)))
        ]
        pairs.append((story(f"s{n}", *made), made))
    return pairs


@settings(max_examples=60, deadline=None)
@given(editions(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(pairs, chance):
    shuffled = chance.sample(pairs, len(pairs))
    assert ranked(*pairs, watch=["oak"]) == ranked(*shuffled, watch=["oak"])


@settings(max_examples=60, deadline=None)
@given(editions())
def test_stories_stand_by_their_scores_and_each_score_is_the_sum_of_its_points(pairs):
    found = [why(name, *pairs) for name in ranked(*pairs)]
    assert [one.place for one in found] == list(range(1, len(pairs) + 1))
    scores = [one.score for one in found]
    assert all(one >= other - 1e-9 for one, other in pairwise(scores))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 190), min_size=1, max_size=5), st.integers(0, 190), st.sampled_from(["ar", "en", "ru"]))
def test_an_outlet_more_never_lowers_a_story(hours, late, language):
    made = [article(f"a{i}", published=NOON - timedelta(hours=one)) for i, one in enumerate(hours)]
    more = [*made, article("b", language=language, published=NOON - timedelta(hours=late))]
    assert why("x", (story("x", *more), more)).score >= why("x", (story("x", *made), made)).score


@settings(max_examples=30, deadline=None)
@given(editions(), st.integers(0, 190))
def test_a_wire_copy_more_changes_no_place(pairs, hours):
    first, made = pairs[0]
    copy = article("copy", title=made[0].title, outlet="Copyist", published=NOON - timedelta(hours=hours))
    copied = story(first.id, *made, copy, reprints=(("copy", made[0].id),)), [*made, copy]
    assert ranked(*pairs) == ranked(copied, *pairs[1:])
