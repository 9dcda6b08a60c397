"""How a sentence lies to its surroundings: its title, the first sentence, the whole, its neighbours.

Van Dijk's labels are relations within a text (a consequence is one of the main event), so a sentence is judged by
its surroundings as much as by itself. Pure arithmetic, no weights.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Row = np.ndarray[tuple[int], np.dtype[np.float32]]

#: So far back a sentence is compared, so that time and memory stay linear in a text's length.
REACH = 200
RELATIONS = ("to_title", "to_first", "to_mean", "to_before", "to_after", "to_nearest_before", "has_title")


def centred(vectors: "Matrix", mean: "Row") -> "Matrix":
    """Unit vectors less the `mean` that all texts share, unit vectors again: differences show only then."""
    import numpy as np

    moved = vectors - mean
    unit: Matrix = moved / (np.linalg.norm(moved, axis=1, keepdims=True) + np.float32(1e-6))
    return unit


def relate(vectors: "Matrix", title: "Row | None") -> "Matrix":
    """Cosines of each sentence to what `RELATIONS` names: float32 of shape (n, 7).

    `vectors` are unit vectors of shape (n, 512), `title` one of shape (512,), None for an article without a title.
    """
    import numpy as np

    n = len(vectors)
    mean = vectors.mean(0)
    mean = mean / (np.linalg.norm(mean) + 1e-6)
    beside = np.einsum("ij,ij->i", vectors[1:], vectors[:-1])
    before, after = np.append(np.float32(0), beside), np.append(beside, np.float32(0))
    titled = np.zeros(n) if title is None else vectors @ title
    has_title = np.full(n, title is not None)
    near = np.stack([titled, vectors @ vectors[0], vectors @ mean, before, after, _nearest(vectors), has_title], axis=1)
    return near.astype(np.float32)


def _nearest(vectors: "Matrix") -> "Row":
    """The greatest cosine to one of the `REACH` sentences before, 0 where there is none that is positive."""
    import numpy as np

    nearest = np.zeros(len(vectors), dtype=np.float32)
    for i in range(1, len(vectors)):
        nearest[i] = max(0.0, float((vectors[max(0, i - REACH) : i] @ vectors[i]).max()))
    return nearest
