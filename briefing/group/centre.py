"""Sentence vectors made comparable across languages, and how far to trust them in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.language import FALLBACK, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Below and above these shares of the usual spread a language's vectors tell nothing, or all that they can.
_BLIND, _CLEAR = 0.6, 0.9
_GUESS, _GUESSES = 0.3, 5
_COMMON = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """What articles of each of t languages mean: how many `texts` (t,), the `sums` (t, d) of their vectors, `squares`.

    The last, (t,), sums the squared lengths of the vectors.
    """

    texts: "Floats"
    sums: "Floats"
    squares: "Floats"

    def plus(self, vectors: "NDArray[np.float32]", tongue: "NDArray[np.int64]", tongues: int) -> "Meant":
        """Add `vectors`, each of the language that `tongue` numbers; of `tongues` in all.

        One by one or many at once, the sums are the same to the last bit.
        """
        import numpy as np

        wide = self.wide(tongues, vectors.shape[1])
        sums, squares = wide.sums.copy(), wide.squares.tolist()
        of_row = tongue.tolist()
        for at in set(of_row):
            # Over rows sums are taken one after the other, as long as there are several numbers in a row.
            sums[at] = np.concatenate([sums[at : at + 1], vectors[tongue == at]]).sum(axis=0)
        for at, square in zip(of_row, np.matmul(vectors[:, None], vectors[:, :, None]).ravel().tolist(), strict=True):
            squares[at] += square
        return Meant(wide.texts + np.bincount(tongue, minlength=tongues), sums, np.array(squares))

    def __add__(self, other: "Meant") -> "Meant":
        tongues = max(len(self.texts), len(other.texts))
        one, two = self.wide(tongues), other.wide(tongues)
        if one.sums.shape[1] != two.sums.shape[1]:  # nothing was said on one side
            return two if len(other.texts) else one
        return Meant(one.texts + two.texts, one.sums + two.sums, one.squares + two.squares)

    def wide(self, tongues: int, size: int | None = None) -> "Meant":
        """The same for so many languages; of those that are more nothing is known. Where nothing is, `size` counts."""
        import numpy as np

        more = tongues - len(self.texts)
        if not more:
            return self
        sums = self.sums if len(self.texts) else np.zeros((0, size or self.sums.shape[1]))
        texts, squares = (np.append(column, np.zeros(more)) for column in (self.texts, self.squares))
        return Meant(texts, np.append(sums, np.zeros((more, sums.shape[1])), axis=0), squares)

    def faded(self, share: float) -> "Meant":
        """Leave this `share` of all."""
        return Meant(self.texts * share, self.sums * share, self.squares * share)


def unmeant() -> Meant:
    """Nothing was said in any language."""
    import numpy as np

    return Meant(np.zeros(0), np.zeros((0, 1)), np.zeros(0))


def centre(
    vectors: "NDArray[np.float32]", tongue: "NDArray[np.int64]", meant: Meant, *, shrink: float
) -> "NDArray[np.float32]":
    """Give unit rows less what all articles of their language have in common, as far as is `meant`.

    The mean of a language's n rows counts n against `shrink` of the mean of all, so that a few articles of a rare
    language aren't moved onto each other; that of all counts against `_COMMON` articles that have nothing in common,
    since what a few share may be their matter.
    """
    import numpy as np

    centred: NDArray[np.float32] = vectors - _means(meant, shrink)[tongue]
    centred /= np.maximum(lengths(centred), 1e-9)
    return centred


def lengths(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Give the length of each row, as a column."""
    import numpy as np

    found: NDArray[np.float32] = np.sqrt(np.add.reduce(rows * rows, axis=1, keepdims=True))
    return found


def trust(
    vectors: "NDArray[np.float32]", tongue: "NDArray[np.int64]", meant: Meant, tags: Sequence[str]
) -> "NDArray[np.float32]":
    """Tell for each row, from 0 to 1, how much its vector means in its language, one of `tags`.

    The encoder was trained on some languages. It gives texts in a script that it has never seen nearly one vector,
    and does well with a close relative of what it knows: the spread of a language's vectors, against the usual one,
    shows which. A row of zeros, where there is no vector, means nothing.
    """
    import numpy as np

    found: NDArray[np.float32] = _trusted(meant, tuple(tags))[tongue]
    found[~vectors.any(axis=1)] = 0.0
    return found


@lru_cache(maxsize=4)
def _means(meant: Meant, shrink: float) -> "NDArray[np.float32]":
    """Give what articles of each language have in common. Looked up again and again for what comes one by one."""
    import numpy as np

    overall = meant.sums.sum(axis=0) / (meant.texts.sum() + _COMMON)
    means = (meant.sums + shrink * overall) / (meant.texts + shrink)[:, None]
    found: NDArray[np.float32] = means.astype(np.float32)
    return found


@lru_cache(maxsize=4)
def _trusted(meant: Meant, tags: tuple[str, ...]) -> "NDArray[np.float32]":
    import numpy as np

    spreads = _spreads(meant)
    order = np.argsort(spreads)
    half = np.searchsorted(np.cumsum(meant.texts[order]), meant.texts.sum() / 2)
    usual = max(float(spreads[order][min(half, len(order) - 1)]), 1e-9)
    known = set(table(FALLBACK, "grouping")["encoded"])
    of_tag = np.ones(len(tags), dtype=np.float32)
    for number, tag in enumerate(tags):
        if tag not in known and tag.partition("-")[0] not in known:
            n = max(float(meant.texts[number]) - 1, 0.0)
            seen = float(np.clip((spreads[number] / usual - _BLIND) / (_CLEAR - _BLIND), 0.0, 1.0))
            of_tag[number] = (n * seen + _GUESSES * _GUESS) / (n + _GUESSES)
    return of_tag


def _spreads(meant: Meant) -> "Floats":
    """Give the root of the summed variance of each language's vectors."""
    import numpy as np

    n = meant.texts
    about_mean = meant.squares - np.einsum("ij,ij->i", meant.sums, meant.sums) / np.maximum(n, 1e-9)
    spread: Floats = np.sqrt(np.maximum(about_mean, 0.0) / np.maximum(n - 1, 1e-9))
    spread[n <= 1] = 0.0
    return spread
