"""Under which of the outlets' headlines a story stands."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, article
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.group import headline
from briefing.group.flaws import flaws
from briefing.language import FALLBACK, known_languages, table
from briefing.model import Story

SAMPLES = [
    pytest.param(tag, title, set(expected), id=f"{tag}-{i}")
    for tag in (*known_languages(), FALLBACK)
    for i, (title, *expected) in enumerate(table(tag, "headlines").get("samples", []))
]
PIECES = ("dam", "Orsk", "flood", "gives", "way", "mayor", "rain", "Why", "VIDEO:")
KINDS = ("asking", "markers", "teasers")


def chosen(*articles, languages=(), reprints=()):
    return headline(
        Story(id="s", articles=tuple(a.id for a in articles), reprints=reprints),
        {a.id: a for a in articles},
        languages=languages,
    )


def test_the_headline_is_the_most_central_one():
    aside = article("a", title="Why nobody in the valley slept last night")
    central = article("b", title="Orsk dam gives way after rain")
    near = article("c", title="Dam near Orsk gives way, hundreds flee")
    assert chosen(aside, central, near) == "b"


def test_the_headline_is_in_the_first_preferred_language_there_is():
    articles = [
        article("a", title="Orsk dam gives way after rain"),
        article("b", title="Orsk dam gives way, hundreds flee"),
        article("c", title="انهيار سد أورسك بعد أيام من المطر", language="ar"),
    ]
    assert chosen(*articles, languages=("fr", "ar", "en")) == "c"
    assert chosen(*articles, languages=("ko",)) in {"a", "b"}


def test_a_regional_form_of_a_preferred_language_will_do():
    articles = [article("a", title="Dam gives way near Orsk"), article("b", title="Orsk 水壩潰決", language="zh-TW")]
    assert chosen(*articles, languages=("zh",)) == "b"


def test_a_reprint_gives_no_headline_and_no_vote():
    first = article("a", title="Orsk dam gives way after rain")
    other = article("b", title="Orsk dam gives way, hundreds flee")
    copies = [article(f"c{i}", title="Valley drowned in a single night of terror") for i in range(3)]
    reprints = tuple((copy.id, "a") for copy in copies)
    assert chosen(first, other, *copies, reprints=reprints) in {"a", "b"}


def test_a_statement_is_preferred_to_a_question():
    asking = article("a", title="Why did the Orsk dam give way after rain?")
    telling = article("b", title="The Orsk dam did give way after rain")
    assert chosen(asking, telling) == "b"


@pytest.mark.parametrize(
    "poor",
    [
        "WATCH: Orsk dam gives way after rain",
        "Video: Orsk dam gives way after rain",
        "Orsk dam gives way after rain – live updates",
        "ORSK DAM GIVES WAY AFTER RAIN",
        "Orsk dam gives way after rain, here's what we know",
        "How Orsk dam gives way after rain",
        "Orsk dam gives way after…",
        "Orsk dam gives way after rain - The Harbour Post",
    ],
)
def test_a_plain_headline_is_preferred_to_one_that_asks_teases_shouts_or_is_cut(poor):
    plain = article("b", title="Orsk dam gives way after rain", published=NOON - timedelta(hours=1))
    for other in ("a", "c"):
        assert chosen(article(other, title=poor, outlet="The Harbour Post"), plain) == "b"


def test_of_equally_central_headlines_the_newest_tells_how_things_stand():
    titles = ["At least 12 dead in Orsk flood", "At least 57 dead in Orsk flood", "At least 84 dead in Orsk flood"]
    made = [article(f"a{i}", title=one, published=NOON + timedelta(hours=9 * i)) for i, one in enumerate(titles)]
    assert chosen(*made) == "a2"


def test_a_headline_of_today_is_preferred_to_one_of_yesterday_that_shares_a_little_more():
    yesterday = [
        article("a", title="Dozens dead in Orsk flood"),
        article("b", title="Dozens dead in flood as dam breaks"),
    ]
    today = article("c", title="Orsk flood: 84 dead now", published=NOON + timedelta(days=1))
    assert chosen(*yesterday, replace(today, published=NOON)) == "a"
    assert chosen(*yesterday, today) == "c"


def test_a_plain_headline_is_preferred_even_where_headlines_have_nothing_in_common():
    plain = article("a", title="Orsk dam gives way after rain")
    asking = article("b", title="Что случилось этой ночью?", language="ru", published=NOON + timedelta(hours=1))
    assert chosen(plain, asking) == "a"


def test_a_late_aside_does_not_take_the_place_of_the_news():
    news = [article(f"a{i}", title=f"Orsk dam gives way after rain, {i} villages flooded") for i in (3, 4, 5)]
    aside = article("z", title="Singer from Grend gives concert", published=NOON + timedelta(days=1))
    assert chosen(*news, aside) in {"a3", "a4", "a5"}


def test_an_outlet_has_one_vote_however_much_it_writes():
    loud = [article(f"l{i}", title=f"Mayor of Grend weeps at gate {i}", outlet="Loud") for i in range(4)]
    broad = [article(f"b{i}", title=f"Orsk dam gives way, {i} dead") for i in range(3)]
    assert chosen(*loud, *broad) in {"b0", "b1", "b2"}


def test_a_flawed_headline_will_do_when_it_is_the_only_one_the_reader_can_read():
    asking = article("a", title="Why did the Orsk dam give way after rain?")
    arabic = [article(f"b{i}", title="انهيار سد أورسك بعد أيام من المطر", language="ar") for i in range(3)]
    assert chosen(asking, *arabic, languages=("en",)) == "a"


def test_a_plain_headline_in_another_language_of_the_reader_is_preferred_to_a_question():
    asking = article("a", title="Why did the Orsk dam give way after rain?")
    arabic = article("b", title="انهيار سد أورسك بعد أيام من المطر", language="ar")
    russian = article("c", title="Плотина в Орске прорвана после дождей", language="ru")
    assert chosen(asking, arabic, russian, languages=("en", "ar")) == "b"
    assert chosen(asking, russian, languages=("en", "ar")) == "a"
    shouting = article("d", title="ORSK DAM GIVES WAY AFTER RAIN")
    assert chosen(asking, shouting, arabic, languages=("en", "ar")) == "d"
    assert chosen(asking, replace(arabic, title="ماذا حدث لسد أورسك؟"), languages=("en", "ar")) == "a"


def test_a_story_without_any_headline_has_one_of_its_articles():
    assert chosen(article("b", title=""), article("a", title=" ")) in {"a", "b"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
            st.sampled_from(["en", "ru"]),
            st.none() | st.integers(0, 99),
        ),
        min_size=1,
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_input_does_not_change_the_headline(rows, chance):
    made = [
        article(f"a{i}", title=" ".join(words), language=tag, published=hours and NOON - timedelta(hours=hours))
        for i, (words, tag, hours) in enumerate(rows)
    ]
    assert chosen(*made, languages=("ru",)) == chosen(*chance.sample(made, len(made)), languages=("ru",))


@pytest.mark.parametrize(("tag", "title", "expected"), SAMPLES)
def test_sample_headlines_have_the_flaws_that_their_language_names(tag, title, expected):
    assert flaws(title, language=tag) == expected


@pytest.mark.parametrize("tag", known_languages())
def test_every_list_of_a_language_is_shown_in_its_samples(tag):
    known = table(tag, "headlines")
    shown = {flaw for _, *expected in known.get("samples", []) for flaw in expected}
    flaw_of = dict(zip(KINDS, ("question", "marker", "teaser"), strict=True))
    assert {flaw_of[kind] for kind in KINDS if known.get(kind)} <= shown
    assert known.keys() <= {*KINDS, "samples"}


def test_the_end_of_a_headline_is_its_outlet_only_if_it_says_its_name():
    told = "Orsk dam gives way | Harbour Post"
    assert flaws(told, language="en", outlet="The Harbour Post") == {"outlet"}
    assert flaws(told, language="en", outlet="The Topaz Review") == set()
