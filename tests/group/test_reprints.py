"""Wire copies, reprints and near-duplicates."""

import random
from datetime import timedelta

import pytest
from builders import NOON, article

from briefing.group import group

NAMES = ("Orsk", "Veldia", "Karsu", "Grend", "Toralev", "Nam", "Topaz", "Hale")
THINGS = ("harbour", "bridge", "treaty", "harvest", "election", "railway", "budget", "garrison", "school", "reservoir")


def report(seed, sentences=12):
    chance = random.Random(seed)
    return "\n".join(
        f"{chance.choice(NAMES)} said on day {chance.randrange(99)} that the {chance.choice(THINGS)} near "
        f"{chance.choice(NAMES)} would cost {chance.randrange(999)} more than the {chance.choice(THINGS)}."
        for _ in range(sentences)
    )


def copies(*articles):
    return {pair for story in group(articles, vectors={}) for pair in story.reprints}


def later(hours):
    return NOON + timedelta(hours=hours)


def test_a_wire_copy_under_another_headline_repeats_the_earliest():
    text = report(1)
    first = article("z", text, title="Harbour costs rise")
    second = article("a", "ORSK (Wire) " + text, title="What the harbour will cost now", published=later(1))
    third = article("b", text.rpartition("\n")[0], title="Bill for harbour grows", published=later(2))
    assert copies(third, second, first) == {("a", "z"), ("b", "z")}


def test_copies_are_in_the_story_of_their_original():
    text = report(1)
    (story,) = group([article("a", text), article("b", text, published=later(1))], vectors={})
    assert story.articles == ("a", "b")
    assert story.reprints == (("b", "a"),)


def test_different_texts_are_no_copies_whatever_their_headlines():
    assert copies(article("a", report(1)), article("b", report(2), published=later(1))) == set()


@pytest.mark.parametrize("other", ["Rain in the north", "Market prices today"])
def test_an_outlets_own_notice_makes_no_copy(other):
    notice = report(3)
    one = article("a", notice, title="Vote in Karsu", outlet="The Harbour Post")
    two = article("b", notice, title=other, outlet="The Harbour Post", published=later(1))
    assert copies(one, two) == set()


def test_a_forecast_with_other_numbers_is_no_copy():
    def forecast(place, seed):
        chance = random.Random(seed)
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday") * 3
        return "\n".join(
            f"{day}: {chance.randrange(30)} degrees, wind {chance.randrange(90)} at {place}." for day in days
        )

    assert copies(article("a", forecast("Orsk", 1)), article("b", forecast("Grend", 2), published=later(1))) == set()


def test_the_same_long_headline_without_texts_is_a_reprint_and_a_short_one_not():
    long = "Orsk reopens its harbour after the longest strike in years"
    assert copies(article("a", title=long), article("b", title=long.upper(), published=later(1))) == {("b", "a")}
    assert copies(article("a", title="Weather"), article("b", title="Weather", published=later(1))) == set()


def test_a_text_repeated_a_month_later_is_no_copy():
    text = report(1)
    assert copies(article("a", text), article("b", text, published=later(24 * 30))) == set()


def test_copies_are_found_in_scripts_without_spaces():
    chance = random.Random(5)
    text = "".join(
        chance.choice("港湾橋市長選挙水害避難列車遅延予算決定発表会議住民") + chance.choice("はがをにでと")
        for _ in range(700)
    )
    edited = "".join(text[i : i + 40] + "新" for i in range(0, len(text), 40))
    first = article("a", text, language="ja", title="港の工事が再開")
    second = article("b", edited, language="ja", title="工事、来週から", published=later(1))
    assert copies(first, second) == {("b", "a")}


def test_the_same_teaser_under_the_same_headline_is_a_reprint():
    title, teaser = "Parliament in Veldia ousts the premier", "Ilan Toralev lost by two votes after a night of talks."
    one, other = article("a", teaser, title=title), article("b", teaser, title=title, published=later(1))
    assert copies(one, other) == {("b", "a")}


def test_a_headline_that_comes_again_over_another_teaser_is_no_reprint():
    title = "The weather in Veldia and Orsk this evening"
    one, other = article("a", "Rain from the west.", title=title), article("b", "Fog.", title=title, published=later(9))
    assert copies(one, other) == set()
