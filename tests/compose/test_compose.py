from datetime import timedelta

import pytest
from builders import NOON, analysis, article, attribution, story
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose import Limits, compose
from briefing.model import Statement


def composed(pairs, **options):
    """The briefing of one story of these (article, analysis) pairs."""
    articles = {a.id: a for a, _ in pairs}
    told = options.pop("story", story(*articles))
    return compose(
        told,
        headline=options.pop("headline", told.articles[0]),
        articles=articles,
        analyses={a.id: found for a, found in pairs},
        **options,
    )


def lines(*texts):
    return "\n".join(texts)


def test_each_label_is_printed_in_its_section():
    one = article(
        text=lines(
            "Veldia expelled the ambassador of Orsk on Monday.",
            "The two countries share a long border in the hills.",
            '"This is a grave mistake," said Mira Hale of the Topaz Centre.',
            "A base could be opened near Grend within months.",
            "Markets in Grend fell sharply after the decision.",
        )
    )
    found = analysis(one, "Main", "Context", "Evaluation", "Expectation", "Consequence", speakers={2: "Mira Hale"})
    briefing = composed([(one, found)])
    assert briefing.lead.text.startswith("Veldia expelled")
    assert [s.text for s in briefing.background] == ["The two countries share a long border in the hills."]
    assert [s.text for s in briefing.escalation] == ["Markets in Grend fell sharply after the decision."]
    assert [s.speaker for s in briefing.analyst_views] == ["Mira Hale"]
    assert [(s.text, s.likelihood) for s in briefing.outlook] == [
        ("A base could be opened near Grend within months.", "could")
    ]


def test_boilerplate_is_never_printed():
    one = article(text=lines("Sign up for our morning newsletter today.", "The dam at Karsu burst on Monday night."))
    briefing = composed([(one, analysis(one, "NA", "Main"))])
    assert all("newsletter" not in s.text for s in briefing.statements)
    assert len(briefing.statements) == 1


def test_events_stand_oldest_first_and_undated_ones_where_they_are_told():
    one = article(
        text=lines(
            "Police raided an office of the news agency this morning.",
            "An airliner was shot down near Grend in December 2025.",
            "Its wreck was then carried away by unknown men.",
            "Two brothers died in a raid in Orsk on 20 November.",
        )
    )
    found = analysis(
        one,
        *["Main"] * 4,
        dates={
            0: [("this morning", "2026-11-23")],
            1: [("December 2025", "2025-12", "month")],
            3: [("20 November", "2026-11-20")],
        },
    )
    briefing = composed([(one, found)], limits=Limits(escalation=9))
    told = [briefing.lead.text, *(s.text for s in briefing.escalation)]
    assert [text.split()[0] for text in told] == ["Police", "An", "Its", "Two"]
    assert [s.date for s in briefing.escalation] == ["2025-12", "", "2026-11-20"]


def test_what_lies_years_back_is_background_whatever_its_label():
    one = article(
        text=lines("Orsk brokered the end of the Karsu war in 2020.", "The border was closed on 20 November.")
    )
    found = analysis(one, "Previous", "Main", dates={0: [("2020", "2020", "year")], 1: [("20 November", "2026-11-20")]})
    briefing = composed([(one, found)])
    assert [(s.date, s.date_text) for s in briefing.background] == [("2020", "2020")]
    assert briefing.escalation == ()


def test_articles_that_say_the_same_are_cited_together():
    words = "Veldia gave the ambassador of Orsk two days to leave the country."
    first = article("a1", lines(words, "The weather in Grend was cold that day."), published=NOON - timedelta(hours=2))
    second = article("a2", lines("Talks were held in the town of Grend all night.", words))
    briefing = composed([(first, analysis(first, "Main", "Context")), (second, analysis(second, "Main", "Main"))])
    same = next(s for s in briefing.statements if s.text == words)
    assert {c.n for c in same.citations} == {1, 2}
    texts = [s.text for s in briefing.statements]
    assert len(texts) == len(set(texts))


def test_an_outlet_that_says_it_twice_is_one_voice():
    text = "The dam above Grend burst on Monday and killed 38 people."
    told = [article(id_, text, outlet=outlet) for id_, outlet in (("a1", "Wire"), ("a2", "Wire"), ("a3", "Post"))]
    briefing = composed([(one, analysis(one, "Main")) for one in told])
    (statement,) = briefing.statements
    outlets = {reference.n: reference.outlet for reference in briefing.articles}
    assert sorted(outlets[citation.n] for citation in statement.citations) == ["Post", "Wire"]


