"""What the section model sees of a voice."""

from briefing.analyse.sentences import Span
from briefing.analyse.voice_features import VOICE, voice_features
from briefing.model import Attribution

HALE = Attribution(speaker="Mira Hale", speaker_id="hale", role="director", kind="analyst", direct=True, quote=(0, 5))
POLICE = Attribution(speaker="police", speaker_id="police", kind="official")


def seen(*voices):
    spans = [Span(10 * i, 10 * i + 10, 0) for i in range(len(voices))]
    return [{name for name, value in zip(VOICE, row, strict=True) if value} for row in voice_features(spans, voices)]


def test_a_sentence_that_the_outlet_tells_itself_has_no_feature_of_a_voice():
    assert seen(None) == [set()]


def test_a_quoted_analyst_is_told_from_an_official_in_reported_speech():
    assert seen(HALE, POLICE) == [
        {"voiced", "direct", "quoted_words", "has_role", "several_words", "analyst"},
        {"voiced", "official"},
    ]


def test_a_voice_that_goes_on_is_told_from_one_that_comes_back():
    _, goes_on, _, comes_back = seen(POLICE, POLICE, HALE, POLICE)
    assert {"heard_before", "goes_on"} <= goes_on
    assert "heard_before" in comes_back
    assert "goes_on" not in comes_back


def test_the_share_of_quoted_words_is_that_of_the_sentence():
    (row,) = voice_features([Span(0, 10, 0)], [HALE])
    assert row[VOICE.index("quoted_words")] == 0.5
