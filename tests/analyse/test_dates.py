from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analyse.calendars import HIJRI_YEARS, JALALI_YEARS, hijri, jalali, jalali_span
from briefing.analyse.date_lexicon import lexicon_of
from briefing.analyse.dates import find_dates
from briefing.language import known_languages, table

WEDNESDAY = datetime(2024, 5, 15, 10, tzinfo=UTC)
TAGS = st.sampled_from((*known_languages(), "und", "el"))
VOCABULARY = (
    "3 31 2020 1403 ٢٠٢٠ 2,500 2020-02-30 9999 May on Friday last year ago two to - – / ( ) . , 年 月 日 عام يونيو "
    "الماضي рамадан г İ ı 令和 の"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@pytest.fixture(scope="module", autouse=True)
def compiled_patterns():
    """What a language compiles once is not what a deadline for one sentence is about."""
    for tag in known_languages():
        lexicon_of(tag)


def dates(text, language="en", published=WEDNESDAY):
    return [(found.text, found.iso) for found in find_dates(text, language=language, published=published)]


@given(
    st.one_of(
        st.text(max_size=120), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=9).map("".join)
    ),
    TAGS,
    st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    st.integers(0, 1000),
)
def test_mentions_are_verbatim_inside_and_in_order(text, language, published, offset):
    end = offset
    for found in find_dates(text, language=language, published=published, offset=offset):
        assert found.text == text[found.start - offset : found.end - offset] == found.text.strip() != ""
        assert found.start >= end
        assert found.iso or published is None
        end = found.end


@given(st.sampled_from(known_languages()), st.data())
def test_any_text_around_a_sample_leaves_its_offsets_true(language, data):
    sample = data.draw(st.sampled_from(table(language, "dates")["samples"]))
    before = data.draw(st.text(max_size=30))
    text = before + sample["text"]
    for found in find_dates(text, language=language, published=WEDNESDAY):
        assert text[found.start : found.end] == found.text


def test_a_weekday_is_the_nearest_past_one_today_included():
    assert dates("He left on Wednesday.") == [("on Wednesday", "2024-05-15")]
    assert dates("He left on Thursday.") == [("on Thursday", "2024-05-09")]


def test_a_text_dated_without_a_time_reports_nothing_of_its_own_day():
    midnight = WEDNESDAY.replace(hour=0)
    assert dates("He left on Wednesday.", published=midnight) == [("on Wednesday", "2024-05-08")]
    assert dates("He left today.", published=midnight) == [("today", "2024-05-15")]


def test_a_month_without_a_year_is_the_nearest_past_one_unless_the_words_point_ahead():
    assert dates("It froze in December.") == [("in December", "2023-12")]
    assert dates("It froze in May.") == [("in May", "2024-05")]
    assert dates("It will freeze in December.") == [("in December", "2024-12")]
    assert dates("It is shut until June.") == [("until June", "2024-06")]
    assert dates("It will freeze, the mayor said in December.") == [("in December", "2023-12")]


def test_of_the_verbs_around_a_weekday_the_nearest_says_whether_it_is_to_come():
    assert dates("He was held on Monday and will be tried on Friday.") == [
        ("on Monday", "2024-05-13"),
        ("on Friday", "2024-05-17"),
    ]
    assert dates("The hearing is scheduled for Tuesday.") == [("for Tuesday", "2024-05-21")]
    assert dates("On Friday, the council will vote.") == [("On Friday", "2024-05-17")]
    assert dates("On Friday the mayor said he will leave.") == [("On Friday", "2024-05-10")]


def test_a_month_or_day_just_gone_is_not_that_of_next_year_unless_it_says_so():
    assert dates("It will be counted in April.") == [("in April", "2024-04")]
    assert dates("It will be counted next April.") == [("next April", "2025-04")]
    assert dates("What he will say of 20 April.") == [("of 20 April", "2024-04-20")]


def test_where_the_verb_comes_last_the_one_behind_a_weekday_says_it():
    assert dates("Nam dün geldi ve cuma günü gidecek.", "tr")[1:] == [("cuma günü", "2024-05-17")]


def test_a_weekday_of_today_is_today_though_it_is_to_come():
    assert dates("The council will vote on Wednesday.") == [("on Wednesday", "2024-05-15")]
    assert dates("The council will vote next Wednesday.") == [("next Wednesday", "2024-05-22")]


