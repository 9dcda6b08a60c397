"""`briefing mute`: what it hides is told before, counted after, and shown again."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON
from program import briefing
from tui.desk_builder import ARABIC, CHINESE, RUSSIAN, TURKISH, article, dam, snapshot, stories, story

from briefing.model import Mute
from briefing.render.muting import Muting, hidden_by, without_muted
from briefing.render.toml import dump
from briefing.store.snapshots import save_snapshot

OURS = '# mine\n[settings]\n\n[[source]] # one\nid = "port"\nname = "Port of Veldia"\nurl = "port.xml"\n'


@pytest.fixture
def folder(tmp_path):
    """A workspace with a briefing of five stories."""
    (tmp_path / "sources.toml").write_text(OURS, "utf-8")
    save_snapshot(tmp_path / "cache" / "snapshots", snapshot(*stories()), dump=dump)
    return tmp_path


def file(folder):
    return (folder / "sources.toml").read_text("utf-8")


def printed(folder, *words):
    return json.loads(briefing("print", "--format", "json", *words, folder=folder).stdout)


def test_a_word_is_tried_muted_counted_listed_and_shown_again(folder):
    looked = briefing("mute", "add", "Grend", "--dry-run", folder=folder)
    assert looked.returncode == 0, looked.stderr
    assert looked.stderr.decode() == "would mute Grend: hides 2 stories of the newest briefing's 5 stories\n"
    assert looked.stdout.decode().splitlines() == ["The dam above Grend gave way", ARABIC]
    assert file(folder) == OURS

    assert briefing("mute", "add", "Grend", folder=folder).stderr.startswith(b"muted Grend: hides 2 stories")
    assert file(folder) == OURS + '\n[[mute]]\nword = "Grend"\n'
    shown = printed(folder)
    assert [one["id"] for one in shown["stories"]] == ["vote", "strike", "rate"]
    assert (shown["coverage"]["hidden_stories"], shown["coverage"]["filters"]) == (2, 1)
    for words in (("--unmuted",), ("--story", "dam")):
        assert printed(folder, *words)["stories"][0]["id"] == "dam"
    text = briefing("print", folder=folder).stdout.decode()
    assert "2 stories hidden by 1 filter" in " ".join(text.split())
    listed = json.loads(briefing("mute", "list", "--json", folder=folder).stdout)
    assert listed == {"what": "word", "name": "Grend", "until": None, "in_force": True, "stories": 2, "articles": 0}

    wrong = briefing("mute", "remove", "Gernd", folder=folder)
    assert (wrong.returncode, b"did you mean Grend?" in wrong.stderr) == (2, True)
    assert briefing("mute", "remove", "grend", folder=folder).stderr == b"shown again: grend\n"
    assert file(folder) == OURS


def test_an_outlets_articles_go_with_the_lines_that_stand_in_them(folder):
    wrong = briefing("mute", "add", "--outlet", "Port of Velda", folder=folder)
    assert (wrong.returncode, b"did you mean Port of Veldia?" in wrong.stderr) == (2, True)
    done = briefing("mute", "add", "--outlet", "port of  veldia", "--for", "7d", folder=folder)
    assert done.stderr.decode().endswith("hides 1 article of the newest briefing's 5 stories\n")
    week = datetime.now(UTC).date() + timedelta(days=7)
    assert file(folder).endswith(f'[[mute]]\noutlet = "Port of Veldia"\nuntil = {week}\n')
    first = printed(folder)["stories"][0]
    assert [one["outlet"] for one in first["articles"]] == ["Orsk Post", "Karsu Radio"]
    assert (first["headline"], first["background"], first["lead"]) == ("This text was never stored.", [], None)
    text = briefing("print", folder=folder).stdout.decode()
    assert "1 article hidden by 1 filter" in " ".join(text.split())
    assert "Port of Veldia" not in text


def test_a_mute_is_at_rest_from_its_day_on(folder):
    today = datetime.now(UTC).date()
    briefing("mute", "add", "dam", "--until", str(today), folder=folder)
    assert len(printed(folder)["stories"]) == 5
    assert b"at rest" in briefing("mute", "list", folder=folder).stdout
    briefing("mute", "add", "dam", "--until", str(today + timedelta(days=1)), folder=folder)
    assert file(folder).count("[[mute]]") == 1
    assert len(printed(folder)["stories"]) == 4
    briefing("mute", "add", "dam", folder=folder)
    assert file(folder).endswith('[[mute]]\nword = "dam"\n')


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("[[mute]]", "[[mute]] number 1: needs a word or an outlet"),
        ('[[mute]]\nword = "a"\noutlet = "b"', "[[mute]] number 1: needs a word or an outlet"),
        ('[[mute]]\nword = "…"', "word: must be a word or a phrase"),
        ('[[mute]]\nwrod = "a"', "unknown key 'wrod': did you mean word?"),
        ('[[mute]]\nword = "a"\nuntil = "soon"', "until: must be a date without quotes"),
        ('[mute]\nword = "a"', "write [[mute]], with two brackets"),
    ],
)
def test_a_mute_that_is_none_is_told_in_a_line(folder, table, reason):
    (folder / "sources.toml").write_text(f"{OURS}\n{table}\n", "utf-8")
    done = briefing("print", folder=folder)
    assert done.returncode == 2
    assert reason in done.stderr.decode()


def hidden(word, *titles, headline=""):
    """Whether a story of these headlines is hidden by the word."""
    told = tuple(article(f"a{n}", title, title=title) for n, title in enumerate(titles))
    return bool(hidden_by(snapshot(story("s", headline or titles[0], articles=told)), Mute(word=word)).stories)


@pytest.mark.parametrize(
    ("word", "headline", "hides"),
    [
        ("football", "Football: Veldia wins the cup", True),
        ("football", "Footballers of Veldia strike", True),
        ("war", "A warm winter in Grend", False),
        ("زلزال", "زلزال يضرب غريند", True),
        ("Grend", ARABIC, True),
        ("парламент", RUSSIAN, True),
        ("Парламент", "Решение парламента отменено", False),
        ("maden", TURKISH, True),
        ("央行", CHINESE, False),
        ("中央银行", CHINESE, True),
        ("price cap", "The price of a cap", False),
        ("price cap", "New price cap on grain", True),
    ],
)
def test_words_are_found_whole_in_every_script(word, headline, hides):
    assert hidden(word, headline) is hides


def test_half_of_the_headlines_hide_a_story_and_fewer_do_not():
    assert hidden("cup", "Veldia wins", "The cup is Veldia's", headline="Veldia wins")
    assert not hidden("cup", "Veldia wins", "The cup is Veldia's", "Veldia rejoices", headline="Veldia wins")


def test_lines_keep_the_citations_that_are_shown_and_nothing_is_changed_without_mutes():
    whole = snapshot(dam())
    left = without_muted(whole, Muting((Mute(outlet="Orsk Post"),))).stories[0]
    assert [citation.n for citation in left.escalation[0].citations] == [1]
    assert (left.headline, left.languages, left.outlets) == (whole.stories[0].headline, ("en",), 2)
    assert without_muted(whole, Muting(())) is whole
    assert whole.taken == NOON
