"""Corrections over a real workspace: they survive refreshes, and what is taken back leaves no trace."""

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, id_of, told

from briefing.errors import ConfigurationError, InputError
from briefing.pipeline.correcting import listed, merge, renew, split, undo
from briefing.pipeline.explaining import explain
from briefing.pipeline.refresh import refresh
from briefing.store.database import open_database
from briefing.store.snapshots import snapshot_names
from briefing.store.stories import former_ids, published_stories


@pytest.fixture
def room(tmp_path):
    made = Newsroom(tmp_path)
    made.report(0, 0, 1, 1, 2)
    return made


def test_merged_stories_stay_one_when_new_articles_come(room):
    before = room.refresh()
    assert {articles for _, articles in before} == {("a000", "a001"), ("a002", "a003"), ("a004",)}
    dam, vote = id_of(before, "a000"), id_of(before, "a002")
    merge(room.run(), [vote, dam])
    assert told(renew(room.run())) == room.stories()
    room.report(1, 0)
    after = room.refresh()
    assert (dam, ("a000", "a001", "a002", "a003", "a005", "a006")) in after
    assert vote not in {id_ for id_, _ in after}
    assert former_ids(room.workspace.database) == {vote: dam}


def test_of_stories_that_grouping_merges_the_older_keeps_its_id_and_the_other_id_still_finds_it(room):
    before = room.refresh()
    dam, tulips = id_of(before, "a000"), id_of(before, "a004")
    room.rewrite("a004", 0)
    after = room.refresh()
    assert id_of(after, "a000") == id_of(after, "a004") == dam
    assert tulips not in {id_ for id_, _ in after}
    assert former_ids(room.workspace.database) == {tulips: dam}
    assert explain(room.run(), tulips).story == dam


def test_what_was_parted_stays_apart_when_new_articles_come(room):
    room.report(0)
    before = room.refresh()
    made = split(room.run(), id_of(before, "a000"), ["a001"])
    assert {articles for _, articles in told(renew(room.run()))} >= {("a000", "a005"), ("a001",)}
    room.report(1)
    after = room.refresh()
    assert (made.story, ("a001",)) in after
    assert id_of(after, "a000") == id_of(before, "a000")


def test_a_correction_that_is_made_during_a_refresh_is_in_its_snapshot(room):
    before = room.refresh()
    dam, vote = id_of(before, "a000"), id_of(before, "a002")

    def meanwhile(progress):
        if progress.stage == "stories" and not progress.done:
            merge(room.run(), [dam, vote])

    assert vote not in {story.id for story in refresh(replace(room.run(), progress=meanwhile)).stories}


def test_copies_are_parted_with_their_original(room):
    room.report(0)
    dam = id_of(room.refresh(), "a000")
    with open_database(room.workspace.database) as connection, connection:
        connection.execute("UPDATE story SET copy_of = 'a000' WHERE article = 'a005'")
    made = split(room.run(), dam, ["a000"])
    assert made.others == ("a001",)
    assert (made.story, ("a000", "a005")) in room.stories()
    with pytest.raises(InputError, match="no article would remain"):
        split(room.run(), made.story, ["a000"])


def test_a_renewed_snapshot_keeps_what_was_new_and_what_failed(room):
    room.refresh()
    room.report(1)
    newest = refresh(room.run())
    again = renew(room.run())
    assert again.stories == newest.stories
    assert (again.coverage, again.failures) == (newest.coverage, newest.failures)
    assert (again.name, again.taken) == (newest.name, newest.taken)
    assert snapshot_names(room.workspace.snapshots)[0] == newest.name
    merge(room.run(), ["a000", "a002"])
    assert len(renew(room.run()).stories) == len(newest.stories) - 1
    assert len(snapshot_names(room.workspace.snapshots)) == 2
    assert any(story.status == "updated" for story in again.stories)


def test_nothing_is_renewed_before_the_first_snapshot(room):
    assert renew(room.run()) is None


def test_corrections_are_taken_back_one_by_one_or_by_what_they_are_about(room):
    first = room.refresh()
    dam, vote, tulips = (id_of(first, one) for one in ("a000", "a002", "a004"))
    one = merge(room.run(), [dam, vote])
    other = merge(room.run(), [dam, tulips])
    renew(room.run())
    assert set(former_ids(room.workspace.database)) == {vote, tulips}
    assert [standing for _, standing in listed(room.run())] == ["in force", "in force"]
    assert undo(room.run(), vote[:6]) == other  # it is the same story by now
    assert undo(room.run(), "a003") == one
    with pytest.raises(InputError, match="no story was corrected"):
        undo(room.run())
    assert told(renew(room.run())) == room.stories() == first
    assert former_ids(room.workspace.database) == {}
    other = merge(room.run(), [vote, tulips])
    with pytest.raises(InputError, match="nothing about it was corrected"):
        undo(room.run(), dam)
    assert undo(room.run()) == other


