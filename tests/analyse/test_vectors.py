"""Vectors that mean the same in every language, from a model that is already there."""

import numpy as np

from briefing.analyse.vectors import encode


def test_a_sentence_lies_nearer_to_its_translation_than_to_another():
    raid, translated, other = encode(
        ["Police raided the cultural centre.", "Полиция провела обыск в культурном центре.", "The harvest was good."]
    )
    assert raid @ translated > 2 * (raid @ other)


def test_no_texts_give_no_vectors():
    assert encode([]).shape == (0, 512)


def test_vectors_are_unit_vectors_of_single_precision():
    vectors = encode(["", " ", "a\x00b\ud800", "x" * 10_000, "\u202e!", "😀"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_vector_hardly_depends_on_what_is_encoded_beside_it():
    texts = [f"Nine ships of fleet {n} left the harbour." for n in range(40)]
    assert np.abs(encode(texts)[7] - encode(texts[7:8])[0]).max() < 1e-5


def test_the_same_call_gives_the_same_bytes():
    texts = ["The council votes on Friday.", "يصوت المجلس يوم الجمعة."]
    assert encode(texts).tobytes() == encode(texts).tobytes()


def test_an_endless_text_counts_by_its_beginning():
    start = "Nine ships left the harbour. " * 20
    short, long = encode([start, start + "The harvest was good. " * 1000])
    assert short @ long > 0.999
