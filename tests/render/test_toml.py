import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from difflib import ndiff

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.hostile import hostile
from render.sample import snapshot

from briefing.errors import InputError
from briefing.language.clean import clean
from briefing.model import Briefing, Citation, Coverage, Failure, Reference, Snapshot, Statement
from briefing.render import render
from briefing.render.toml import dump, load
from briefing.render.upgrades import UPGRADES

CLEAN = st.text(max_size=20).map(clean)
SOME = CLEAN.filter(bool)
COUNTS = st.integers(0, 2**31)
TIMES = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (Hypothesis adds the zone)
URLS = st.sampled_from(("", "https://harbour.example/a?b=c#d", "http://x.example:8080/%D8%A3"))
CITATIONS = st.builds(
    lambda n, start, length: Citation(n=n, start=start, end=start + length),
    st.integers(1, 2),
    COUNTS,
    st.integers(1, 999),
)
STATEMENTS = st.builds(
    Statement,
    text=SOME,
    language=CLEAN,
    citations=st.lists(CITATIONS, min_size=1, max_size=3).map(tuple),
    date=CLEAN,
    date_text=CLEAN,
    date_precision=st.sampled_from(("", "day", "month", "season", "year", "range")),
    date_resolved=st.booleans(),
    speaker=CLEAN,
    speaker_id=CLEAN,
    names=st.lists(CLEAN, max_size=2).map(tuple),
    role=CLEAN,
    kind=st.sampled_from(("", "analyst", "unnamed")),
    direct=st.booleans(),
    likelihood=CLEAN,
    new=st.booleans(),
)
SECTIONS = st.lists(STATEMENTS, max_size=2).map(tuple)


def references(n):
    return st.builds(
        Reference,
        n=st.just(n),
        id=CLEAN,
        outlet=CLEAN,
        title=CLEAN,
        url=URLS,
        language=CLEAN,
        published=st.none() | TIMES,
    )


STORIES = st.builds(
    Briefing,
    id=CLEAN,
    headline=CLEAN,
    languages=st.lists(CLEAN, max_size=2).map(tuple),
    articles=st.tuples(references(1), references(2)),
    lead=st.none() | STATEMENTS,
    background=SECTIONS,
    escalation=SECTIONS,
    analyst_views=SECTIONS,
    outlook=SECTIONS,
    outlets=COUNTS,
    status=st.sampled_from(("", "new", "updated")),
    watched=st.lists(CLEAN, max_size=2).map(tuple),
)
SNAPSHOTS = st.builds(
    Snapshot,
    taken=TIMES,
    stories=st.lists(STORIES, max_size=2).map(tuple),
    failures=st.lists(
        st.builds(Failure, source=CLEAN, name=CLEAN, reason=CLEAN, url=URLS, retry_after=st.none() | TIMES), max_size=2
    ).map(tuple),
    coverage=st.builds(Coverage, asked=COUNTS, read=COUNTS, languages=COUNTS),
    name=CLEAN,
    note=CLEAN,
)


@settings(max_examples=60, deadline=None)
@given(SNAPSHOTS)
def test_what_is_dumped_is_loaded_as_it_was(given_):
    text = dump(given_)
    assert load(text) == given_
    assert dump(load(text)) == text


def test_the_sample_comes_back_whole():
    assert load(dump(snapshot())) == snapshot()


def test_a_moment_of_another_zone_is_written_in_utc():
    there = datetime(2026, 11, 23, 11, tzinfo=timezone(timedelta(hours=3)))
    assert "taken = 2026-11-23 08:00:00+00:00" in dump(snapshot(taken=there))


def test_every_statement_is_a_block_of_its_own():
    text = dump(snapshot())
    statements = sum(len(s.statements) - bool(s.lead) for s in snapshot().stories)
    sections = ("background", "escalation", "analyst_views", "outlook")
    assert sum(text.count(f"[[stories.{section}]]\n") for section in sections) == statements


def test_one_changed_statement_is_one_changed_block():
    whole = snapshot()
    first, *others = whole.stories
    changed = replace(first.background[0], text="In 2021 Orsk brokered nothing.", new=True)
    told = replace(whole, stories=(replace(first, background=(changed, *first.background[1:])), *others))
    steps = [line for line in ndiff(dump(whole).splitlines(), dump(told).splitlines()) if line[0] in "+-"]
    assert [line.split(" = ")[0] for line in steps] == ["- text", "+ text", "+ new"]