def test_ids_that_are_not_known_are_told_with_the_nearest(room):
    before = room.refresh()
    dam, vote = id_of(before, "a000"), id_of(before, "a002")
    with pytest.raises(InputError, match=f"did you mean {dam}"):
        merge(room.run(), [f"{dam}x", vote])
    with pytest.raises(InputError, match="begins several: a000, a001"):
        split(room.run(), dam, ["a00"])
    with pytest.raises(InputError, match=f"a002: is not in the story {dam}, but in {vote}"):
        split(room.run(), dam, ["a002"])
    with pytest.raises(InputError, match="no article would remain"):
        split(room.run(), dam, ["a000", "a001"])
    with pytest.raises(InputError, match="that is one story"):
        merge(room.run(), [dam, "a001"])
    assert not room.workspace.corrections.exists()


def test_it_is_told_what_the_reader_did_with_an_article(room):
    before = room.refresh()
    dam, vote, tulips = (id_of(before, one) for one in ("a000", "a002", "a004"))
    merge(room.run(), [dam, tulips])
    made = split(room.run(), vote, ["a003"])
    renew(room.run())
    assert {one.id: one.you for one in explain(room.run(), tulips).members} == {
        "a000": "",
        "a001": "",
        "a004": "merged",
    }
    parted = explain(room.run(), "a003")
    assert (parted.story, parted.beside.story) == (made.story, vote)
    assert [(one.n, one.you, one.nearest) for one in parted.members] == [(1, "parted", None)]
    merge(room.run(), [dam, made.story])
    moved = explain(room.run(), "a003")
    assert (moved.story, moved.size, [one.you for one in moved.members]) == (dam, 4, ["moved"])
    assert made.story in moved.formerly
    assert tulips in moved.formerly


def test_the_place_of_a_story_in_the_briefing_is_told_with_its_reasons(room):
    snapshot = refresh(room.run())
    told_ = [explain(room.run(), story.id) for story in snapshot.stories]
    assert [(why.place, why.stories) for why in told_] == [(1, 3), (2, 3), (3, 3)]
    assert told_[0].reasons[0].number == 2
    scores = [sum(reason.points for reason in why.reasons) for why in told_]
    assert scores == sorted(scores, reverse=True)
    assert explain(room.run(), "a000").reasons == ()


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("schema = 1\n[[correction]]\nkind = 'join'\n", "number 1: made: is missing"),
        ("schema = 2\n", "schema: is 2; this version of briefing reads 1"),
        ("schema = 1\ncorections = []\n", "unknown key 'corections': did you mean correction?"),
        ("schema = [1\n", "is not valid TOML"),
        (f"schema = {'9' * 5000}\n", "holds a value that can't be read"),
    ],
)
def test_a_file_of_corrections_that_can_not_be_read_is_told_and_kept(room, text, told_):
    before = room.refresh()
    room.workspace.corrections.write_text(text, "utf-8")
    for act in (
        lambda: refresh(room.run()),
        lambda: undo(room.run()),
        lambda: merge(room.run(), [id_of(before, "a000"), id_of(before, "a002")]),
    ):
        with pytest.raises(ConfigurationError, match=r"corrections\.toml: ") as caught:
            act()
        assert told_ in str(caught.value)
    assert room.workspace.corrections.read_text("utf-8") == text


@given(st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_stories_are_exactly_as_before_once_all_is_taken_back(seed):
    """Also with refreshes and new articles in between: against a workspace in which nothing was ever corrected."""
    chance = random.Random(seed)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        corrected, untouched = Newsroom(Path(one)), Newsroom(Path(other))
        made = 0
        for turn in range(3):
            arrived = [chance.randrange(3) for _ in range(3 if not turn else chance.randrange(3))]
            for room in (corrected, untouched):
                room.report(*arrived)
                room.refresh()
            assert [standing for _, standing in listed(corrected.run())][-1:] in ([], ["in force"])
            made += correct_something(chance, corrected)
        corrected.refresh()
        everything = sorted(article for _, articles in corrected.stories() for article in articles)
        assert everything == [f"a{n:03}" for n in range(corrected.count)]
        for _ in range(made):
            undo(corrected.run())
            if chance.random() < 0.5:
                corrected.refresh()
        assert corrected.stories() == untouched.stories() == corrected.refresh()
        with open_database(corrected.workspace.database) as connection:
            assert published_stories(connection) == {a: id_ for id_, articles in untouched.stories() for a in articles}


def correct_something(chance, room):
    """How many corrections were made: one, where there is anything to correct."""
    stories = sorted(room.stories())
    several = [story for story in stories if len(story[1]) > 1]
    if len(stories) > 1 and (not several or chance.random() < 0.5):
        merge(room.run(), [id_ for id_, _ in chance.sample(stories, 2)])
    elif several:
        id_, articles = chance.choice(several)
        split(room.run(), id_, chance.sample(articles, chance.randrange(1, len(articles))))
    return int(bool(several) or len(stories) > 1)
