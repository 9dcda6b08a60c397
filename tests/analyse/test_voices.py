import pytest

from briefing.analyse.sentences import Span, split
from briefing.analyse.voices import attribute
from briefing.language import known_languages, table
from briefing.model import Article

SAMPLES = [(tag, sample) for tag in known_languages() for sample in table(tag, "voices").get("samples", ()) if tag]

# How many samples a language has at least, whose newspapers' attributions are known in full.
DEMANDED = {"ar": 15, "fa": 15, "ru": 15, "tr": 15, "uk": 15, "zh": 15}


def heard(text, language="en", **fields):
    article = Article(id="a", title=fields.pop("title", ""), text=text, language=language, **fields)
    return attribute(article, split(text, language))


def speakers(*given, **fields):
    return [voice.speaker if voice else None for voice in heard(*given, **fields)]


@pytest.mark.parametrize(("tag", "sample"), SAMPLES, ids=[f"{tag}: {s['text'][:30]}" for tag, s in SAMPLES])
def test_each_language_hears_its_own_samples(tag, sample):
    found = heard(sample["text"], tag, title=sample.get("title", ""))
    told = [[voice.speaker, voice.role, voice.kind or "", voice.direct] if voice else [] for voice in found]
    assert told == sample["expect"]


@pytest.mark.parametrize(("tag", "demanded"), DEMANDED.items())
def test_a_language_known_in_full_has_samples_of_its_own(tag, demanded):
    assert len(table(tag, "voices")["samples"]) >= demanded


def test_there_is_one_answer_for_each_sentence():
    text = "Hale spoke.\n\n“We go.\n\n“We stay,” she said.\n"
    assert len(heard(text)) == len(split(text, "en"))
    assert heard("") == ()


def test_the_quotation_of_a_sentence_is_where_it_stands():
    text = "Mira Hale was glad. “We will build,” Hale said."
    _, voice = heard(text)
    assert text[slice(*voice.quote)] == "“We will build,”"


def test_reported_speech_has_no_quotation():
    (voice,) = heard("Mira Hale said that the bridge fell.")
    assert (voice.direct, voice.quote) == (False, None)


def test_all_spellings_of_a_name_are_one_voice():
    text = "Mira Hale, a teacher, said it rained.\n“It rained,” Hale said.\n“It did,” said Ms. Hale."
    assert {(voice.speaker, voice.speaker_id) for voice in heard(text)} == {("Mira Hale", "mira-hale")}


def test_a_name_in_two_scripts_is_one_voice():
    text = (
        "يعتقد Eldon Namazir ، مدير معهد البحر ، أن الميناء سيغلق.\n"
        "وقال نامازير: “سيغلق قريبا”.\nوأضاف نامازر أن العمال غادروا."
    )
    assert {voice.speaker_id for voice in heard(text, "ar")} == {"eldon-namazir"}


def test_people_who_share_a_surname_are_two_voices():
    text = "“I go,” said Mira Hale. “I stay,” said Ana Hale. “I wait,” said Mira Hale."
    first, second, third = (voice.speaker_id for voice in heard(text))
    assert first == third != second


def test_distinct_unnamed_sources_are_distinct_voices():
    text = "A diplomat said the talks failed. Another diplomat said they went well. A diplomat said nobody came."
    found = heard(text)
    assert len({voice.speaker_id for voice in found}) == 3
    assert {voice.kind for voice in found} == {"unnamed"}


def test_the_outlet_is_never_a_voice():
    text = "Mira Hale told the Harbour Post that it rained.\n“It rained,” she told Harbour Post."
    assert speakers(text, outlet="Harbour Post") == ["Mira Hale", "Mira Hale"]
    assert speakers("The Harbour Post said so.", outlet="The Harbour Post") == [None]


def test_whoever_is_told_again_and_again_is_the_outlet():
    text = (
        "أخبر أحد المسؤولين الغربيين مد أن الميناء سيغلق.\nأخبر العديد من التجار مد أن السوق سيفتح.\n"
        "وقال كمال الدروبي: “سنرى”.\nوقال مد: “سنرى كل شيء”."
    )
    assert speakers(text, "ar")[-2:] == ["كمال الدروبي", "كمال الدروبي"]


