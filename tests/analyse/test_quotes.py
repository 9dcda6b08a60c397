from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.quotes import find_quotations, without_narrator


def quoted(text):
    return [text[quote.start : quote.end] for quote in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no” and left.", ["“no”"]),
        ('She said "no" and "yes".', ['"no"', '"yes"']),
        ("Elle a dit « non » hier.", ["« non »"]),
        ("Sie sagte „nein“ und „ja“.", ["„nein“", "„ja“"]),
        ("Sie sagte »nein« und ging.", ["»nein«"]),
        ("彼女は「いいえ」と言った。", ["「いいえ」"]),
        ("彼は「『いいえ』と言った」と話した。", ["「『いいえ』と言った」"]),
        ("She said ''no'' and left, o'er the hills.", ["''no''"]),
        ("She said ‘no’ to Hale’s friends’ plan.", ["‘no’"]),
        ("Hale's dog and the dogs' house.", []),
        ("«Мы из «Топаза», — сказала она, — и «Яхонта» тоже».", ["«Мы из «Топаза»", "«Яхонта»"]),
        ("«Список «Топаза» мал, и «Яхонта» тоже», - говорит она.", ["«Список «Топаза» мал, и «Яхонта» тоже»"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("وقال: “لا”.", ["“لا”"]),
        ("— Мы идём, — сказала она. — Сейчас.", ["— Мы идём,", "Сейчас."]),
        ("A 6' 2\" man.", []),
    ],
)
def test_quotations_are_found_in_every_style(text, expected):
    assert quoted(text) == expected


def spoken(text, *verbs):
    def speaks(start, end):
        return any(verb in text[start:end] for verb in verbs)

    return [text[part.start : part.end] for q in find_quotations(text) for part in without_narrator(text, q, speaks)]


def test_a_narrator_inside_quotation_marks_is_not_quoted():
    text = "«Мы ждём, — сказал Намов. — Потом идём»."
    assert spoken(text, "сказал") == ["«Мы ждём,", "Потом идём»"]
    assert spoken(text.replace("сказал", "друг"), "сказал") == ["«Мы ждём, — друг Намов. — Потом идём»"]
    assert spoken("«Мы ждём, — сказал Намов».", "сказал") == ["«Мы ждём,"]


def test_a_dash_in_brackets_is_no_narrators():
    assert quoted("— Они ушли (войска, — Ред.) вечером, — сказал Намов.") == ["— Они ушли (войска, — Ред.) вечером,"]


def test_an_open_quotation_goes_on_where_the_next_paragraph_opens_again():
    first, second = find_quotations("She said: “First we wait.\n“Then we talk,” she said.")
    assert (first.closed, first.continues, second.closed) == (False, True, True)


def test_a_quotation_that_opens_again_before_it_is_closed_goes_on():
    first, second = find_quotations("“We wait there. “We talk here,” she said.")
    assert (first.end, first.continues, second.closed) == (second.start, True, True)


def test_a_stray_mark_quotes_nothing():
    assert quoted("The “ mark stands here.\nNothing is quoted.") == []


def test_a_paragraph_that_opens_a_quotation_and_never_ends_it_is_quoted_whole():
    assert quoted("“We are late.\nThe road is long.") == ["“We are late."]


@pytest.mark.parametrize("mark", ["“", '"', "'", "«", "‘", "„", "「", "— a, "])
@pytest.mark.parametrize("joint", [" a", "\n", " a "])
def test_ten_thousand_open_marks_end_quickly_and_stay_apart(mark, joint):
    found = find_quotations((mark + joint) * 10_000)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet="ab .,\n“”\"'«»„‘’「」—-"))
def test_quotations_lie_in_the_text_in_order(text):
    at = 0
    for quote in find_quotations(text):
        assert at <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        at = quote.end
