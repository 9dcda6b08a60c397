import sqlite3
import threading
from datetime import timedelta
from functools import partial

import pytest
from builders import NOON
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.language.clean import clean
from briefing.model import SPAN, Briefing, Citation, Coverage, Failure, Reference, Snapshot, Statement
from briefing.render.toml import dump, load
from briefing.store.archive import open_archive
from briefing.store.outlines import outline_snapshot, pack, unpack
from briefing.store.snapshots import save_snapshot, snapshot_name


def reference(n=1, **fields):
    return Reference(
        n=n, **({"id": f"a{n}", "outlet": "Port", "title": "The dam of Grend", "published": NOON} | fields)
    )


def story(id_="s1", *texts, headline="The dam of Grend", articles=None, **fields):
    lines = tuple(Statement(text=t, language="en", citations=(Citation(n=1, start=0, end=len(t)),)) for t in texts)
    articles = articles or (reference(),)
    return Briefing(id=id_, headline=headline, languages=("en",), articles=articles, background=lines, **fields)


def snapshot(*stories, days=0, **fields):
    taken = NOON + timedelta(days=days)
    return Snapshot(taken=taken, name=snapshot_name(taken), stories=stories, **fields)


class Shelved:
    """A folder of snapshots, their index, and how often one was read as a whole."""

    def __init__(self, root):
        self.folder, self.path, self.read = root / "snapshots", root / "archive.sqlite", 0

    def save(self, *snapshots):
        return [save_snapshot(self.folder, one, dump=dump) for one in snapshots]

    def open(self):
        return open_archive(self.path, self.folder, load=self._load, dump=dump)

    def _load(self, text):
        found = load(text)
        self.read += bool(found.coverage.asked)  # what the archive keeps of one story has no coverage
        return found


@pytest.fixture
def shelved(tmp_path):
    return Shelved(tmp_path)


WORDS = st.text(st.sampled_from("aZé \"'\\*-:#[]سد غر٣«»发布ß😀"), min_size=1, max_size=20).filter(
    lambda text: clean(text) == text
)
MOMENTS = st.none() | st.integers(-20 * 24 * 60, 600).map(
    lambda minutes: NOON + timedelta(minutes=minutes, microseconds=7)
)


@st.composite
def stories(draw, id_):
    outlets = draw(st.lists(st.tuples(WORDS, WORDS, MOMENTS), min_size=1, max_size=4))
    articles = tuple(
        reference(n, outlet=outlet, title=title, published=published)
        for n, (outlet, title, published) in enumerate(outlets, 1)
    )
    status = draw(st.sampled_from(["", "new", "updated"]))
    texts = draw(st.lists(WORDS, max_size=3))
    return story(id_, *texts, headline=draw(WORDS), articles=articles, outlets=len(articles), status=status)


@st.composite
def snapshots(draw):
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    failures = tuple(Failure(source=name, name=name, reason="503") for name in draw(st.lists(WORDS, max_size=2)))
    made = tuple(draw(stories(id_)) for id_ in ids)
    return snapshot(*made, failures=failures, coverage=Coverage(asked=3, read=3), note=draw(WORDS))


@settings(max_examples=60, deadline=None)
@given(made=snapshots(), added=st.booleans())
def test_editions_and_stories_come_back_as_the_snapshot_has_them(tmp_path_factory, made, added):
    shelved = Shelved(tmp_path_factory.mktemp("archive"))
    shelved.save(made)
    whole = load(dump(made))
    with shelved.open() as archive:
        if added:
            archive.add(made)
        edition = archive.edition(made.name)
        assert edition == outline_snapshot(whole)
        assert [outline.rank for outline in edition.outlines] == list(range(1, len(whole.stories) + 1))
        assert tuple(archive.story(made.name, one.id) for one in whole.stories) == whole.stories
        assert archive.story(made.name, "none") is None
        assert unpack(pack(edition.outlines)) == edition.outlines


def test_an_outline_tells_outlets_newest_article_and_articles_by_day():
    hours = (0, 3, 30, 24 * SPAN - 1, 24 * SPAN, -1, None)
    articles = tuple(
        reference(n, outlet=f"Outlet {n % 2}", published=None if h is None else NOON - timedelta(hours=h))
        for n, h in enumerate(hours, 1)
    )
    (outline,) = outline_snapshot(snapshot(story(articles=articles, outlets=2))).outlines
    assert outline.daily == (1, 0, 0, 0, 0, 0, 1, 2)
    assert outline.names == ("Outlet 1", "Outlet 0")
    assert outline.newest == NOON + timedelta(hours=1)
    assert (outline.articles, outline.outlets) == (7, 2)


