import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.clean import MAX_MARKS, clean

NASTY = (
    "\x00\x1b\x1b[31m\x9b31m\x1b]0;t\x07\x90\x9c\r\n\t\x85"
    "\u2028\u202e\u2066\u2069\u200b\u200c\u200d\ufe0f\ufeff\u0301\u0305\ud800\u180b\u180e\u2800\ue000"
)
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from(NASTY + "aبक❤👩🔥😀\U000e0041\U000e0101\ufdd0一"))
) | st.text(st.sampled_from(NASTY + "ab"))
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u2800\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000e0000-\U000e00ff\U000f0000-\U0010ffff]"
)

PLAIN = {
    "ar": "قالت الوزيرة «ليلى مروان» إنّ القافلةَ وصلت إلى كارنا.\nثم عادت.",
    "de": "Bürgermeisterin Äbler sagte: „Der Fluß steigt.“",
    "en": "The mayor of Karna said “no comment” — twice… (at 5 °C)",
    "fa": "نماینده گفت می‌خواهند کتاب‌ها را به کارنا بفرستند.",
    "fr": "L’été dernier, « rien n’a été décidé » : 3 000 €.",
    "he": 'הַשָּׂרָה אָמְרָה\u200f: "לא" — וְהַמּוּעָצָה הֵגִיבָה.',
    "hi": "मंत्री ने क्षेत्र में शांति की अपील की; श्री\u200dलंका।",
    "ja": "市長は「水位が下がった」と述べた。葛\U000e0100城",
    "km": "អភិបាល\u200bក្រុង\u200bកាណា",
    "ko": "카르나 시장은 “협상이 끝났다”고 말했다.",
    "ru": "Мэр Карны заявил: «Мост откроют в пятницу», — и ушёл.",
    "th": "นายกเทศมนตรีกล่าวว่าน้ำลดแล้ว ที่ๆ นี้",
    "tr": "Belediye başkanı “Iğdır’a gidiyoruz” dedi.",
    "vi": "Thị trưởng nói: “Nước đã rút” ở Kárná.",
    "zh-TW": "市長表示：「水位已經下降。」",
    "emoji": "👩\u200d🚒 ❤\ufe0f\u200d🔥 👍🏽 1\ufe0f\u20e3 🇹🇷 ™\ufe0f",
}


@pytest.mark.parametrize("language", PLAIN)
def test_plain_text_of_any_language_comes_back_unchanged(language):
    assert clean(PLAIN[language]) == PLAIN[language]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\x00b\x07c\x7fd", "abcd"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\x85d\u2028e\u2029f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\x1b[31;1mred\x1b[0m \x9b2Jcleared", "red cleared"),
        ("\x1b]0;owned\x07title \x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "title link"),
        ("\x1bP1$q\x1b\\a\x1b_z\x1b\\b\x1b^z\x9cc\x9dz\x9cd", "abcd"),
        ("an unended \x1b]0;string keeps its words", "an unended ]0;string keeps its words"),
        ("misread quotes â\x80\x9d keep what follows", "misread quotes â keep what follows"),
        ("\x1b\x1b[0m[31m", "[31m"),
        ("safe \u202egpj.exe\u202c name", "safe gpj.exe name"),
        ("\ufeffbom \ufdd0\ufffe\U0001ffff nonchar \ud800 surrogate", "bom  nonchar  surrogate"),
        ("flag \U0001f3f4\U000e0067\U000e007f tag\U000e0041", "flag \U0001f3f4 tag"),
        ("Re\xadgie\xadrung", "Regierung"),
        ("pay\u200bpal pass\u200dword no\u200cn", "paypal password non"),
        ("می\u200c\u200cخواهند", "می\u200cخواهند"),
        ("a\ufe0f b\U000e0101 ❤\ufe0f\ufe0f", "a b ❤\ufe0f"),
        ("\u3164blank\u115f\uffa0", "blank"),
        ("over\u2800\u2800there \U0001d159null", "over  there null"),
        ("\ue0a0own \uf8ffuse\U0010eeee", "own use"),
        ("ᠠ\u180b\u180b x\u180c", "ᠠ\u180b x"),
        ("Z" + "\u0301" * 60 + "algo", "Z" + "\u0301" * MAX_MARKS + "algo"),
        ("क" + "\u094d\u200d" * 9, "क" + "\u094d\u200d" * MAX_MARKS),
        ("★★★★★★ !?!?!?", "★★★★★★ !?!?!?"),
    ],
)
def test_what_can_act_or_hide_is_removed(raw, cleaned):
    assert clean(raw) == cleaned


def test_an_isolate_becomes_marks_of_its_direction():
    assert clean("א \u2066@orsk\u2069 a \u2067b\u2069 \u2068c\u2069") == "א \u200e@orsk\u200e a \u200fb\u200f c"
    assert clean("\u2067never \u2066ended\nhere\u2069") == "\u200fnever \u200eended\nhere"
    assert clean("\u2069\u2066a\nb\u2069", keep_newlines=False) == "\u200ea b"


def test_newlines_become_spaces_on_request():
    assert clean("a\r\nb\nc\u2029d", keep_newlines=False) == "a b c d"
    assert clean("سطر\nسطر", keep_newlines=False) == "سطر سطر"


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once


@given(TEXTS)
def test_cleaning_a_single_line_twice_changes_nothing(text):
    once = clean(text, keep_newlines=False)
    assert "\n" not in once
    assert clean(once, keep_newlines=False) == once


@given(TEXTS)
def test_no_forbidden_character_survives(text):
    cleaned = clean(text)
    assert not FORBIDDEN.search(cleaned)
    cleaned.encode("utf-8")


@given(st.text(st.sampled_from("aب\u0301\u0305\u064b\u094d\u200d\u200c\u20dd\u2066\u2069\ufe0f❤"), max_size=40))
def test_no_stack_of_marks_survives(text):
    marks = 0
    for char in clean(text):
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Me") else marks if category == "Cf" else 0
        assert marks <= MAX_MARKS


@given(
    st.text(st.characters(categories=("L", "N", "P", "Zs", "Sm", "Sc"), exclude_characters="\u115f\u1160\u3164\uffa0"))
)
def test_letters_digits_and_punctuation_are_never_touched(text):
    assert clean(text) == text
