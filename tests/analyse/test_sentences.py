import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.sentences import LONGEST, split
from briefing.language import known_languages

TAGS = st.sampled_from((*known_languages(), "und", "el", "xx-YY"))
MARKED = st.text(st.sampled_from("ab A.5B?!…\"“”«»„'’()[]1,;:،؟。」「ةب \n\u200f"), max_size=120)


def sentences(text, language="en"):
    return [text[span.start : span.end] for span in split(text, language)]


@given(st.one_of(st.text(max_size=300), MARKED, MARKED.map(lambda text: text * 30)), TAGS)
def test_spans_cover_every_visible_character_once_and_in_order(text, language):
    end = 0
    for span in split(text, language):
        assert not text[end : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        assert span.end - span.start <= LONGEST
        end = span.end
    assert not text[end:].strip()


@given(MARKED, TAGS)
def test_paragraphs_are_the_lines_that_are_not_empty(text, language):
    lines = [line for line in text.split("\n") if line.strip()]
    spans = split(text, language)
    assert sorted({span.paragraph for span in spans}) == list(range(len(lines)))
    for span in spans:
        assert text[span.start : span.end] in lines[span.paragraph]


def test_a_quotation_runs_on_into_its_attribution():
    assert sentences("“It is late. We go,” said Hale. Nobody moved.") == [
        "“It is late. We go,” said Hale.",
        "Nobody moved.",
    ]
    assert sentences("„Es ist spät. Wir gehen“, sagte Hale.", "de") == ["„Es ist spät. Wir gehen“, sagte Hale."]


def test_a_question_and_its_asker_are_one_sentence():
    assert sentences("“Is it over?” asked Nam. “No!” she said.") == ["“Is it over?” asked Nam.", "“No!” she said."]
    assert sentences("“هل انتهى الأمر؟ هل نغادر؟” سأل نام.", "ar") == ["“هل انتهى الأمر؟ هل نغادر؟” سأل نام."]


def test_a_quoted_paragraph_is_broken_into_its_sentences():
    assert sentences("“The road is closed. Nobody can pass.”") == ["“The road is closed.", "Nobody can pass.”"]
    assert sentences("“The road is closed. Nobody can pass.") == ["“The road is closed.", "Nobody can pass."]


def test_a_long_quotation_is_broken_even_before_its_attribution():
    quoted = " ".join(f"The road to village {i} is closed and will stay closed." for i in range(9))
    assert len(sentences(f"“{quoted[:-1]},” said Hale.")) == 9


def test_initials_decimals_and_abbreviations_do_not_end_a_sentence():
    text = "Dr. J. R. Hale of Orsk Steel Co. Ltd. paid 2.5 million U.S. dollars, i.e. too much."
    assert sentences(text) == [text]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one():
    assert sentences("He lives in the U.S. She does not.") == ["He lives in the U.S.", "She does not."]


def test_an_ordinal_number_does_not_end_a_german_sentence():
    assert sentences("Am 3. Juni kam er. Das war 2020. Danach ging er.", "de") == [
        "Am 3. Juni kam er.",
        "Das war 2020.",
        "Danach ging er.",
    ]


def test_a_space_before_the_full_stop_makes_no_difference():
    assert sentences("انتهى الاجتماع ، وغادر الجميع . ثم ساد الصمت .", "ar") == [
        "انتهى الاجتماع ، وغادر الجميع .",
        "ثم ساد الصمت .",
    ]


def test_closing_marks_and_footnotes_stay_with_their_sentence():
    assert sentences("(He left.) She stayed.[12] “Why?” Nobody knew.") == [
        "(He left.)",
        "She stayed.[12]",
        "“Why?”",
        "Nobody knew.",
    ]


def test_a_missing_space_is_seen_but_an_address_is_left_whole():
    assert sentences("The company was late.Then the buyers left.") == [
        "The company was late.",
        "Then the buyers left.",
    ]
    assert sentences("Write to hale@orsk.example or see www.orsk.example/a.Html now.") == [
        "Write to hale@orsk.example or see www.orsk.example/a.Html now."
    ]
    assert sentences("انتهى الاجتماع.وغادر الجميع.", "ar") == ["انتهى الاجتماع.", "وغادر الجميع."]


def test_hebrew_acronyms_open_no_quotation():
    assert sentences('מנכ"ל החברה דיבר. ארה"ב הגיבה.', "he") == ['מנכ"ל החברה דיבר.', 'ארה"ב הגיבה.']


@pytest.mark.parametrize("language", ["und", "hi", "el"])
def test_an_unknown_language_has_every_scripts_full_stops(language):
    assert len(sentences("वर्षा हुई। कोई नहीं आया। 雨が降った。誰も。", language)) == 4


def test_an_endless_sentence_is_cut_at_a_comma():
    parts = sentences("the road, the river and the sea, " * 100)
    assert len(parts) > 1
    assert all(part.endswith(("sea,", "road,")) for part in parts[:-1])


def test_signs_alone_are_no_sentence():
    assert sentences("It rained. . . She left. ***") == ["It rained. . .", "She left. ***"]
    assert sentences("***\nIt rained.") == ["***", "It rained."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("GREND (Reuters) - The council met.", "en"),
        ("GREND, Veldia, June 3 (AP) — The council met.", "en"),
        ("GREND: The council of the town met and decided nothing at all.", "en"),
        ("Grend, 3 jun (EFE).- El consejo se reunió.", "es"),
        ("ОРСК, 3 июня. /ТАСС/. Совет собрался на рассвете и ничего не решил.", "ru"),
        ("غرند (رويترز) - اجتمع المجلس.", "ar"),
        ("新华社格伦德6月3日电（记者米拉）市议会开会。", "zh"),
        ("(그렌드=항구통신) 김민 기자 = 의회가 열렸다.", "ko"),
    ],
)
def test_a_dateline_is_a_piece_of_its_own(text, language):
    assert len(sentences(text, language)) == 2


@pytest.mark.parametrize(
    "signature", ["― Reuters", "(dpa)", "(mia/dpa)", "(hal)", "(Von Odile Marn, dpa)", "EFE", "/AFP/"]
)
def test_who_wrote_the_text_is_a_piece_of_its_own(signature):
    assert sentences(f"Nobody came. {signature}") == ["Nobody came.", signature]


def test_an_agency_that_is_spoken_of_stays_in_its_sentence():
    for text in ("He told Reuters.", "He works for EFE. AFP is larger than that.", "She saw it (and so did he)."):
        assert sum(sentence in {"Reuters.", "EFE.", "AFP"} for sentence in sentences(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Mira Hale – a teacher – said nothing.",
        "EU – nobody knows the town.",
        "Grend: the town by the river slept.",
        "Hale (Topaz Centre) – who would know – said no.",
        "NATO: nobody answered.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "piece", ["a. ", '"a ', "x", "3. ", '." ', ". — Reuters ", "GREND, ", "9 m. ", "He said “go. Now” and. "]
)
def test_a_megabyte_on_one_line_is_split(piece):
    text = piece * (1_000_000 // len(piece))
    assert sum(span.end - span.start for span in split(text, "de")) >= len(text) * 0.4
