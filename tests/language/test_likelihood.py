"""The word of likelihood that is shown with an expectation, and its range; each language's samples are its tests."""

import re

import pytest

from briefing.language import known_languages, table
from briefing.language.likelihood import band, likelihood
from briefing.model import BANDS

SAMPLES = [
    pytest.param(tag, text, word, id=f"{tag}-{i}")
    for tag in known_languages()
    for i, (text, word) in enumerate(table(tag, "outlook").get("samples", ()))
]
RANGES = [
    pytest.param(tag, *sample, id=f"{tag}-{i}")
    for tag in known_languages()
    for i, sample in enumerate(table(tag, "outlook").get("bands", {}).get("samples", ()))
]


@pytest.mark.parametrize(("tag", "text", "word"), SAMPLES)
def test_a_sample_shows_its_word_of_likelihood(tag, text, word):
    assert likelihood(text, language=tag) == word


@pytest.mark.parametrize(("tag", "text", "word", "of"), RANGES)
def test_a_sample_shows_the_range_of_its_word(tag, text, word, of):
    assert likelihood(text, language=tag) == word
    assert band(word, language=tag) == (of or None)


@pytest.mark.parametrize("tag", known_languages())
def test_words_with_a_range_are_words_of_likelihood_and_have_one_range(tag):
    known = table(tag, "outlook")
    bands = {name: words for name, words in known.get("bands", {}).items() if name != "samples"}
    assert set(bands) <= set(BANDS)
    words = [word for of in bands.values() for word in of]
    assert len(words) == len(set(words))
    for word in words:
        assert likelihood(word, language=tag) == word
    assert {band(word, language=tag) for word in words} <= set(bands)


def test_a_negation_has_never_the_range_of_what_it_negates():
    for text in ("It is not likely.", "It will probably not rain.", "A deal is not unlikely.", "It is not expected."):
        word = likelihood(text, language="en")
        positive = likelihood(re.sub(r"\bnot |^.*? ", "", text), language="en")
        assert band(word, language="en") not in ("likely", "very_likely", "almost_certain")
        assert "not" in word
        assert word != positive


def test_a_word_that_the_directive_does_not_define_has_no_range():
    for word in ("may", "could", "expected", "possible", "perhaps", "set to", ""):
        assert band(word, language="en") is None


def test_a_month_is_no_likelihood():
    assert likelihood("It opened in May.", language="en") == ""


def test_an_endless_word_is_searched_in_linear_time():
    assert likelihood("a" * 200_000, language="tr") == ""
