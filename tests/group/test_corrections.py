from datetime import timedelta
from zlib import crc32

import numpy as np
from builders import NOON, article
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group import group
from briefing.group.aliases import aliases
from briefing.group.corrections import correct, new_story, standings
from briefing.group.likeness import Likeness
from briefing.model import Correction, Story


def story(id_, *articles, copies=()):
    return Story(id=id_, articles=articles, reprints=tuple(copies))


def stand(*stories):
    """The articles of `stories`, each an hour younger than the one before by name."""
    names = sorted(id_ for one in stories for id_ in one.articles)
    return {id_: article(id_, published=NOON + timedelta(hours=i)) for i, id_ in enumerate(names)}


def never(one, other):
    raise AssertionError(f"{one} and {other} were compared")


def merge(*pairs, into="A", at=0):
    """A merge of stories, each named with one of its articles: ("A", "a1")."""
    return Correction(
        kind="merge",
        made=NOON + timedelta(minutes=at),
        story=into,
        stories=tuple(name for name, _ in pairs),
        articles=tuple(id_ for _, id_ in pairs),
    )


def split(from_, articles, others, *, into="N", at=0):
    return Correction(
        kind="split",
        made=NOON + timedelta(minutes=at),
        story=into,
        stories=(from_,),
        articles=tuple(articles),
        others=tuple(others),
    )


def corrected(stories, *corrections, likeness=never, before=None):
    found = correct(stories, corrections, articles=stand(*stories), likeness=likeness, before=before)
    return {one.id: one.articles for one in found}


A = story("A", "a1", "a2", "a3")
B = story("B", "b1", "b2")
C = story("C", "c1")


def test_merged_stories_are_one_under_the_id_of_the_oldest():
    assert corrected([A, B, C], merge(("A", "a2"), ("B", "b1"))) == {
        "A": ("a1", "a2", "a3", "b1", "b2"),
        "C": ("c1",),
    }


def test_a_merge_holds_while_one_of_its_articles_or_stories_is_there():
    again = merge(("A", "gone"), ("B", "gone too"))
    assert corrected([A, B, C], again)["A"] == ("a1", "a2", "a3", "b1", "b2")
    assert corrected([B, C], again) == {"A": ("b1", "b2"), "C": ("c1",)}
    assert corrected([C], again) == {"C": ("c1",)}


def test_a_merge_joins_whatever_stories_hold_its_articles_now():
    moved = [story("X", "a1"), story("Y", "b1", "c1")]
    assert corrected(moved, merge(("A", "a1"), ("B", "b1"))) == {"A": ("a1", "b1", "c1")}


def test_what_is_parted_becomes_a_story_and_the_rest_keeps_its_id():
    parted = split("A", ["a1", "a3"], ["a2"])
    assert corrected([A, B], parted) == {"A": ("a2",), "N": ("a1", "a3"), "B": ("b1", "b2")}


def test_what_comes_later_goes_where_it_is_more_alike_and_ties_stay():
    near = {("a4", "a1"): 0.9, ("a4", "a2"): 0.1, ("a5", "a1"): 0.2, ("a5", "a2"): 0.3}
    grown = [story("A", "a1", "a2", "a4", "a5", "a6")]
    found = corrected(grown, split("A", ["a1"], ["a2"]), likeness=lambda a, b: near.get((a, b), 0.5))
    assert found == {"A": ("a2", "a5", "a6"), "N": ("a1", "a4")}


def test_articles_that_grouping_parts_itself_are_left_as_they_are():
    assert corrected([A, B], split("A", ["b1"], ["a1"])) == {"A": A.articles, "B": B.articles}


