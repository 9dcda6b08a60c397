"""Sentences that pass on somebody's words without a verb of saying."""

import pytest

from briefing.analyse.reading import read
from briefing.analyse.spoken import spoken
from briefing.analyse.vectors import encode
from briefing.model import Article

TOLD = [
    "Mira Hale was adamant that the bridge would never have fallen if the council had listened.",
    "The minister made it clear that nobody would be sent back across the river.",
]
NARRATED = [
    "The bridge fell into the river on Sunday after a week of rain.",
    "Trains between Grend and Karsu stood still until noon.",
]


def test_passed_on_words_are_likelier_somebodys_than_a_report_of_what_happened():
    told, narrated = spoken(encode(TOLD)), spoken(encode(NARRATED))
    assert min(told) > 0.5 > max(narrated)


@pytest.mark.parametrize(("language", "asked"), [("en", True), ("de", False)])
def test_it_is_asked_only_where_a_language_wants_it(language, asked, monkeypatch):
    calls = []
    monkeypatch.setattr("briefing.analyse.reading.spoken", lambda rows: calls.append(1) or (0.5,) * len(rows))
    read(Article(id="a", title="", text="\n".join(NARRATED), language=language), encode=encode)
    assert bool(calls) is asked


def test_a_sentence_without_a_vector_is_read_by_rules_alone():
    reading = read(Article(id="a", title="", text="میرا هیل گفت: «پل می‌افتد.»", language="fa"), encode=encode)
    assert reading.vectors is None
    assert [voice.speaker for voice in reading.voices if voice] == ["میرا هیل"]
