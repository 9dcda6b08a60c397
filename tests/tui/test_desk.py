"""The desk: what is read, pinned, filtered out, over the same files again and again."""

from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tui.desk_builder import Room, article, dam, grown, snapshot, stories, story

from briefing.errors import InputError
from briefing.model import Source
from briefing.tui.desk import Desk, Filters

LANGUAGES = ("ar", "en", "ru")
OUTLETS = ("Port", "Post", "Radio")
SOURCES = tuple(
    Source(id=name.lower(), name=name, url=f"{name}.xml", tags=tags)
    for name, tags in zip(OUTLETS, (("river",), ("river", "mines"), ()), strict=True)
)


@pytest.fixture
def on(room):
    """The desk over the room's files; each call closes what was open."""
    stack = ExitStack()

    def opened():
        stack.close()
        desk = room.desk(stack)
        desk.open_newest()
        return desk

    with stack:
        yield opened


def status(desk):
    """The stories that are new or updated."""
    return {o.id: word for o in desk.edition.outlines if (word := desk.status(o))}


def mark(desk, *ids):
    for id_ in ids:
        desk.mark_read(desk.outline(id_))


@st.composite
def editions(draw):
    """Stories in an order that changes, each by some outlets in some languages."""
    made = []
    for n in range(draw(st.integers(0, 7))):
        by = draw(st.lists(st.tuples(st.sampled_from(OUTLETS), st.sampled_from(LANGUAGES)), min_size=1, max_size=3))
        own = tuple(article(f"{n}-{k}", "Text.", o, language=tag) for k, (o, tag) in enumerate(by))
        made.append(story(f"s{n}", f"Story {n}", articles=own))
    return draw(st.permutations(made))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["read", "unread", "pin", "unpin"]), st.integers(0, 6)),
        st.builds(
            lambda *values: (
                "filter",
                Filters(**dict(zip(("unread", "language", "outlet", "topic"), values, strict=True))),
            ),
            st.booleans(),
            st.sampled_from(("", *LANGUAGES, "xx")),
            st.sampled_from(("", *OUTLETS)),
            st.sampled_from(("", "river", "mines", "sport")),
        ),
        st.just(("reopen", 0)),
    ),
    max_size=12,
)


def passes(desk, outline, topics):
    """Whether a story meets the filters, told independently."""
    f = desk.filters
    return not (
        (f.unread and desk.is_read(outline))
        or (f.language and f.language not in outline.languages)
        or (f.outlet and f.outlet not in outline.names)
        or (f.topic and not set(outline.names) & topics.get(f.topic, set()))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions(), STEPS)
def test_marks_and_filters_never_lose_or_double_a_story_and_pinned_ones_come_first(tmp_path_factory, told, steps):
    room = Room.below(tmp_path_factory.mktemp("desk"), sources="")
    room.save(snapshot(*told))
    topics = {"river": {"Port", "Post"}, "mines": {"Post"}}
    with ExitStack() as stack:

        def opened():
            desk = room.desk(stack)
            desk.use(SOURCES)
            desk.open_newest()
            return desk

        desk = opened()
        read, pinned = set(), set()
        for what, value in steps:
            before = [outline.id for outline in desk.listed]
            outline = desk.edition.outlines[value % len(told)] if told and isinstance(value, int) else None
            if what == "filter":
                desk.filter(value)
            elif what == "reopen":
                desk = opened()
            elif outline is None:
                continue
            elif what in ("read", "unread"):
                desk.mark_read(outline, read=what == "read")
                (read.add if what == "read" else read.discard)(outline.id)
                assert [one.id for one in desk.listed] == before, "the list stays while one reads"
                desk.filter(desk.filters)
            else:
                desk.pin(outline, pinned=what == "pin")
                (pinned.add if what == "pin" else pinned.discard)(outline.id)
            expected = [one for one in desk.edition.outlines if passes(desk, one, topics)]
            expected.sort(key=lambda one: (one.id not in pinned, one.rank))
            assert list(desk.listed) == expected
            assert {one.id for one in desk.edition.outlines if desk.is_read(one)} == read
            assert desk.unread() == sum(1 for one in expected if one.id not in read)
        desk.filter(Filters())
        assert sorted(one.id for one in desk.listed) == sorted(one.id for one in told)


def test_choices_count_every_story_once_and_the_most_frequent_come_first(on):
    desk = on()
    assert desk.choices("language") == [("tr", 2), ("ar", 1), ("en", 1), ("ru", 1), ("zh", 1)]
    assert ("Orsk Post", 1) in desk.choices("outlet")
    assert desk.choices("topic") == [("river", 1), ("trade", 1)]


def test_a_story_is_updated_when_it_has_more_articles_or_newer_ones_than_when_it_was_read(room, on):
    mark(on(), "dam", "truce", "vote")
    first, truce, vote, *rest = stories()
    newer = replace(truce, articles=tuple(replace(r, published=room_hours(r, 1)) for r in truce.articles))
    room.save(snapshot(grown(first), newer, vote, *rest, hours=1))
    desk = on()
    assert status(desk) == {"dam": "updated", "truce": "updated"}
    assert [desk.is_read(desk.outline(id_)) for id_ in ("dam", "truce", "vote")] == [False, False, True]


