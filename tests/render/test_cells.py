from hypothesis import example, given
from hypothesis import strategies as st

from briefing.render.cells import cells, wrap

TEXTS = st.text(st.sampled_from("ab ,.() éب ج\u064b政。「」ก\u0e34👍\u200d🏽\ufe0f"), max_size=60)


@given(TEXTS, st.integers(2, 20), st.integers(2, 20))
@example("aaaaaaa \ufe0f", 2, 8)
def test_lines_fit_and_lose_nothing_but_spaces(text, width, first):
    spans = wrap(text, width, first=first)
    for i, (start, end) in enumerate(spans):
        assert cells(text[start:end]) <= max(width, 3) if i else cells(text[start:end]) <= max(first, width, 3)
        assert text[start] != " "
        assert text[end - 1] != " "
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@given(st.text("abc ", max_size=80), st.integers(4, 30))
def test_words_are_broken_only_if_they_fit_no_line(text, width):
    for start, end in wrap(text, width):
        whole = end == len(text) or text[end] == " "
        assert whole or len(max(text.split(), key=len)) > width
        assert start == 0 or text[start - 1] == " " or len(max(text.split(), key=len)) > width


def test_marks_take_no_column_and_wide_characters_take_two():
    assert cells("e\u0301") == 1
    assert cells("مُحَمَّد") == 4
    assert cells("大使") == 4
    assert cells("שָׁלוֹם") == 4


def test_a_line_never_begins_with_a_mark():
    text = "ก\u0e34" * 20
    assert [text[start] for start, _ in wrap(text, 7)] == ["ก"] * 3