def test_copies_go_with_their_original_unless_they_are_named():
    wired = [story("A", "a1", "a2", "a3", "a4", copies=[("a3", "a1"), ("a4", "a1")])]
    parted = correct(wired, [split("A", ["a1"], ["a2"])], articles=stand(*wired), likeness=never)
    assert {one.id: one.articles for one in parted} == {"A": ("a2",), "N": ("a1", "a3", "a4")}
    assert {one.id: one.reprints for one in parted} == {"A": (), "N": (("a3", "a1"), ("a4", "a1"))}
    named = correct(wired, [split("A", ["a3", "a4"], ["a1", "a2"])], articles=stand(*wired), likeness=never)
    assert {one.id: one.articles for one in named} == {"A": ("a1", "a2"), "N": ("a3", "a4")}
    assert {one.id: one.reprints for one in named} == {"A": (), "N": (("a4", "a3"),)}


def test_a_copy_goes_with_an_original_that_comes_later_by_name():
    wired = [story("A", "a1", "a2", "a3", "z9", copies=[("a3", "z9")])]
    near = {("z9", "a1"): 0.9, ("z9", "a2"): 0.1, ("a3", "a1"): 0.1, ("a3", "a2"): 0.9}
    found = corrected(wired, split("A", ["a1"], ["a2"]), likeness=lambda *pair: near[pair])
    assert found == {"A": ("a2",), "N": ("a1", "a3", "z9")}


def test_a_split_lives_on_in_what_was_with_its_articles():
    later = [story("A", "a5", "a6", "a7")]
    shown = {"a5": "N", "a6": "A"}
    near = {("a7", "a5"): 0.9, ("a7", "a6"): 0.1}
    found = corrected(later, split("A", ["a1"], ["a2"]), likeness=lambda *pair: near[pair], before=shown)
    assert found == {"A": ("a6",), "N": ("a5", "a7")}


def test_the_later_correction_wins():
    together, apart = merge(("A", "a1"), ("B", "b1")), split("A", ["b1"], ["a1", "a2", "a3", "b2"], at=1)
    assert corrected([A, B], together, apart) == {"A": ("a1", "a2", "a3", "b2"), "N": ("b1",)}
    again = merge(("A", "a1"), ("N", "b1"), at=2)
    assert corrected([A, B], together, apart, again) == {"A": ("a1", "a2", "a3", "b1", "b2")}


def test_it_is_told_what_became_of_a_correction():
    def standing(stories, *corrections):
        articles = stand(*stories)
        return standings(corrections, lambda some: correct(stories, some, articles=articles, likeness=never))

    together, apart = merge(("A", "a1"), ("B", "b1")), split("A", ["b1", "b2"], ["a1", "a2", "a3"], at=1)
    assert standing([A, B], together) == ("in force",)
    assert standing([A, B], together, apart) == ("overruled", "in force")
    assert standing([A], together) == ("at rest",)
    assert standing([C], together, apart) == ("at rest", "at rest")
    one_of_two = split("A", ["b1"], ["a1", "a2", "a3", "b2"], at=1)
    assert standing([A, B], together, one_of_two) == ("in force", "in force")


def test_ids_that_are_gone_lead_to_the_story_that_has_most_of_the_articles():
    before = dict.fromkeys(("a1", "a2", "b1"), "old") | {"c1": "C", "b2": "left"}
    assert aliases(before, [A, B, C]) == {"old": "A", "left": "B"}
    assert aliases({"a1": "A"}, [A]) == {}


IDS = [f"a{i:02}" for i in range(14)]


@st.composite
def stories_and_corrections(draw):
    """Stories of some of the articles, and corrections, each made of what a reader saw when some were there."""
    places = draw(st.lists(st.integers(0, 4), min_size=4, max_size=len(IDS)))
    found = partition(places)
    corrections = []
    for turn in range(draw(st.integers(0, 4))):
        seen = correct(found, corrections, articles=stand(*found), likeness=alike)
        corrections.append(draw(corrections_of(seen, turn)))
    # what the corrections were made on, then the same stream grouped anew, with articles come and gone
    first = draw(st.integers(0, 3))
    moved = {id_: draw(st.integers(0, 4)) for id_ in IDS[first:]}
    return found, partition(list(moved.values()), IDS[first:]), corrections


