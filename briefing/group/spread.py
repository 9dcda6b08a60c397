"""In which directions what articles mean spreads: where a stream turns around one matter, some tell it from little.

Vectors are made even by the stream's own scatter, as far as the weights say: half way to whitening (Kessy et al. 2018)
and softly, since directions in which hardly anything spreads hold noise.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.group.centre import Meant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Vectors are counted in whole steps of so many to one, so that sums of products are exact in whatever order.
_STEPS = 4096


class Spread:
    """The `products` (d, d) of all vectors with themselves, summed; each the outer product of whole numbers."""

    def __init__(self, products: "Floats") -> None:
        self.products = products
        self._even: NDArray[np.float32] | None = None

    def plus(self, vectors: "Sequence[NDArray[np.float32]]") -> "Spread":
        """Add blocks of vectors, each (n, d)."""
        import numpy as np

        if not vectors:
            return self
        steps = np.rint(np.concatenate(vectors) * np.float32(_STEPS)).astype(np.float64)
        return self + Spread(steps.T @ steps)

    def __add__(self, other: "Spread") -> "Spread":
        if len(self.products) != len(other.products):  # nothing was said on one side
            return max(self, other, key=lambda spread: len(spread.products))
        return Spread(self.products + other.products)

    def faded(self, share: float) -> "Spread":
        """Leave this `share` of all."""
        return Spread(self.products * share)

    def even(self, meant: Meant, *, evening: float) -> "NDArray[np.float32]":
        """Give the (d, d) by which vectors, less what their language has in common, become even.

        Where they have variance w times the whole, they shrink to 1 / sqrt(1 + `evening` * w). The variance is that
        within languages, whose means are `meant`. Worked out once.
        """
        import numpy as np

        if self._even is None:
            means = meant.sums / np.maximum(meant.texts, 1e-9)[:, None]
            within = self.products / _STEPS**2 - (means * meant.texts[:, None]).T @ means
            values, directions = np.linalg.eigh(within)
            values = np.maximum(values, 0.0)
            shrunk = 1 / np.sqrt(1 + evening * values / max(values.sum(), 1e-9))
            self._even = ((directions * shrunk) @ directions.T).astype(np.float32)
        return self._even


def unspread() -> Spread:
    """Nothing was said."""
    import numpy as np

    return Spread(np.zeros((0, 0)))