def test_a_wire_copy_is_one_voice_with_its_original():
    words = "Veldia gave the ambassador of Orsk two days to leave the country."
    first, copy = article("a1", words, published=NOON - timedelta(hours=1)), article("a2", words)
    briefing = composed(
        [(first, analysis(first, "Main")), (copy, analysis(copy, "Main"))],
        story=story("a1", "a2", reprints=(("a2", "a1"),)),
    )
    assert [c.n for c in briefing.lead.citations] == [1]
    assert briefing.outlets == 1
    assert len(briefing.articles) == 2


def test_one_person_is_one_voice_with_all_spellings():
    english = article("a1", lines("The pact has failed, said Mira Hale of the Topaz Centre in Grend."))
    arabic = article("a2", "وقالت ميرا هيل إن الاتفاق قد انهار تماما ولن يعود.", language="ar")
    briefing = composed(
        [
            (english, analysis(english, "Evaluation", speakers={0: attribution("Mira Hale", role="director")})),
            (arabic, analysis(arabic, "Evaluation", speakers={0: attribution("ميرا هيل")})),
        ],
        languages=("en", "ar"),
    )
    views = briefing.analyst_views
    assert len({s.speaker_id for s in views}) == 1
    assert set(views[0].names) == {"Mira Hale", "ميرا هيل"}
    assert {(s.speaker, s.role) for s in views} == {("Mira Hale", "director")}


def test_a_long_quotation_is_printed_as_the_quoted_words():
    text = '"The whole policy of the last ten years lies in ruins now," said Mira Hale.'
    one = article(text=text)
    end = text.index(" said")
    voice = attribution("Mira Hale", direct=True, quote=(0, end))
    briefing = composed([(one, analysis(one, "Evaluation", speakers={0: voice}))], headline="a1")
    shown = (*briefing.analyst_views, briefing.lead)
    assert text[:end] in {s.text for s in shown if s}


def test_the_reader_s_languages_come_first():
    russian = article("a1", "Велдия выслала посла Орска в понедельник утром.", language="ru", title="Посол выслан")
    english = article("a2", "Veldia expelled the ambassador of Orsk on Monday morning.")
    pairs = [(russian, analysis(russian, "Main")), (english, analysis(english, "Main"))]
    assert composed(pairs, languages=("en",)).lead.language == "en"
    assert composed(pairs, languages=("ru",)).lead.language == "ru"


def test_only_what_was_not_known_is_marked_new():
    old = article("a1", "The border at Grend was closed at dawn.", published=NOON - timedelta(days=1))
    new = article("a2", "A convoy crossed the mountain pass at noon.")
    briefing = composed([(old, analysis(old, "Main")), (new, analysis(new, "Main"))], known=frozenset({"a1"}))
    assert {s.text.split()[0]: s.new for s in briefing.statements} == {"The": False, "A": True}


def test_an_article_without_text_still_stands_in_the_list_of_sources():
    bare = article("a1", "")
    briefing = composed([(bare, analysis(bare, "NA"))])
    assert briefing.lead is None
    assert [r.title for r in briefing.articles] == [bare.title]


def test_a_statement_without_citation_can_not_be_made():
    with pytest.raises(ValueError, match="citation"):
        Statement(text="Something happened.", language="en", citations=())


LABELS = st.sampled_from(
    ["Main", "Consequence", "Previous", "Context", "Historical", "Anecdotal", "Evaluation", "Expectation", "NA"]
)
SENTENCES = st.lists(
    st.tuples(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=80), LABELS),
    min_size=1,
    max_size=12,
)


@given(st.lists(SENTENCES, min_size=1, max_size=3))
def test_every_statement_is_a_verbatim_span_of_the_article_it_cites_first(documents):
    pairs = []
    for n, rows in enumerate(documents):
        one = article(f"a{n}", "\n".join(text for text, _ in rows))
        pairs.append((one, analysis(one, *(label for _, label in rows), speakers={0: "Mira Hale"})))
    briefing = composed(pairs)
    texts = {r.n: one.text for r in briefing.articles for one, _ in pairs if one.id == r.id}
    for statement in briefing.statements:
        first = statement.citations[0]
        assert texts[first.n][first.start : first.end] == statement.text


def test_the_same_facts_in_two_languages_are_one_statement_cited_twice():
    english = article(
        "a1", "The commission's chairman, Osval Trint, said 312 polling stations bore the same handwriting."
    )
    arabic = article("a2", "وقال رئيس اللجنة أوسفال ترينت إن محاضر ٣١٢ مركز اقتراع كُتبت بخط واحد.", language="ar")
    pairs = [(english, analysis(english, "Main")), (arabic, analysis(arabic, "Main"))]
    briefing = composed(pairs, languages=("ar",))
    assert [s.language for s in briefing.statements] == ["ar"]
    assert {c.n for c in briefing.statements[0].citations} == {1, 2}


