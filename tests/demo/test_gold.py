"""The sample edition, through the whole pipeline, against what its author meant (gold.toml)."""

import tomllib
from pathlib import Path

import printed
import pytest

from briefing.demo import EDITION
from briefing.pipeline.verify import verify
from briefing.render.toml import load
from briefing.store.database import open_database
from briefing.store.stories import published_stories
from briefing.store.workspace import Workspace

GOLD = tomllib.loads((Path(__file__).parent / "gold.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The snapshot, its database, and the story of each article's address."""
    workspace = Workspace(EDITION / "sources.toml", printed.made(tmp_path_factory))
    snapshot = load(printed.edition(tmp_path_factory).read_text("utf-8"))
    with open_database(workspace.database) as connection:
        address = dict(connection.execute("SELECT id, url FROM article"))
        story = {
            address[id_] or "articles/dafatir-ordvan.txt": name for id_, name in published_stories(connection).items()
        }
    return snapshot, workspace.database, story


def test_every_statement_of_the_edition_stands_in_its_source(edition):
    snapshot, database, _ = edition
    verdict = verify(snapshot, database)
    assert verdict.checked > 60
    assert verdict.wrong == ()


def test_one_source_fails_and_the_footer_says_so(edition):
    coverage = edition[0].coverage
    assert (coverage.asked, coverage.read, coverage.failed, coverage.pages_failed) == (13, 12, 1, 0)
    assert [failure.source for failure in edition[0].failures] == ["tessun-wire"]
    assert (coverage.articles, coverage.languages) == (34, 4)


def test_no_story_mixes_two_matters(edition):
    story = edition[2]
    matter = {url: gold["id"] for gold in GOLD["story"] for url in gold["articles"]}
    matter |= {url: url for url in GOLD["unrelated"]["articles"]}
    assert set(matter) == set(story)
    for name in set(story.values()):
        assert len({matter[url] for url, own in story.items() if own == name}) == 1


def test_the_great_matters_are_told_across_languages(edition):
    told = [briefing for briefing in edition[0].stories if len(briefing.languages) > 1 and briefing.outlets > 2]
    assert len(told) >= 3


def test_one_event_that_each_language_tells_is_one_story(edition):
    quake = next(gold for gold in GOLD["story"] if gold["id"] == "talmira-earthquake")
    assert len({edition[2][url] for url in quake["articles"]}) == 1


def test_copies_stand_in_the_story_of_their_original(edition):
    for copy in GOLD["copy"]:
        assert edition[2][copy["original"]] == edition[2][copy["repeat"]]


def test_nothing_that_is_no_reporting_is_printed(edition):
    printed = "\n".join(statement.text for story in edition[0].stories for statement in story.statements)
    found = [words for page in GOLD["boilerplate"] for words in page["texts"] if words in printed]
    assert found == []


def test_one_person_is_one_voice_in_a_story(edition):
    spellings = {spelling: voice["name"] for voice in GOLD["voice"] for spelling in voice["spellings"]}
    for story in edition[0].stories:
        ids = {}
        for statement in story.analyst_views:
            if statement.speaker in spellings:
                ids.setdefault(spellings[statement.speaker], set()).add(statement.speaker_id)
        assert all(len(own) == 1 for own in ids.values()), ids


def test_relative_dates_are_resolved_and_marked(edition):
    dated = [s for story in edition[0].stories for s in story.escalation if s.date_text in {"on Friday", "в пятницу"}]
    assert dated
    assert all(s.date == "2026-11-20" and s.date_resolved for s in dated)