def test_a_snapshot_is_read_once_and_one_that_was_added_never(shelved):
    first, second = (snapshot(story(), days=d, coverage=Coverage(asked=1)) for d in (0, 1))
    shelved.save(first, second)
    with shelved.open() as archive:
        assert archive.missing() == archive.names() == [second.name, first.name]
        archive.add(second)
        before = shelved.read
        assert archive.story(second.name, "s1") == second.stories[0]
        assert shelved.read == before
        archive.edition(first.name)
        assert archive.missing() == []
    with shelved.open() as archive:
        before = shelved.read
        assert archive.newest().name == second.name
        assert archive.story(first.name, "s1")
        assert shelved.read == before + 1  # the edition's few lines, not the file


def test_a_file_that_was_changed_is_read_again(shelved):
    old = snapshot(story("s1", "Rain fell."))
    (path,) = shelved.save(old)
    with shelved.open() as archive:
        archive.add(old)
        path.write_text(dump(snapshot(story("s2", "Snow fell in Orsk."))), "utf-8")
        assert archive.missing() == [old.name]
        assert [outline.id for outline in archive.edition(old.name).outlines] == ["s2"]
        assert archive.story(old.name, "s1") is None
        assert [hit.story for hit in archive.search("snow")] == ["s2"]
        assert archive.search("rain") == []


def test_a_snapshot_that_is_missing_or_damaged_is_one_clear_line(shelved):
    (path,) = shelved.save(snapshot(story()))
    path.write_text("schema = ", "utf-8")
    with shelved.open() as archive:
        with pytest.raises(InputError, match="is not valid TOML"):
            archive.edition(path.stem)
        with pytest.raises(InputError, match="No such file"):
            archive.edition("2020-01-01T000000Z")
        with pytest.raises(InputError, match="is not valid TOML"):
            archive.newest()
        assert archive.search("dam", within=path.stem) == []


def test_the_newest_that_can_be_read_is_opened(shelved):
    with shelved.open() as archive:
        assert archive.newest() is None
        good, bad = shelved.save(snapshot(story()), snapshot(story(), days=1))
        bad.write_text("no", "utf-8")
        assert archive.newest().name == good.stem


def test_an_index_that_is_deleted_or_damaged_is_made_anew(shelved):
    made = snapshot(story())
    shelved.save(made)
    for spoil in (
        shelved.path.unlink,
        partial(shelved.path.write_bytes, b"this is no database at all" * 100),
        partial(shelved.path.write_bytes, b""),
    ):
        with shelved.open() as archive:
            assert archive.newest().name == made.name
        spoil()
        with shelved.open() as archive:
            assert archive.kept
            assert archive.missing() == [made.name]
            assert archive.edition(made.name) == outline_snapshot(made)
            assert archive.missing() == []


def test_an_index_that_proves_damaged_while_it_is_used_is_made_anew(shelved):
    made = snapshot(*(story(f"s{n}", "Rain fell. " * 400) for n in range(20)))
    shelved.save(made)
    with shelved.open() as archive:
        archive.add(made)
    size = shelved.path.stat().st_size
    with shelved.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with shelved.open() as archive:
        assert archive.newest() == outline_snapshot(made)
        assert archive.kept
        assert len(archive.search("rain")) == 20


def test_an_index_of_a_newer_version_is_left_alone(shelved):
    shelved.save(snapshot(story()))
    with sqlite3.connect(shelved.path) as made:
        made.execute("PRAGMA user_version = 99")
    with shelved.open() as archive:
        assert not archive.kept
        assert archive.newest().outlines
        assert archive.search("dam")
    with sqlite3.connect(shelved.path) as made:
        assert made.execute("PRAGMA user_version").fetchone() == (99,)


