"""Corrections over a real workspace: they survive refreshes, and what is taken back leaves no trace."""

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from builders import NOON, analysis, article
from hypothesis import given, settings
from hypothesis import strategies as st
from inline import Inline

from briefing.errors import ConfigurationError, InputError
from briefing.model import Settings, Source
from briefing.pipeline.correcting import listed, merge, renew, split, undo
from briefing.pipeline.examine import analyser_version
from briefing.pipeline.explaining import explain
from briefing.pipeline.holdings import hold
from briefing.pipeline.refresh import refresh
from briefing.pipeline.run import Run
from briefing.store.articles import save_analysis, save_articles
from briefing.store.database import open_database
from briefing.store.stories import current_id, published_stories
from briefing.store.workspace import Workspace

MATTERS = (
    ("Dam at Orsk gives way after three days of rain", "Orsk dam bursts and villages are under water"),
    ("Veldia's parliament ousts premier Ilan Toralev", "Premier Toralev loses a vote in Veldia"),
    ("Tulip prices fall for a third season in Grend", "Grend growers lament the price of tulips"),
)


class Newsroom:
    """A workspace with articles on `MATTERS` in its store, as if they had been fetched: one an hour in turn."""

    def __init__(self, folder):
        self.workspace = Workspace(folder / "sources.toml", folder / "cache")
        self.now = NOON
        self.count = 0

    def report(self, *matters):
        with open_database(self.workspace.database) as connection, connection:
            for matter in matters:
                n, self.count, self.now = self.count, self.count + 1, self.now + timedelta(hours=1)
                title = f"{MATTERS[matter][n % 2]} {'again ' * (n // 2)}"
                made = article(
                    f"a{n:03}", f"{title}.", title=title, source="s", outlet=f"Outlet {n}", published=self.now
                )
                save_articles(connection, [("", made)], seen=self.now)
                centre, own = (np.random.default_rng(seed).standard_normal(512) for seed in (matter, 1000 + n))
                vector = (centre + 0.4 * own).astype("<f2").tobytes()
                found = analysis(made, "Main")
                save_analysis(connection, made, found, vector=vector, version=analyser_version())

    def run(self):
        self.now += timedelta(minutes=1)
        source = Source(id="s", name="S", url="https://port.example/feed")
        return Run(
            workspace=self.workspace,
            settings=Settings(),
            sources=(source,),
            now=self.now,
            executor=Inline(),
            offline=True,
        )

    def refresh(self):
        """The stories of a new snapshot."""
        return told(refresh(self.run()))

    def stories(self):
        """The stories as they would be printed now."""
        with open_database(self.workspace.database) as connection:
            return {(story.id, story.articles) for story in hold(connection, self.run()).stories}


def told(snapshot):
    return {(story.id, tuple(reference.id for reference in story.articles)) for story in snapshot.stories}


def id_of(stories, article_):
    (found,) = (id_ for id_, articles in stories if article_ in articles)
    return found


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
    assert current_id(room.workspace.database, vote) == dam


def test_what_was_parted_stays_apart_when_new_articles_come(room):
    room.report(0)
    before = room.refresh()
    made = split(room.run(), id_of(before, "a000"), ["a001"])
    assert {articles for _, articles in told(renew(room.run()))} >= {("a000", "a005"), ("a001",)}
    room.report(1)
    after = room.refresh()
    assert (made.story, ("a001",)) in after
    assert id_of(after, "a000") == id_of(before, "a000")


def test_a_renewed_snapshot_keeps_what_was_new_and_what_failed(room):
    room.refresh()
    room.report(1)
    newest = refresh(room.run())
    again = renew(room.run())
    assert again.stories == newest.stories
    assert (again.coverage, again.failures) == (newest.coverage, newest.failures)
    assert any(story.status == "updated" for story in again.stories)


def test_nothing_is_renewed_before_the_first_snapshot(room):
    assert renew(room.run()) is None


def test_corrections_are_taken_back_one_by_one_or_by_what_they_are_about(room):
    first = room.refresh()
    dam, vote, tulips = (id_of(first, one) for one in ("a000", "a002", "a004"))
    one = merge(room.run(), [dam, vote])
    other = merge(room.run(), [dam, tulips])
    assert [standing for _, standing in listed(room.run())] == ["in force", "in force"]
    assert undo(room.run(), vote[:6]) == other  # it is the same story by now
    assert undo(room.run(), "a003") == one
    with pytest.raises(InputError, match="no story was corrected"):
        undo(room.run())
    assert room.stories() == first
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


@pytest.mark.parametrize(
    ("text", "told_"),
    [
        ("schema = 1\n[[correction]]\nkind = 'join'\n", "number 1: made: is missing"),
        ("schema = 2\n", "schema: is 2; this version of briefing reads 1"),
        ("schema = 1\ncorections = []\n", "unknown key 'corections': did you mean correction?"),
        ("schema = [1\n", "is not valid TOML"),
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
