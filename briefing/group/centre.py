"""Sentence vectors made comparable across languages, and how far to trust them in each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.language import FALLBACK, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Below and above these shares of the usual spread a language's vectors tell nothing, or all that they can.
_BLIND, _CLEAR = 0.6, 0.9
_GUESS, _GUESSES = 0.3, 5


def centre(vectors: "NDArray[np.float32]", languages: Sequence[str], *, shrink: float) -> "NDArray[np.float32]":
    """Give unit rows less what all articles of their language have in common.

    The mean of a language's n rows counts n against `shrink` of the mean of all, so that a few articles of a rare
    language aren't moved onto each other.
    """
    import numpy as np

    overall = vectors.mean(axis=0)
    centred = np.empty_like(vectors)
    tags = np.array(languages)
    for tag in sorted(set(languages)):
        rows = tags == tag
        n = int(rows.sum())
        mean = (vectors[rows].sum(axis=0) + shrink * overall) / (n + shrink)
        centred[rows] = vectors[rows] - mean
    norm = np.linalg.norm(centred, axis=1, keepdims=True)
    centred /= np.maximum(norm, 1e-9)
    return centred


def trust(vectors: "NDArray[np.float32]", languages: Sequence[str]) -> "NDArray[np.float32]":
    """Tell for each row, from 0 to 1, how much its vector means in its language.

    The encoder was trained on some languages. It gives texts in a script that it has never seen nearly one vector,
    and does well with a close relative of what it knows: the spread of a language's vectors, against the usual one,
    shows which. A row of zeros, where there is no vector, means nothing.
    """
    import numpy as np

    tags = np.array(languages)
    spreads = {tag: _spread(vectors[tags == tag]) for tag in sorted(set(languages))}
    usual = float(np.median([spreads[tag] for tag in languages]))
    known = set(table(FALLBACK, "grouping")["encoded"])
    found = np.ones(len(languages), dtype=np.float32)
    for tag, spread in spreads.items():
        if tag not in known and tag.partition("-")[0] not in known:
            n = int((tags == tag).sum()) - 1
            seen = float(np.clip((spread / max(usual, 1e-9) - _BLIND) / (_CLEAR - _BLIND), 0.0, 1.0))
            found[tags == tag] = (n * seen + _GUESSES * _GUESS) / (n + _GUESSES)
    found[~vectors.any(axis=1)] = 0.0
    return found


def _spread(rows: "NDArray[np.float32]") -> float:
    import numpy as np

    return float(np.sqrt(rows.var(axis=0, ddof=1).sum())) if len(rows) > 1 else 0.0
