"""Which numbers occur among many, and how often: what `numpy.unique` tells, which costs more for few."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Indices = NDArray[np.int64]


def distinct(numbers: "Indices") -> "tuple[Indices, Indices]":
    """Give each of `numbers` once, in order, and how often it occurs."""
    import numpy as np

    ordered = np.sort(numbers)
    begins = edges(ordered).nonzero()[0]
    return ordered[begins[:-1]], begins[1:] - begins[:-1]


def edges(ordered: "NDArray[Any]") -> "NDArray[np.bool_]":
    """Tell where another number begins; one more tells that the last ends. Equal ones stand together."""
    import numpy as np

    found = np.ones(len(ordered) + 1, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:-1])
    return found