def test_where_no_index_can_be_written_it_is_kept_in_memory(shelved, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    shelved.path = tmp_path / "file" / "archive.sqlite"
    made = snapshot(story("s1", "Rain fell."))
    shelved.save(made)
    with shelved.open() as archive:
        assert not archive.kept
        archive.add(made)
        assert archive.missing() == []
        assert archive.newest() == outline_snapshot(made)
        assert [hit.excerpt for hit in archive.search("rain")] == ["Rain fell."]


def test_in_a_folder_that_can_not_be_written_the_index_is_read_and_the_rest_kept_in_memory(common, locked):
    shelved = Shelved(common)
    old, new = snapshot(story("s1", "Rain fell.")), snapshot(story("s1", "Rain fell again."), days=1)
    shelved.save(old, new)
    with shelved.open() as archive:
        archive.add(old)
    with locked(common), shelved.open() as archive:
        assert not archive.kept
        assert archive.missing() == [new.name]
        assert archive.newest() == outline_snapshot(new)
        assert archive.edition(old.name) == outline_snapshot(old)
        assert [hit.snapshot for hit in archive.search("rain")] == [new.name]
        assert [hit.snapshot for hit in archive.search("rain", within=old.name)] == [old.name]


def test_an_index_that_can_not_grow_gives_way_to_memory(shelved, monkeypatch):
    made = snapshot(story())
    shelved.save(made)

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    with shelved.open() as archive:
        monkeypatch.setattr(archive._shelves[0], "put", full)  # noqa: SLF001 (no disk can be filled here)
        assert archive.newest() == outline_snapshot(made)
        assert not archive.kept


def test_a_story_is_found_once_in_its_newest_snapshot_unless_one_is_named(shelved):
    old = snapshot(story("s1", "Rain fell."), story("s2", "Rain and snow fell."))
    new = snapshot(story("s1", "Rain fell again."), days=1)
    shelved.save(old, new)
    with shelved.open() as archive:
        archive.add(new)
        archive.add(old)
        assert [(hit.snapshot, hit.story) for hit in archive.search("rain")] == [(new.name, "s1"), (old.name, "s2")]
        assert {hit.story for hit in archive.search("rain", within=old.name)} == {"s1", "s2"}
        assert [hit.story for hit in archive.search("rain", limit=1)] == ["s1"]
        (hit,) = archive.search("again")
        assert (hit.taken, hit.headline, hit.excerpt) == (new.taken, "The dam of Grend", "Rain fell again.")


def test_a_match_in_a_headline_comes_before_one_in_the_text(shelved):
    made = snapshot(story("s1", "Snow fell."), story("s2", "All is well.", headline="Snow in Orsk"))
    shelved.save(made)
    with shelved.open() as archive:
        archive.add(made)
        assert [hit.story for hit in archive.search("snow")] == ["s2", "s1"]


def test_a_snapshot_that_was_deleted_is_no_longer_found(shelved):
    old, new = snapshot(story("s1", "Rain fell.")), snapshot(story("s2", "Snow fell."), days=1)
    path, _ = shelved.save(old, new)
    with shelved.open() as archive:
        archive.add(old)
        path.unlink()
        assert archive.search("rain") == []
        archive.add(new)
        assert archive.search("rain") == []
    with sqlite3.connect(shelved.path) as made:
        assert made.execute("SELECT count(*) FROM story").fetchone() == (1,)


def test_a_second_archive_searches_in_its_own_thread_while_the_first_is_open(shelved):
    made = snapshot(story("s1", "Rain fell."))
    shelved.save(made)
    found = []

    def search():
        with shelved.open() as archive:
            found.extend(archive.search("rain"))

    with shelved.open() as archive:
        archive.add(made)
        thread = threading.Thread(target=search)
        thread.start()
        thread.join()
        assert archive.newest()
    assert [hit.story for hit in found] == ["s1"]


def test_two_may_index_at_once(shelved):
    made = [snapshot(story("s1", f"Rain fell {n} times."), days=n) for n in range(12)]
    shelved.save(*made)
    trouble = []

    def index(names):
        try:
            with shelved.open() as archive:
                for name in names:
                    archive.edition(name)
                trouble.append(archive.kept)
        except Exception as error:  # noqa: BLE001 (told below)
            trouble.append(error)

    names = [one.name for one in made]
    threads = [threading.Thread(target=index, args=(order,)) for order in (names, names[::-1], names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == [True, True, True]
    with shelved.open() as archive:
        assert archive.missing() == []
        assert archive.newest() == outline_snapshot(made[-1])
