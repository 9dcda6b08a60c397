"""The section model on articles of invented places: what must hold whatever the weights."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from briefing.analyse.cues import CUES, count_cues
from briefing.analyse.judgement import SECTIONS
from briefing.analyse.reading import knows_vectors, read
from briefing.analyse.sections import LABELS, classify
from briefing.analyse.vectors import encode
from briefing.language import known_languages, table
from briefing.model import Article

PUBLISHED = datetime(2026, 11, 23, tzinfo=UTC)
SAMPLES = [
    (language, sample["text"], cue)
    for language in known_languages()
    for sample in table(language, "sections").get("samples", ())
    for cue in sample["cues"]
]
RAID = {
    "en": (
        "Police in Orsk raided the Veldian cultural centre on Saturday and arrested nine people.",
        "Veldia will close its consulate next month and is expected to recall its ambassador.",
        '"This is a dangerous and foolish policy," said Mira Hale, director of the Topaz Centre.',
        "In 2009 the two countries signed a treaty that ended a war of eleven years.",
    ),
    "fr": (
        "Samedi, la police d'Orsk a perquisitionné le centre culturel veldien et arrêté neuf personnes.",
        "La Veldie fermera son consulat le mois prochain et devrait rappeler son ambassadeur.",
        "« C'est une politique dangereuse et stupide », a déclaré Mira Hale, directrice du Centre Topaz.",
        "En 2009, les deux pays avaient signé un traité qui mettait fin à une guerre de onze ans.",
    ),
    "ru": (
        "В субботу полиция Орска провела обыск в культурном центре Вельдии и задержала девять человек.",
        "В следующем месяце Вельдия закроет консульство и, как ожидается, отзовёт посла.",
        "«Это опасная и глупая политика», — считает Мира Хейл, директор центра «Топаз».",
        "В 2009 году две страны подписали договор, завершивший одиннадцатилетнюю войну.",
    ),
    "ar": (
        "داهمت شرطة أورسك يوم السبت المركز الثقافي الفيلدي واعتقلت تسعة أشخاص.",
        "ستغلق فيلديا قنصليتها الشهر المقبل ومن المتوقع أن تستدعي سفيرها.",
        "وقالت ميرا هال، مديرة مركز توباز: «هذه سياسة خطيرة وحمقاء».",
        "في عام 2009 وقع البلدان معاهدة أنهت حربا استمرت أحد عشر عاما.",
    ),
    "fa": (
        "پلیس اورسک روز شنبه به مرکز فرهنگی ولدیا یورش برد و نه نفر را بازداشت کرد.",
        "ولدیا ماه آینده کنسولگری خود را خواهد بست و انتظار می‌رود سفیرش را فرا بخواند.",
        "میرا هیل، مدیر مرکز توپاز، گفت: «این سیاستی خطرناک و احمقانه است.»",
        "در سال ۲۰۰۹ دو کشور پیمانی امضا کردند که به جنگی یازده ساله پایان داد.",
    ),
}


def judged(article, *, with_vectors=True):
    reading = read(article, encode=encode)
    return classify(reading if with_vectors else replace(reading, vectors=None, title=None))


def article(*sentences, language="en", title="Raid in Orsk", published=PUBLISHED):
    return Article(id="a", title=title, text="\n".join(sentences), language=language, published=published)


@pytest.mark.parametrize("language", RAID)
def test_a_past_treaty_a_judgement_and_a_plan_go_to_three_sections(language):
    best = judged(article(*RAID[language], language=language)).sections.argmax(axis=1)
    sections = [SECTIONS[section] for section in best]
    assert sections[1:] == ["outlook", "analyst_views", "background"]


def test_what_happened_this_week_escalates_more_than_the_same_long_ago():
    def escalation(when):
        verdict = judged(article(RAID["en"][0], f"Veldia expelled nine diplomats {when}.", RAID["en"][1]))
        return verdict.sections[1, SECTIONS.index("escalation")]

    assert escalation("on 20 November 2026") > 1.2 * escalation("in 1998")


@pytest.mark.parametrize("with_vectors", [True, False])
@pytest.mark.parametrize(("title", "published"), [("", None), ("Raid in Orsk", PUBLISHED)])
@pytest.mark.parametrize("sentences", [1, 2, 3])
def test_every_sentence_of_a_short_entry_gets_probabilities(sentences, title, published, with_vectors):
    verdict = judged(article(*RAID["en"][:sentences], title=title, published=published), with_vectors=with_vectors)
    assert verdict.labels.shape == verdict.leaning.shape == (sentences, len(LABELS))
    assert verdict.sections.shape == verdict.sure.shape == (sentences, len(SECTIONS))
    assert np.allclose(verdict.sure.sum(axis=1), 1, atol=1e-3)
    assert np.allclose(verdict.labels.sum(axis=1), 1, atol=1e-3)
    assert np.allclose(verdict.sections.sum(axis=1), 1, atol=1e-3)


def test_an_article_without_sentences_is_no_error():
    assert judged(article(""), with_vectors=False).labels.shape == (0, len(LABELS))


def test_who_speaks_and_what_looks_ahead_change_the_section_of_the_same_words():
    def outlook(sentence):
        return judged(article(RAID["en"][0], sentence)).sections[1, SECTIONS.index("outlook")]

    assert outlook("Veldia will close its consulate next month.") > 2 * outlook("Veldia closed its consulate in 2009.")


def test_vectors_are_used_only_where_the_encoder_knows_the_language():
    assert knows_vectors("ru")
    assert not knows_vectors("fa")
    assert not knows_vectors("xx")


@pytest.mark.parametrize(("language", "text", "cue"), SAMPLES)
def test_a_sample_has_the_cue_it_is_a_sample_of(language, text, cue):
    assert count_cues(text, language)[CUES.index(cue)] > 0


def test_a_word_is_no_cue_inside_another_word():
    assert count_cues("The sandwich was Willamette's.", "en")[CUES.index("future")] == 0


def test_a_language_without_cue_words_counts_addresses_only():
    counts = count_cues("Vidi https example com kaj la urbo", "eo")
    assert counts[CUES.index("credit")] == 2
    assert sum(counts) == 2
