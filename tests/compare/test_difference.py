"""What changed between two briefings of one story."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tui.desk_builder import BUILT, DAM, GAVE_WAY, PORT, POST, VIEW, article, dam, grown, reference, said, story

from briefing.compare.difference import difference
from briefing.model import Figure

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


def view(text, speaker="Sana Tarek", **fields):
    return said(text, (1, PORT), speaker=speaker, speaker_id=speaker.casefold(), **fields)


def test_a_statement_of_the_same_article_in_nearly_the_same_words_is_reworded():
    now = replace(dam(), background=(said("It was built in 1962 without any spillway.", (1, PORT)),))
    found = difference(dam(), now)
    assert [(pair.before.text, pair.now.text) for pair in found.reworded] == [
        (BUILT, "It was built in 1962 without any spillway.")
    ]
    elsewhere = replace(dam(), background=(said("It was built in 1962 without any spillway.", (2, POST)),))
    assert difference(dam(), elsewhere).reworded == ()


def test_who_is_heard_for_the_first_time_is_a_new_voice_whatever_the_spelling():
    more = (
        *dam().analyst_views,
        view("The dam was old.", "Сана Тарек", names=("Sana Tarek",)),
        view("No.", "Eldon Nam"),
    )
    found = difference(dam(), replace(dam(), analyst_views=more))
    assert found.voices == ("Eldon Nam",)


def test_what_a_known_voice_says_now_stands_beside_what_it_said_before():
    now = replace(dam(), analyst_views=(view("I was wrong about the official account."),))
    (position,) = difference(dam(), now).positions
    assert position.speaker == "Sana Tarek"
    assert VIEW in [s.text for s in position.before]
    assert [s.text for s in position.now] == ["I was wrong about the official account."]


def figure(value, n=1):
    text = f"{value} dead"
    return Figure(measure="killed", value=value, text=text, language="en", n=n, start=0, end=len(text))


def figures(before, now):
    """The numbers of all figures that changed, before and now."""
    found = difference(replace(dam(), figures=before), replace(dam(), figures=now)).figures
    return [(one.before.value, one.now.value) for one in found]


def test_a_figure_that_an_outlet_corrected_is_told_with_both_numbers():
    assert figures((figure(3), figure(15, 2)), (figure(9), figure(15, 2))) == [(3, 9)]
    assert figures((figure(3), figure(15, 2)), (figure(3), figure(15, 2))) == []


def test_where_no_outlet_corrected_itself_the_last_figure_counts():
    assert figures((figure(3, 1), figure(4, 2)), (figure(4, 2), figure(9, 3))) == [(4, 9)]


def test_an_edited_headline_of_an_article_is_told():
    edited = replace(dam().articles[0], title="The dam above Grend holds")
    found = difference(dam(), replace(dam(), articles=(edited, *dam().articles[1:])))
    assert [(title.before, title.article.title) for title in found.titles] == [(DAM, "The dam above Grend holds")]
    assert found


def test_new_events_that_tell_of_escalation_or_of_its_opposite_are_told_apart():
    events = (said("Orsk shelled the port at dawn.", (1, PORT)), said("Both sides agreed on a truce.", (1, PORT)))
    found = difference(dam(), replace(dam(), escalation=(*dam().escalation, *events)))
    assert [s.text for s in found.tightening] == ["Orsk shelled the port at dawn."]
    assert [s.text for s in found.loosening] == ["Both sides agreed on a truce."]
