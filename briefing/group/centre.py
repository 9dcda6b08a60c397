"""Sentence vectors made comparable across languages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
