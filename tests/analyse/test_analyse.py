"""An article in, its sentences out; through the one public door, with the real encoder."""

from datetime import UTC, datetime

import numpy as np
import pytest

from briefing.analyse import analyse
from briefing.analyse.vectors import encode
from briefing.model import SECTION_OF, Article

PUBLISHED = datetime(2026, 11, 23, tzinfo=UTC)
TEXT = """Police in Orsk raided the Veldian cultural centre on Saturday and arrested nine people.
In 2009 the two countries signed a treaty that ended a war of eleven years.
"This is a dangerous and foolish policy," said Mira Hale, director of the Topaz Centre.
Veldia will close its consulate next month and is expected to recall its ambassador.
Advertisement"""


def article(text=TEXT, **changes):
    given = {"id": "a", "title": "Orsk raids Veldian centre", "language": "en", "published": PUBLISHED}
    return Article(text=text, **(given | changes))


def labels(analysis):
    return [sentence.label for sentence in analysis.sentences]


def test_each_sentence_goes_where_a_reader_would_look_for_it():
    sections = [sentence.section for sentence in analyse(article(), encode=encode).sentences]
    assert sections == ["escalation", "background", "analyst_views", "outlook", "boilerplate"]


def test_a_view_has_its_voice_and_an_event_its_date():
    raid, treaty, view, *_ = analyse(article(), encode=encode).sentences
    assert view.attribution.speaker == "Mira Hale"
    assert raid.attribution is None
    assert [date.iso for date in treaty.dates] == ["2009"]
    assert [date.iso for date in raid.dates] == ["2026-11-21"]


@pytest.mark.parametrize("language", ["en", "ar", "eo", "und"])
def test_every_sentence_is_a_verbatim_span_with_a_label_and_a_section(language):
    given = article(TEXT + "\n\nداهمت الشرطة المركز يوم السبت. ولم يصب أحد.\n", language=language)
    analysis = analyse(given, encode=encode)
    for i, sentence in enumerate(analysis.sentences):
        assert sentence.i == i
        assert sentence.text == given.text[sentence.start : sentence.end]
        assert sentence.label in SECTION_OF
        assert sentence.section in set(SECTION_OF.values())
        assert 0 <= sentence.probability <= 1
        assert all(given.text[date.start : date.end] == date.text for date in sentence.dates)


def test_an_article_is_judged_the_same_whatever_was_judged_before():
    first = analyse(article(), encode=encode)
    analyse(article("Nine ships left the harbour. They may return.", id="b"), encode=encode)
    assert analyse(article(), encode=encode) == first


def test_boilerplate_between_paragraphs_changes_no_other_label():
    lines = TEXT.splitlines()
    noisy = article("\n".join([lines[0], "Advertisement", *lines[1:]]))
    sentences = analyse(noisy, encode=encode).sentences
    assert [(s.label, s.probability) for s in sentences if s.section == "boilerplate"] == [("NA", 1.0)] * 2
    clean = analyse(article(), encode=encode).sentences[:-1]
    kept = [(s.label, s.probability) for s in sentences if s.section != "boilerplate"]
    assert kept == [(s.label, pytest.approx(s.probability, abs=0.05)) for s in clean]


def test_an_article_of_unknown_language_is_taken_for_what_it_looks_like():
    found = analyse(article("Полиция провела обыск в культурном центре в субботу.", language="und"), encode=encode)
    assert found.sentences[0].language == "ru"


def test_the_encoder_is_asked_once_for_an_article_and_never_for_a_language_it_does_not_know():
    asked = []

    def counting(texts):
        asked.append(len(texts))
        return np.ones((len(texts), 512), dtype=np.float32) / np.sqrt(512)

    analyse(article(), encode=counting)
    assert len(asked) == 1
    analyse(article("پلیس روز شنبه به مرکز یورش برد.", language="fa"), encode=counting)
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["", "\n \n", ".", "\u200f", "—", "1"])
def test_a_text_without_sentences_is_no_error(text):
    assert len(analyse(article(text), encode=encode).sentences) <= 1


def test_what_is_dated_lately_belongs_to_the_chain_of_events():
    def escalates(when):
        return analyse(article(f"Veldia {when} expelled nine diplomats of Orsk."), encode=encode).sentences[0].section

    assert escalates("on 20 November 2026") == "escalation"
    assert escalates("in 1998") == "background"


def test_an_entry_of_one_sentence_is_news_whatever_it_looks_like():
    (only,) = analyse(article("Dateline Orsk, 20 November 2026, nine diplomats"), encode=encode).sentences
    assert only.section != "boilerplate"