def test_a_snapshot_of_an_older_schema_is_brought_up_to_date(monkeypatch):
    def renamed(table):
        return {("note" if key == "remark" else key): value for key, value in table.items()}

    monkeypatch.setitem(UPGRADES, 1, renamed)
    old = dump(snapshot(note="Storms.")).replace("schema = 2", "schema = 1").replace("note = ", "remark = ")
    assert load(old) == snapshot(note="Storms.")


def test_older_snapshots_learn_the_ranges_of_their_words_and_the_words_that_were_missed():
    first = snapshot().stories[0]
    told = replace(first.outlook[0], text="A base is very unlikely.", likelihood="very unlikely", band="very_unlikely")
    now = replace(snapshot(), stories=(replace(first, outlook=(told,)),))
    old = dump(now).replace("schema = 2", "schema = 1").replace('band = "very_unlikely"\n', "")
    old = old.replace('likelihood = "very unlikely"', 'likelihood = "unlikely"')
    assert "band" not in old
    assert load(old) == now


def test_empty_fields_are_left_out():
    assert '""' not in dump(snapshot())
    assert "false" not in dump(snapshot())


def test_text_can_not_become_a_key():
    loaded = load(dump(hostile()))
    assert [s.headline for s in loaded.stories] == [s.headline for s in hostile().stories]


def test_addresses_that_are_not_of_the_web_are_dropped():
    articles = load(dump(hostile())).stories[0].articles
    assert {article.url for article in articles} == {"", "https://ok.example/"}


def test_text_edited_by_hand_is_cleaned():
    edited = dump(snapshot()).replace("Veldia gave", "Veldia\\u001b[31m\\u202e gave")
    assert load(edited).stories[0].lead.text.startswith("Veldia gave")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 2", "schema = 7", "schema: 7 is not known"),
        ("schema = 2\n", "", "schema: is missing"),
        ("taken = 2026-11-23 08:00:00+00:00", "", "taken: is missing"),
        ("taken = 2026-11-23 08:00:00+00:00", "taken = 2026-11-23", "taken: must be a date with a time"),
        ("asked = 38", 'asked = "many"', "coverage.asked: must be a whole number"),
        ("asked = 38", "askd = 38", "coverage.askd: is not a key"),
        (
            'kind = "unnamed"',
            'kind = "spy"',
            r"stories\[1\]\.analyst_views\[2\]\.kind: must be one of analyst, official",
        ),
        (
            "{ n = 3, start = 120, end = 206 }",
            "{ n = 9, start = 120, end = 206 }",
            r"stories\[1\]\.articles: no article has the number 9",
        ),
        (
            "{ n = 3, start = 120, end = 206 }",
            "{ n = 3, start = 120, end = 20 }",
            r"stories\[1\]: a citation of article 3 ends before",
        ),
        ("{ n = 3, start = 120, end = 206 }", "3", r"stories\[1\]\.lead\.citations\[2\]: must be a table"),
        ('text = "Veldia gave', 'texts = "Veldia gave', r"stories\[1\]\.lead\.texts: is not a key"),
        ('status = "new"', "status = 3", r"stories\[1\]\.status: must be one of"),
        ("outlets = 4", "outlets = -4", r"stories\[1\]\.outlets: must be a whole number"),
        ("schema = 2", "schema = ", "is not valid TOML"),
        ("schema = 2", "schema = " + "[" * 9999, "is not valid TOML"),
        ("asked = 38", "asked = " + "9" * 9999, "is not valid TOML"),
    ],
)
def test_trouble_is_told_in_one_line_that_names_the_key(old, new, said):
    text = dump(snapshot())
    assert old in text
    with pytest.raises(InputError, match=said) as trouble:
        load(text.replace(old, new, 1))
    assert "\n" not in str(trouble.value)


def test_the_toml_format_can_be_read_again_with_the_sections_it_shows():
    shown = load(render(snapshot(), format="toml", sections=("outlook",))).stories[0]
    assert shown.outlook == snapshot().stories[0].outlook
    assert shown.lead == snapshot().stories[0].lead
    assert shown.background == ()
    assert tomllib.loads(render(snapshot(), format="toml"))["schema"] == 2
