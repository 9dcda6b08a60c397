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
#: So are they where they are made even: what is of unit length gives no sum that float64 doesn't hold.
_FINE = 1 << 26


class Spread:
    """The `products` (d, d) of all vectors with themselves, summed; each the outer product of whole numbers."""

    def __init__(self, products: "Floats") -> None:
        self.products = products
        self._even: Floats | None = None

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

    def even(self, rows: "NDArray[np.float32]", meant: Meant, *, evening: float) -> "NDArray[np.float32]":
        """Make unit rows even: vectors, less what their language has in common.

        Where they have variance w times the whole, they shrink to 1 / sqrt(1 + `evening` * w). The variance is that
        within languages, whose means are `meant`. A row becomes the same to the last bit, whatever others do with it.
        """
        import numpy as np

        if self._even is None:
            means = meant.sums / np.maximum(meant.texts, 1e-9)[:, None]
            within = self.products / _STEPS**2 - (means * meant.texts[:, None]).T @ means
            values, directions = np.linalg.eigh(within)
            values = np.maximum(values, 0.0)
            shrunk = 1 / np.sqrt(1 + evening * values / max(values.sum(), 1e-9))
            self._even = np.rint(((directions * shrunk) @ directions.T) * _FINE)
        steps = np.multiply(rows, _FINE, dtype=np.float64)
        found: NDArray[np.float32] = (np.rint(steps, out=steps) @ self._even).astype(np.float32)
        found /= np.float32(_FINE**2)
        return found


def unspread() -> Spread:
    """Nothing was said."""
    import numpy as np

    return Spread(np.zeros((0, 0)))
