"""The story or the briefing as a file, and a briefing kept under a name."""

import json

from textual.widgets import Input, Static
from tui.desk_builder import ARABIC, CHINESE, DAM, GAVE_WAY, RUSSIAN, dam, snapshot, stories

from briefing.render.toml import dump, load
from briefing.store.snapshots import find_snapshot, kept_names, snapshot_names

#: All stories, as a file gives them back.
ALL = load(dump(snapshot(*stories()))).stories
SUFFIXES = {"html": "html", "json": "json", "markdown": "md", "terminal": "ansi", "text": "txt", "toml": "toml"}


async def export(hand, what, name, path=None):
    """Export `what` in the format `name`, to the file that is proposed or to `path`."""
    await hand.press("e")
    await hand.choose(what)
    await hand.choose(f"{name} (")
    if path is not None:
        hand.app.screen.query_one(Input).value = str(path)
    await hand.press("enter")
    await hand.app.workers.wait_for_complete()
    await hand.pilot.pause()


def test_a_story_is_exported_alone_in_every_format(room, monkeypatch, tmp_path):
    async def act(hand):
        for name in SUFFIXES:
            await export(hand, "this story", name)
        assert hand.told == [f"Written: {target}" for target in targets]

    monkeypatch.chdir(tmp_path)
    targets = [tmp_path / f"briefing-dam.{suffix}" for suffix in SUFFIXES.values()]
    room.show(act)
    for target in targets:
        text = target.read_text("utf-8")
        assert DAM in text
        assert GAVE_WAY in " ".join(text.split())
        assert ARABIC not in text
        assert RUSSIAN not in text


def test_all_listed_stories_are_exported_in_their_order_and_no_others(room, tmp_path):
    async def act(hand):
        await hand.press("m", "G", "p", "u")
        await export(hand, "4 stories as listed", "toml", tmp_path / "listed.toml")
        await hand.press("escape")
        await export(hand, "5 stories as listed", "json", tmp_path / "all.json")

    room.show(act)
    listed = load((tmp_path / "listed.toml").read_text("utf-8"))
    assert [one.id for one in listed.stories] == ["rate", "truce", "vote", "strike"]
    assert listed.stories[0] == stories()[4]
    assert {one["headline"] for one in json.loads((tmp_path / "all.json").read_text("utf-8"))["stories"]} >= {
        DAM,
        CHINESE,
        ARABIC,
    }


def test_an_earlier_edition_is_exported_as_it_was(room, tmp_path):
    async def act(hand):
        await hand.press("left_square_bracket")
        await export(hand, "as listed", "toml", tmp_path / "earlier.toml")

    room.save(snapshot(dam(), hours=1))
    room.show(act)
    assert len(load((tmp_path / "earlier.toml").read_text("utf-8")).stories) == 5


def test_a_file_that_can_not_be_is_refused_while_the_question_stands(room, tmp_path):
    async def act(hand):
        await export(hand, "this story", "text", tmp_path)
        assert hand.hint.endswith("is a folder")
        hand.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "a.txt")
        await hand.press("enter")
        assert hand.hint.endswith("there is no such folder")
        hand.app.screen.query_one(Input).value = ""
        await hand.press("enter")
        assert hand.hint == "a file needs a name"
        await hand.press("escape")
        assert hand.told == []

    room.show(act)


def test_a_snapshot_that_can_no_longer_be_read_is_not_exported_and_told(room, tmp_path):
    async def act(hand):
        for path in room.workspace.snapshots.glob("*.toml"):
            path.write_text("no snapshot", "utf-8")
        await export(hand, "as listed", "text", tmp_path / "a.txt")
        assert len(hand.told) == 1
        assert "is not" in hand.told[0]

    room.show(act)
    assert not (tmp_path / "a.txt").exists()


async def save(hand, name):
    """Keep the briefing under a name."""
    await hand.press("s")
    hand.app.screen.query_one(Input).value = name
    await hand.press("enter")
    await hand.app.workers.wait_for_complete()
    await hand.pilot.pause()


def test_a_briefing_is_kept_under_a_name_and_is_no_edition(room):
    async def act(hand):
        await save(hand, "flood-week")
        assert hand.told == ["Kept: briefing print --snapshot flood-week"]
        await hand.press("right_square_bracket")
        assert hand.told[1:] == ["There is no later briefing."]

    room.show(act)
    folder = room.workspace.snapshots
    assert kept_names(folder) == ["flood-week"]
    assert len(snapshot_names(folder)) == 1
    assert find_snapshot(folder, "flood-week", load=load).stories == ALL


def test_a_second_briefing_of_the_same_name_is_refused(room):
    async def act(hand):
        await save(hand, "week")
        await hand.press("u", "m", "u", "u")
        await save(hand, "week")
        assert "there is already a snapshot of this name" in " ".join(
            [*hand.told, *({hand.hint} if hand.app.screen.query("#hint") else ())]
        )

    room.show(act)
    assert find_snapshot(room.workspace.snapshots, "week", load=load).stories == ALL


def test_a_name_that_could_be_a_path_is_refused_while_the_question_stands(room):
    async def act(hand):
        await hand.press("s")
        for name in ("../escape", "a/b", "", ".hidden", "a b", "x" * 81, "النص"):
            hand.app.screen.query_one(Input).value = name
            await hand.press("enter")
            assert hand.hint.startswith("a name is made of letters"), name
            hand.app.screen.query_one("#hint", Static).update("")

    room.show(act)
    assert kept_names(room.workspace.snapshots) == []
