"""What stands around a sentence: its neighbours, its document, its title, and how those were judged.

Van Dijk's labels are relations within a text (a consequence is one of the main event), so a sentence is judged by
its surroundings as much as by itself. Pure arithmetic, no weights.
"""

from typing import TYPE_CHECKING

from briefing.analyse.features import PLACE_SIZE

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Row = np.ndarray[tuple[int], np.dtype[np.float32]]

REACH = 3


def surround(scalars: "Matrix") -> "Matrix":
    """Each row of `scalars` with the row before, the row after and the document's mean (place features only once)."""
    import numpy as np

    shape = scalars[:, PLACE_SIZE:]
    mean = np.broadcast_to(shape.mean(0), shape.shape)
    return np.hstack([scalars, _shifted(shape, 1), _shifted(shape, -1), mean])


def relate(vectors: "Matrix", title: "Row | None") -> "tuple[Matrix, Matrix]":
    """How each sentence lies to its title, the first, the mean, its neighbours and the nearest one before it.

    Returns (n, 7) cosines and (n, 4 * 512): its vector, the one before, the one after, the document's mean.
    `vectors` are unit vectors.
    """
    import numpy as np

    n = len(vectors)
    mean = vectors.mean(0)
    mean = mean / (np.linalg.norm(mean) + 1e-6)
    cosines = vectors @ vectors.T
    before = np.concatenate([np.zeros(1), np.diagonal(cosines, -1)])
    after = np.concatenate([np.diagonal(cosines, 1), np.zeros(1)])
    nearest = np.tril(cosines, -1).max(1)
    titled = np.zeros(n) if title is None else vectors @ title
    has_title = np.full(n, title is not None)
    near = np.stack([titled, cosines[0], vectors @ mean, before, after, nearest, has_title], axis=1)
    wide = np.hstack([vectors, _shifted(vectors, 1), _shifted(vectors, -1), np.broadcast_to(mean, vectors.shape)])
    return near.astype(np.float32), wide


def judged_around(probabilities: "Matrix") -> "Matrix":
    """What a second look sees: a first judgement, that of `REACH` sentences on either side, of the whole and so far.

    `probabilities` is (n, labels); the result (n, labels * (2 * REACH + 5)).
    """
    import numpy as np

    n = len(probabilities)
    before = np.cumsum(probabilities, axis=0) - probabilities
    beside = [_shifted(probabilities, step) for step in (*range(-REACH, 0), *range(1, REACH + 1))]
    whole = [np.broadcast_to(row, probabilities.shape) for row in (probabilities.mean(0), probabilities.max(0))]
    share = before / np.arange(1, n + 1)[:, None]
    return np.hstack([np.log(probabilities + 1e-3), *beside, *whole, share, np.minimum(before, 3)]).astype(np.float32)


def _shifted(rows: "Matrix", step: int) -> "Matrix":
    """`rows` moved down by `step` (up when negative), zeros where none come in."""
    import numpy as np

    moved = np.zeros_like(rows)
    if step > 0:
        moved[step:] = rows[:-step]
    else:
        moved[:step] = rows[-step:]
    return moved
