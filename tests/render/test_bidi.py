import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.render.bidi import choose, order
from briefing.render.cells import cells
from briefing.render.direction import is_rtl


def logical(text):
    """Joined forms back to letters."""
    return unicodedata.normalize("NFKC", text)


def test_hebrew_is_put_in_the_order_of_the_eye():
    assert order("שלום", "app", rtl=True) == "םולש"


def test_brackets_and_quotes_turn_around_with_the_text():
    assert logical(order("قال (نعم) «لا»", "app", rtl=True)) == "«ال» (معن) لاق"


def test_numbers_and_latin_words_keep_their_own_order():
    assert logical(order("في 2026 قال Orsk (UN) نعم", "app", rtl=True)) == "معن Orsk (UN) لاق 2026 يف"


def test_arabic_letters_join():
    shaped = order("سلام", "app", rtl=True)
    assert all("\ufe70" <= char <= "\ufefc" for char in shaped)
    assert logical(shaped) == "مالس"


def test_marks_follow_their_letter():
    assert order("שָׁלוֹם", "app", rtl=True) == "םוֹלשָׁ"


def test_a_name_within_a_line_of_latin_letters_is_turned_alone():
    assert logical(order("said سامي (analyst)", "app", rtl=False)) == "said يماس (analyst)"


def test_a_terminal_that_reorders_gets_isolates_in_logical_order():
    assert order("سلام", "terminal", rtl=True) == "\u2067سلام\u2069"
    assert order("سلام", "terminal", rtl=False) == "\u2068سلام\u2069"
    assert order("peace", "terminal", rtl=False) == "peace"


def test_off_changes_nothing():
    assert order("سلام", "off", rtl=True) == "سلام"


@given(st.text(st.sampled_from("abاس لآ() 12«»[]،.\u064b\u2068\u2069שֹ"), max_size=40), st.booleans())
def test_reordering_keeps_every_character_and_the_width(text, rtl):
    shown = order(text, "app", rtl=rtl)
    plain = "".join(char for char in text if char not in "\u2068\u2069")
    flat = str.maketrans("([«", ")]»")
    same = (
        sorted(unicodedata.normalize("NFKD", shown).translate(flat)),
        sorted(unicodedata.normalize("NFKD", plain).translate(flat)),
    )
    if max(text, default="") >= "\u0590" or rtl:
        assert same[0] == same[1]
        assert cells(shown) == cells(plain)


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "app"),
        ({"VTE_VERSION": "5800"}, "terminal"),
        ({"VTE_VERSION": "7401"}, "terminal"),
        ({"VTE_VERSION": "5202"}, "app"),
        ({"VTE_VERSION": "new"}, "app"),
        ({"KONSOLE_VERSION": "230801"}, "terminal"),
        ({"MLTERM": "3.9.0"}, "terminal"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "terminal"),
        ({"TERM_PROGRAM": "iTerm.app"}, "app"),
        ({"TERM": "xterm-kitty"}, "terminal"),
        ({"TERM": "xterm-256color"}, "app"),
    ],
)
def test_auto_leaves_the_order_to_a_terminal_that_is_known_to_reorder(environment, chosen):
    assert choose("auto", environment) == chosen


def test_the_readers_word_comes_before_the_environment():
    assert choose("off", {"VTE_VERSION": "7401"}) == "off"
    assert choose("app", {"VTE_VERSION": "7401"}) == "app"


def test_most_letters_decide_the_direction_not_the_first():
    assert is_rtl("Orsk قالت إنها لن تعود")
    assert not is_rtl("The Arabic word سلام means peace")
    assert not is_rtl("2026")


def test_brackets_side_by_side_are_turned_only_where_they_run_the_other_way():
    assert order("「あ」「い」", "app", rtl=False) == "「あ」「い」"
    assert order("(a)(b) سد", "app", rtl=False).startswith("(a)(b) ")
    assert order("(سد)(سد)", "app", rtl=True).count("(") == 2
    assert order("(سد)(سد)", "app", rtl=True)[0] == "("