def test_names_made_of_months_weekdays_and_today_are_no_dates():
    for text in (
        "Robinson Friday left.",
        "The Sunday Lantern of June Nam told USA Today.",
        "Friday the 13th came.",
    ):
        assert dates(text) == []
    assert dates("Domingo Abril y el señor Viernes juegan.", "es") == []
    assert dates("Officials said Friday that it rained.") == [("Friday", "2024-05-10")]


def test_a_month_that_nothing_anchors_is_left_out():
    assert dates("She left the following month, three days later, a day earlier than he.") == []


def test_in_two_weeks_is_a_date_only_where_the_verb_points_ahead():
    assert dates("The court will reopen in two weeks.") == [("in two weeks", "2024-05-27/2024-06-02")]
    assert dates("Prices rose twice in two weeks.") == []
    assert dates("Он уехал через три дня.", "ru") == []


def test_the_article_of_a_later_noun_is_no_part_of_a_date():
    assert dates("The May 3 raid and the 2015 accord.") == [("May 3", "2024-05-03"), ("2015", "2015")]
    assert dates("Die für Juni geplante Wahl.", "de") == [("für Juni", "2024-06")]


def test_a_day_alone_is_of_the_nearest_month_in_which_its_weekday_fits():
    assert dates("O porto fechou na sexta-feira (10).", "pt") == [("na sexta-feira (10)", "2024-05-10")]
    assert dates("O porto fechou na sexta-feira (12).", "pt") == [("na sexta-feira (12)", "2024-04-12")]
    assert dates("他20日离开。", "zh") == [("20日", "2024-04-20")]
    assert dates("他将于20日离开。", "zh") == [("20日", "2024-05-20")]
    assert dates("他3日内离开。", "zh") == []
    assert dates("غادر في الثالث من الشهر الماضي.", "ar") == [("في الثالث من الشهر الماضي", "2024-04-03")]


def test_two_digits_and_words_name_a_decade():
    assert dates("In the '70s and the nineties, in his 50s.") == [
        ("In the '70s", "1970/1979"),
        ("the nineties", "1990/1999"),
    ]
    assert dates("В 90-е годы", "ru") == [("В 90-е годы", "1990/1999")]


def test_a_weekend_is_the_last_one_unless_the_words_point_ahead():
    assert dates("It rained at the weekend.") == [("at the weekend", "2024-05-11/2024-05-12")]
    assert dates("It will rain at the weekend.") == [("at the weekend", "2024-05-18/2024-05-19")]
    (found,) = find_dates("It rained at the weekend.", language="en", published=None)
    assert (found.iso, found.precision) == ("", "range")


def test_a_jalali_date_without_a_year_is_the_nearest_past_one():
    assert dates("۲۶ اردیبهشت", "fa") == [("۲۶ اردیبهشت", "2024-05-15")]
    assert dates("۲۷ اردیبهشت", "fa") == [("۲۷ اردیبهشت", "2023-05-17")]
    assert dates("۱۴۰۲/۰۲/۰۵", "fa") == [("۱۴۰۲/۰۲/۰۵", "2023-04-25")]
    assert dates("۲۲ بهمن ۵۷", "fa") == [("۲۲ بهمن ۵۷", "1979-02-11")]
    assert dates("از فروردین تا خرداد ۱۴۰۲", "fa") == [("از فروردین تا خرداد ۱۴۰۲", "2023-03-21/2023-06-21")]
    assert dates("در زمستان ۱۴۰۲", "fa") == [("در زمستان ۱۴۰۲", "2024-WI")]
    (found,) = find_dates("۲۶ اردیبهشت", language="fa", published=None)
    assert (found.iso, found.precision) == ("", "day")


def test_a_year_spelled_digit_by_digit_counts():
    assert dates("二〇一九年三月，南离开。", "zh")[0][1].startswith("2019")


def test_without_a_day_of_publication_relative_words_have_no_date():
    (found,) = find_dates("He left last week.", language="en", published=None)
    assert (found.iso, found.precision, found.resolved) == ("", "range", False)
    assert dates("He left in June 2021.", published=None) == [("in June 2021", "2021-06")]


def test_resolved_tells_relative_from_written_dates():
    relative, written = find_dates("On Friday, as on 3 June 2021.", language="en", published=WEDNESDAY)
    assert (relative.resolved, written.resolved) == (True, False)


def test_everyday_words_numbers_and_prices_are_no_dates():
    for text in (
        "You may march on, she sat in the sun.",
        "[ad_1] In 2000 houses 2,500 people paid $2020 or 2020 euros, call +1 555 2020.",
        "They won 3-2 and ran 1500 m at 20:20.",
        "Every Friday some years ago.",
    ):
        assert dates(text) == []