def test_sentences_whose_figures_differ_are_not_made_to_agree():
    first = article("a1", "Osval Trint of the Tivaro council said 312 people in Grend were missing.")
    second = article("a2", "По словам Освала Тринта из совета Тиваро, в Гренде пропали 280 человек.", language="ru")
    briefing = composed([(first, analysis(first, "Main")), (second, analysis(second, "Main"))])
    assert len(briefing.statements) == 2
    assert all(len(s.citations) == 1 for s in briefing.statements)


def test_figures_that_differ_in_the_same_words_stand_side_by_side():
    first = article("a1", "The flood in the lower town of Grend killed 38 people, officials said.")
    second = article("a2", "The flood in the lower town of Grend killed 41 people, officials said.")
    briefing = composed([(first, analysis(first, "Main")), (second, analysis(second, "Main"))])
    assert len(briefing.statements) == 2
    assert all(len(s.citations) == 1 for s in briefing.statements)


def test_a_text_that_opens_with_history_has_no_lead_but_its_history_in_background():
    one = article(
        text=lines(
            "When Veldia beat Asharin in the war of 2020, Orsk became the broker of the peace.",
            "It helped to write the ceasefire that both sides then signed.",
            "Its president had never hidden what he thought of Asharin.",
            "All that was before the new railway was agreed upon.",
            "An airliner was shot down near Grend in December 2025.",
        ),
        published=None,
    )
    found = analysis(
        one, *["Main"] * 5, dates={0: [("2020", "2020", "year")], 4: [("December 2025", "2025-12", "month")]}
    )
    briefing = composed([(one, found)])
    assert briefing.lead is None
    assert [s.date for s in briefing.background] == ["2020"]
    assert briefing.escalation[-1].date == "2025-12"


def test_words_whose_speaker_is_only_guessed_are_no_view_and_their_expectation_is_nobody_s():
    one = article(
        text=lines(
            "Mira Hale called the plan a grave mistake for Orsk.",
            "The plan is as weak as the one before it was.",
            "The bridge could fall within the next ten years.",
        )
    )
    guessed = attribution("Eldon Nam", certain=False)
    found = analysis(one, *["Evaluation"] * 2, "Expectation", speakers={0: "Mira Hale", 1: guessed, 2: guessed})
    briefing = composed([(one, found)])
    assert [s.speaker for s in briefing.analyst_views] == ["Mira Hale"]
    assert [(s.text[:10], s.speaker) for s in briefing.outlook] == [("The bridge", "")]


def test_an_anniversary_does_not_date_the_event_beside_it():
    text = "Orsk will mark this weekend that the wall of Grend fell 30 years ago."
    one = article(text=lines("The council of Orsk met on Monday to talk of it.", text))
    dates = {1: [("this weekend", ""), ("30 years ago", "1996", "year")]}
    found = analysis(one, "Main", "Consequence", dates=dates)
    assert [(s.text, s.date) for s in composed([(one, found)]).escalation] == [(text, "")]


def test_a_sentence_that_says_less_than_one_already_printed_is_left_out():
    told = "the police said on Monday that both brothers died of their wounds in a hospital"
    lede = "Veldia closed its border at noon."
    variants = (f"Later {told}, as its staff told reporters at night while many people waited.", f"Also {told}.")
    articles = [article(f"a{n}", text=lines(lede, text)) for n, text in enumerate(variants)]
    printed = [s.text for s in composed([(a, analysis(a, "Main", "Consequence")) for a in articles]).escalation]
    assert len(printed) == 1


def test_a_number_in_words_is_one_that_differs():
    told = "The police said on Monday that {} brothers died of their wounds in a hospital of Grend"
    texts = [lines("Veldia closed its border at noon.", told.format(number)) for number in ("two", "12", "2")]
    articles = [article(f"a{n}", text=text) for n, text in enumerate(texts)]
    printed = composed([(a, analysis(a, "Main", "Context")) for a in articles]).background
    assert [[c.n for c in s.citations] for s in printed] == [[1, 3], [2]]


def test_a_winter_stands_before_the_spring_of_the_year_that_it_is_named_by():
    texts = ("The council of Grend met once more that spring.", "The bridge of Karsu was closed for the winter.")
    one = article(text=lines("Veldia closed its border at noon.", *texts))
    dates = {1: [("that spring", "2026-SP", "season")], 2: [("the winter", "2026-WI", "season")]}
    found = analysis(one, "Main", "Previous", "Previous", dates=dates)
    assert [s.date for s in composed([(one, found)]).escalation] == ["2026-WI", "2026-SP"]
