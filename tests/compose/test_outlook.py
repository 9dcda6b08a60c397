"""The word of likelihood that is shown with an expectation; each language's samples are its tests."""

import pytest

from briefing.compose.outlook import likelihood
from briefing.language import known_languages, table

SAMPLES = [
    pytest.param(tag, text, word, id=f"{tag}-{i}")
    for tag in known_languages()
    for i, (text, word) in enumerate(table(tag, "outlook").get("samples", ()))
]


@pytest.mark.parametrize(("tag", "text", "word"), SAMPLES)
def test_a_sample_shows_its_word_of_likelihood(tag, text, word):
    assert likelihood(text, language=tag) == word


def test_a_month_is_no_likelihood():
    assert likelihood("It opened in May.", language="en") == ""


def test_an_endless_word_is_searched_in_linear_time():
    assert likelihood("a" * 200_000, language="tr") == ""