def test_there_is_no_31st_of_june():
    assert dates("It was on 31 June 2021.") == []
    assert dates("2021-02-30 and 30.02.2021") == []


def test_an_ambiguous_numeric_date_is_left_alone():
    assert dates("Signed 04/05/2021.") == []
    assert dates("Signed 25/05/2021.") == [("25/05/2021", "2021-05-25")]
    assert dates("Firmado 04/05/2021.", "es") == [("04/05/2021", "2021-05-04")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("from 2018 to 2020", "2018/2020"),
        ("between June and August 2021", "2021-06/2021-08"),
        ("28 June - 3 July 2021", "2021-06-28/2021-07-03"),
        ("from Monday to Friday", "2024-05-06/2024-05-10"),
        ("2024/25", "2024/2025"),
        ("from March to May", "2024-03/2024-05"),
        ("between 3 and 5 May", "2024-05-03/2024-05-05"),
        ("Sat to Mon", "2024-05-11/2024-05-13"),
        ("from November 2022 to January", "2022-11/2023-01"),
        ("between June and August", "2023-06/2023-08"),
        ("from November to January 2023", "2022-11/2023-01"),
    ],
)
def test_a_range_is_one_mention(text, iso):
    (found,) = find_dates(f"It was open {text}.", language="en", published=WEDNESDAY)
    assert (found.text, found.iso, found.precision) == (text, iso, "range")


def test_digits_of_any_script_count():
    assert dates("۳ ژوئن ۲۰۲۱", "fa") == [("۳ ژوئن ۲۰۲۱", "2021-06-03")]
    assert dates("१७.११.२०२०", "hi") == [("१७.११.२०२०", "2020-11-17")]


def test_a_letter_that_grows_when_made_small_moves_no_place():
    assert dates("İİİ أمس", "ar") == [("أمس", "2024-05-14")]


def test_turkish_capitals_keep_their_dots():
    assert dates("15 HAZİRAN 2020", "tr") == [("15 HAZİRAN 2020", "2020-06-15")]
    assert dates("KASIM 2020", "tr") == [("KASIM 2020", "2020-11")]


def test_both_arabic_names_of_a_month_make_one_date():
    assert dates("في 25 تشرين الثاني/نوفمبر 2023", "ar") == [("في 25 تشرين الثاني/نوفمبر 2023", "2023-11-25")]


def test_other_eras_are_converted():
    assert dates("ปี 2567", "th") == [("ปี 2567", "2024")]
    assert dates("令和元年ではなく令和6年5月3日", "ja") == [("令和6年5月3日", "2024-05-03")]
    assert dates("سال ۱۴۰۰", "fa") == [("سال ۱۴۰۰", "2021-03-21/2022-03-20")]


@pytest.mark.parametrize(
    ("day", "gregorian"),
    [((1399, 1, 1), date(2020, 3, 20)), ((1403, 12, 30), date(2025, 3, 20)), ((1357, 11, 22), date(1979, 2, 11))],
)
def test_solar_hijri_days(day, gregorian):
    assert jalali(*day) == gregorian


@given(st.sampled_from(JALALI_YEARS[:-1]), st.integers(1, 12))
def test_solar_hijri_months_follow_each_other_without_a_gap(year, month):
    _, last = jalali_span(year, month)
    following, _ = jalali_span(year + (month == 12), month % 12 + 1)
    assert (following - last).days == 1


@given(st.sampled_from(HIJRI_YEARS[:-1]))
def test_lunar_hijri_years_have_354_or_355_days(year):
    assert (hijri(year + 1, 1, 1) - hijri(year, 1, 1)).days in {354, 355}
    assert hijri(1446, 9, 1) == date(2025, 3, 1)


def test_days_that_no_calendar_has_are_refused():
    for day in ((1404, 12, 30), (1404, 13, 1), (900, 1, 1)):
        with pytest.raises(ValueError, match="no such"):
            jalali(*day)
    with pytest.raises(ValueError, match="no such"):
        hijri(1446, 1, 31)


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "in "),
        ("en", "3 "),
        ("en", "May "),
        ("en", "2020-"),
        ("en", "( "),
        ("ar", "في "),
        ("tr", "ayı "),
        ("zh", "年月日3"),
    ],
)
def test_a_hostile_row_of_words_ends_soon(language, piece):
    assert len(find_dates(piece * 4000, language=language, published=WEDNESDAY)) <= 4000