def room_hours(one, hours):
    """The date of an article, so many hours later."""
    from datetime import timedelta

    return one.published + timedelta(hours=hours)


def test_a_story_that_lost_articles_stays_read(room, on):
    mark(on(), "dam")
    room.save(snapshot(replace(dam(), articles=dam().articles[:1], escalation=(), lead=None), hours=1))
    assert status(on()) == {}


def test_without_an_edition_before_the_snapshots_own_word_stands(room, on):
    room.save(snapshot(replace(dam(), status="new"), *stories()[1:], hours=1))
    assert status(on()) == {"dam": "new"}


def test_new_means_since_the_edition_that_the_reader_had_however_many_came_between(room, on):
    on()
    room.save(snapshot(*stories(), story("x", "X"), hours=1), snapshot(*stories(), story("x", "X"), hours=2))
    assert status(on()) == {"x": "new"}
    assert status(on()) == {"x": "new"}, "opening the app twice changes nothing"


def test_what_a_story_is_compared_with_is_the_edition_in_which_it_was_read(room, on):
    mark(on(), "dam")
    room.save(snapshot(grown(dam(), "One."), hours=1))
    on()
    room.save(snapshot(grown(grown(dam(), "One."), "Two."), hours=2))
    desk = on()
    assert len(desk.earlier("dam").articles) == 3
    assert desk.before == "2026-11-23T130000Z"
    mark(desk, "dam")
    assert len(desk.earlier("dam").articles) == 4


def test_a_deleted_edition_is_no_obstacle_to_what_is_compared_with_it(room, on):
    mark(on(), "dam")
    room.save(snapshot(grown(dam()), *stories()[1:], hours=1))
    (room.workspace.snapshots / "2026-11-23T120000Z.toml").unlink()
    desk = on()
    assert desk.earlier("dam") is None
    assert desk.gone() == ()
    assert status(desk)["dam"] == "updated"


def test_stories_of_the_edition_before_that_are_no_more_are_gone(room, on):
    on()
    room.save(snapshot(*stories()[:3], hours=1))
    assert [one.id for one in on().gone()] == ["strike", "rate"]


def test_ages_of_an_earlier_edition_are_counted_from_when_it_was_taken(room, on):
    room.save(snapshot(dam(), hours=5))
    room.hour = 6
    desk = on()
    assert desk.now == desk.moment()
    assert desk.step(-1)
    assert desk.now == desk.edition.taken
    assert not desk.is_newest


def test_stepping_ends_at_both_ends_and_passes_damaged_editions(room, on):
    paths = room.save(*(snapshot(dam(), hours=n) for n in (1, 2, 3)))
    for path in paths[:2]:
        path.write_text("?", "utf-8")
    desk = on()
    assert not desk.step(1)
    assert desk.step(-1)
    assert desk.edition.name == "2026-11-23T120000Z"
    assert not desk.step(-1)
    assert desk.step(1)
    assert desk.edition.name == "2026-11-23T150000Z"


def test_only_damaged_editions_are_an_error_in_one_line(room, on):
    for path in room.workspace.snapshots.glob("*.toml"):
        path.write_text("?", "utf-8")
    with pytest.raises(InputError) as caught:
        on()
    assert "\n" not in str(caught.value)


def test_a_desk_without_any_edition_answers_everything(tmp_path):
    room = Room.below(tmp_path)
    with ExitStack() as stack:
        desk = room.desk(stack)
        assert not desk.open_newest()
        assert (desk.listed, desk.unread(), desk.choices("topic"), desk.gone()) == ((), 0, [], ())
        assert not desk.step(-1)
        assert desk.story("dam") is None
        assert desk.earlier("dam") is None


def test_marks_that_can_not_be_kept_hold_until_the_end(room):
    room.workspace.reader.write_bytes(b"no database" * 999)
    with ExitStack() as stack:
        desk = room.desk(stack)
        desk.open_newest()
        assert not desk.kept
        mark(desk, "dam")
        desk.pin(desk.outline("rate"), pinned=True)
        assert desk.is_read(desk.outline("dam"))
        assert desk.listed[0].id == "rate"
    assert room.workspace.reader.read_bytes() == b"no database" * 999


@pytest.mark.parametrize("kept", [None, 3, [], "x", {"unread": "yes", "language": 7, "colour": "red"}, {"topic": None}])
def test_filters_that_make_no_sense_are_none(kept):
    class Bare:
        kept = True

        def marks(self):
            return {}

        def get(self, _):
            return kept

    assert Desk(None, Bare(), sources=(), moment=lambda: None).filters == Filters()


def test_a_question_is_asked_once_for_all_time(on):
    assert not on().asked("direction")
    assert on().asked("direction")


def test_lines_are_new_that_the_reader_has_not_had(room):
    with ExitStack() as stack:
        desk = room.desk(stack)
        desk.open_newest()
        desk.mark_read(desk.outline("dam"))
    room.save(snapshot(grown(dam(), "A crack was found."), *stories()[1:], hours=1))
    room.save(snapshot(grown(grown(dam(), "A crack was found."), "It is two metres long."), *stories()[1:], hours=2))
    with ExitStack() as stack:
        desk = room.desk(stack)
        desk.open_newest()
        new = [statement.text for statement in desk.story("dam").statements if statement.new]
    assert new == ["A crack was found.", "It is two metres long."]  # both, though only one is since the snapshot before