def test_boilerplate_has_no_voice_but_lends_its_names():
    text = "“We build”\n– Mira Hale, mayor of Grend\n“We build from stone,” said Hale."
    article = Article(id="a", title="", text=text, language="en")
    quote, source, voice = attribute(article, split(text, "en"), frozenset({0, 1}))
    assert (quote, source) == (None, None)
    assert (voice.speaker, voice.role, voice.kind) == ("Mira Hale", "mayor of Grend", "official")


def test_a_quoted_paragraph_after_a_quotation_goes_on_with_its_speaker():
    text = "“It fell at night,” said Mira Hale.\n“Nobody was there to see it, and nobody heard it.”\nThe river is high."
    assert speakers(text) == ["Mira Hale", "Mira Hale", None]


def test_a_quotation_belongs_to_the_attribution_at_its_end():
    text = "Ana Marn said no.\n“It fell at night. Nobody was there to see it at all. It was too late,” said Mira Hale."
    assert set(speakers(text)[1:]) == {"Mira Hale"}


def test_a_colon_introduces_the_paragraph_after_it():
    text = "Mira Hale answered them on Friday:\n“It fell at night, and nobody was there to see it.”"
    assert speakers(text) == ["Mira Hale", "Mira Hale"]


def test_a_verb_phrase_is_never_a_name():
    text = "واحتشد أنصار المرشحة سلمى النادر أمام القصر «وهم يهتفون لها طوال الليل بلا توقف»."
    assert speakers(text, "ar") == [None]


def test_a_nominative_names_a_voice_before_its_other_cases():
    text = "По словам Тараса Берина, мост упал. Тарас Берин добавил, что дорога закрыта."
    assert {(voice.speaker, voice.speaker_id) for voice in heard(text, "ru")} == {("Тарас Берин", "тараса-берина")}


def test_a_medium_that_passes_on_gives_way_to_who_is_quoted():
    text = "Мост закрыт, заявил мэр Гренда Олег Намов, передает Harbour Post. Дорога открыта, передает Harbour Post."
    assert speakers(text, "ru") == ["Олег Намов", "Harbour Post"]


def test_the_same_office_elsewhere_is_another_voice():
    text = "أكد وزير الطاقة كمال الدروبي أن السد امتلأ. وأعلن وزير الداخلية أن الطريق مغلق."
    assert speakers(text, "ar") == ["كمال الدروبي", "وزير الداخلية"]


def test_speech_without_marks_goes_on_to_the_end_of_its_paragraph():
    text = "کمال درودی وزیر راه گفت: جاده بسته است. کسی آن را باز نمی‌کند.\nراه طولانی است."
    assert speakers(text, "fa") == ["کمال درودی", "کمال درودی", None]


def test_names_between_quotation_marks_are_nobodys_words():
    assert speakers("The ship “Orsk Star” left. It was built in “Grend Yard”.") == [None, None]


def test_a_language_without_a_table_still_hears_quotations_beside_names():
    assert speakers("“Kia ora,” said Mira Hale.", "mi") == ["Mira Hale"]


def test_an_article_of_unknown_language_is_read_as_what_it_looks_like():
    text = "Министр обороны Тарас Берин заявил, что граница останется закрытой. Дорога длинная и трудная."
    assert speakers(text, "und") == ["Тарас Берин", None]


def test_the_same_article_always_gives_the_same_voices():
    text = "“I go,” said Mira Hale. “I stay,” said Ana Hale. A diplomat said they went."
    assert heard(text) == heard(text)


@pytest.mark.parametrize(
    "text", ["“a ", "said ", "said said Hale, ", "Hale, Nam, ", "according to ", "— a, ", "\u202e\x1b[", "a" * 50]
)
@pytest.mark.parametrize("language", ["en", "ar", "tr", "zh"])
def test_hostile_text_ends(text, language):
    text = text * 4000
    assert len(heard(text, language)) == len(split(text, language))


