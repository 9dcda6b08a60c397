"""What changed between two briefings of one story."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tui.desk_builder import BUILT, GAVE_WAY, POST, article, dam, grown, reference, said, story

from briefing.compose.difference import difference

SECTIONS = ("background", "escalation", "analyst_views", "outlook")
ONE = article("one", "nothing")


def texts(*sections):
    """A story that says these words, a tuple for each section."""
    made = {name: tuple(said(text, (1, ONE)) for text in told) for name, told in zip(SECTIONS, sections, strict=False)}
    return story("s", "S", articles=(ONE,), **made)


def test_a_story_does_not_differ_from_itself():
    assert not difference(dam(), dam())


def test_added_statements_come_with_their_section_in_the_order_of_print():
    now = replace(dam(), outlook=(*dam().outlook, said("It will rain.", (1, POST))))
    now = grown(replace(now, lead=said("The valley is empty.", (2, POST))), "The road is open.")
    found = difference(dam(), now)
    assert [(section, one.text) for section, one in found.added] == [
        ("lead", "The valley is empty."),
        ("background", "The road is open."),
        ("outlook", "It will rain."),
    ]
    assert found.dropped == ()
    assert found.headline == ""
    assert [one.outlet for one in found.articles] == ["Tolva Wire"]


def test_statements_that_are_no_longer_printed_are_dropped():
    found = difference(dam(), replace(dam(), background=()))
    assert [(section, one.text) for section, one in found.dropped] == [("background", BUILT)]
    assert found.added == ()


def test_a_statement_that_moved_to_another_section_or_became_the_lead_is_no_change():
    now = replace(dam(), lead=said(BUILT, (1, POST)), background=(said(GAVE_WAY, (1, POST)),), escalation=())
    assert not difference(dam(), now)


def test_another_citation_date_or_voice_of_the_same_words_is_no_change():
    line = said(BUILT, (2, POST), speaker="Mira Hale", speaker_id="mira hale", date="1962")
    assert not difference(dam(), replace(dam(), background=(line,)))


def test_another_headline_is_told_with_the_one_before():
    found = difference(dam(), replace(dam(), headline="The dam is rebuilt"))
    assert found.headline == "The dam above Grend gave way"
    assert bool(found)


def test_an_article_under_another_number_is_no_new_article():
    renumbered = tuple(replace(one, n=one.n + 5) for one in dam().articles)
    assert difference(dam(), replace(dam(), articles=renumbered)).articles == ()
    more = (*renumbered, reference(1, article("new", "New.")))
    assert [one.id for one in difference(dam(), replace(dam(), articles=more)).articles] == ["new"]


WORDS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=4).map(tuple), min_size=4, max_size=4)


@given(WORDS, WORDS)
def test_what_is_added_one_way_is_dropped_the_other_and_each_text_once(before, now):
    old, new = texts(*before), texts(*now)
    there, back = difference(old, new), difference(new, old)
    assert there.added == back.dropped
    assert there.dropped == back.added
    said_before = {one.text for one in old.statements}
    assert sorted(one.text for _, one in there.added) == sorted({one.text for one in new.statements} - said_before)