@st.composite
def corrections_of(draw, stories, turn):
    if len(stories) > 1 and draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(stories), min_size=2, max_size=3, unique_by=lambda one: one.id))
        pairs = [(one.id, draw(st.sampled_from(one.articles))) for one in chosen]
        return merge(*pairs, into=min(chosen, key=lambda one: one.articles[0]).id, at=turn)
    whole = draw(st.sampled_from(stories))
    parted = draw(st.lists(st.sampled_from(whole.articles), min_size=1, max_size=3, unique=True))
    others = [id_ for id_ in whole.articles if id_ not in parted]
    return split(whole.id, parted, others, into=new_story(parted[0], str(turn)), at=turn)


def partition(places, ids=IDS):
    members = {}
    for id_, place in zip(ids, places, strict=False):
        members.setdefault(place, []).append(id_)
    return [
        story(f"s{min(of)}", *of, copies=[(of[2], of[1])] if len(of) > 3 else []) for _, of in sorted(members.items())
    ]


def alike(one, other):
    return crc32(min(one, other).encode() + max(one, other).encode()) % 97 / 97


@given(stories_and_corrections())
def test_every_article_stays_in_exactly_one_story_and_every_story_has_its_own_id(given_):
    for stories in given_[:2]:
        found = correct(stories, given_[2], articles=stand(*stories), likeness=alike)
        assert sorted(id_ for one in found for id_ in one.articles) == sorted(
            id_ for s in stories for id_ in s.articles
        )
        assert len({one.id for one in found}) == len(found)
        assert all({*pair} <= {*one.articles} for one in found for pair in one.reprints)


@given(stories_and_corrections(), st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_matter(given_, chance):
    for stories in given_[:2]:
        mixed = [*stories]
        chance.shuffle(mixed)
        articles = stand(*stories)
        one, other = (correct(some, given_[2], articles=articles, likeness=alike) for some in (stories, mixed))
        assert {*one} == {*other}


@given(st.permutations(range(6)), st.integers(0, 10_000))
@settings(max_examples=20)
def test_the_order_of_the_articles_does_not_matter(order, seed):
    articles = [article(f"a{i}", title=f"Report {i} from Orsk", published=NOON + timedelta(hours=i)) for i in range(6)]
    chance = np.random.default_rng(seed)
    vectors = {one.id: chance.standard_normal(16).astype(np.float32) for one in articles}

    def found(some):
        some = list(some)
        grouped = group(some, vectors=vectors)
        first, *rest = grouped[0].articles
        corrections = [split(grouped[0].id, [first], rest)] if rest else []
        corrections.append(merge(*((one.id, one.articles[-1]) for one in grouped[-2:]), into=grouped[-2:][0].id, at=1))
        by_id = {one.id: one for one in some}
        return correct(grouped, corrections, articles=by_id, likeness=Likeness(some, vectors))

    assert found(articles[i] for i in order) == found(articles)


@given(stories_and_corrections())
def test_the_newest_correction_is_always_carried_out(given_):
    _, stories, corrections = given_
    if corrections:
        articles = stand(*stories)
        found = standings(corrections, lambda some: correct(stories, some, articles=articles, likeness=alike))
        assert found[-1] != "overruled"


@given(stories_and_corrections())
def test_a_correction_changes_no_story_that_it_is_not_about(given_):
    _, stories, corrections = given_
    if corrections:
        articles = stand(*stories)
        *earlier, last = corrections
        before = correct(stories, earlier, articles=articles, likeness=alike)
        after = correct(stories, corrections, articles=articles, likeness=alike)
        about = {*last.articles, *last.others}
        untouched = [s for s in before if not about & {*s.articles} and s.id not in {*last.stories, last.story}]
        assert set(untouched) <= set(after)