def test_a_sentence_known_to_be_spoken_gets_the_likeliest_voice():
    text = "Mira Hale said the bridge fell. The river had been high for days. The Orsk council is far from ready."
    article = Article(id="a", title="", text=text, language="en")
    spans = split(text, "en")
    assert [v and v.speaker for v in attribute(article, spans)] == ["Mira Hale", None, None]
    told = attribute(article, spans, spoken=[0.9, 0.9, 0.9])
    assert [v and v.speaker for v in told] == ["Mira Hale", "Mira Hale", "The Orsk council"]


def test_a_weak_cue_is_none_in_a_sentence_that_nobody_speaks():
    text = "Mira Hale attacked the hill at dawn."
    article = Article(id="a", title="", text=text, language="en")
    assert [attribute(article, split(text, "en"), spoken=[p])[0] is None for p in (0.5, 0.01)] == [False, True]


def test_a_sentence_cut_after_a_title_is_read_whole():
    text = "The bridge, Mr. Hale warned, will fall. Nobody listens to Mr. Hale, who is mayor of Grend."
    whole = split(text, "en")
    cut = text.index("Hale")
    spans = [Span(0, cut - 1, 0), Span(cut, whole[0].end, 0), *whole[1:]]
    found = attribute(Article(id="a", title="", text=text, language="en"), spans)
    assert [v and v.speaker for v in found] == ["Hale", None, None]


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "« Le toit est tombé, raconte Mira Hale, une pêcheuse. On a couru. »", ["Mira Hale", "Mira Hale"]),
        ("fr", "« Le toit, raconte Mira Hale, est tombé d’un coup. »", ["Mira Hale"]),
        ("fr", "« Nous avons, comme le dit la loi, le droit de partir », affirme Mira Hale.", ["Mira Hale"]),
        ("es", "“No hay agua, dijo Mira Hale, y nadie viene.”", ["Mira Hale"]),
    ],
)
def test_a_narrator_between_commas_tells_who_speaks(language, text, spoken):
    assert speakers(text, language) == spoken


def test_a_narrator_between_commas_is_found_in_linear_time():
    text = "« " + "Oui, dit-il, " * 20_000 + "non. »"
    assert len(heard(text, "fr")) == len(split(text, "fr"))


def test_initials_and_the_full_name_are_one_voice_under_the_full_name():
    text = "The UN said it rained. Mira Hale said no. The United Nations said it would help. The UN promised boats."
    found = heard(text)
    assert {voice.speaker for voice in found} == {"United Nations", "Mira Hale"}
    assert found[0].speaker_id == found[2].speaker_id == found[3].speaker_id


def test_an_institution_told_short_in_an_oblique_case_is_the_one_told_in_full():
    text = "В суде добавили, что мост закрыт. Морской суд Велдии заявил, что вода прибывает."
    assert {voice.speaker for voice in heard(text, "ru")} == {"Морской суд Велдии"}


def test_a_person_whose_initials_an_institution_has_stays_apart():
    text = "The mayor, Uma Nal, said it rained. The UN said it would help."
    assert speakers(text) == ["Uma Nal", "UN"]


def test_a_contraction_is_a_pronoun_and_its_auxiliary_with_any_apostrophe():
    for apostrophe in "'’":
        text = "They've said that it rains. It's called Grend or the company doesn't want it.".replace("'", apostrophe)
        assert [name for name in speakers(text) if name and (apostrophe in name or "It" in name)] == []


def test_who_a_sentence_names_as_speaking_is_certain_and_who_is_only_guessed_is_not():
    text = (
        "Mira Hale, director of the Topaz Centre, said that the bridge was weak. She said it would fall.\n"
        "“It is late,” Hale added.\nNothing at all can be built."
    )
    article = Article(id="a", title="", text=text, language="en")
    found = attribute(article, split(text, "en"), spoken=[0.0, 0.0, 0.0, 0.95])
    assert [(voice.speaker, voice.certain) for voice in found] == [("Mira Hale", True)] * 3 + [("Mira Hale", False)]
