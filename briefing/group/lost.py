"""What time costs: how much less alike articles are taken to be that are days apart."""

from typing import TYPE_CHECKING

from briefing.group.weights import Weights

if TYPE_CHECKING:
    from typing import TypeVar

    import numpy as np
    from numpy.typing import NDArray

    Numbers = TypeVar("Numbers", float, NDArray[np.float64])

#: More than likeness can ever be.
_EVERYTHING = 1e6


def lost(gap: "Numbers", age: "Numbers", weights: Weights) -> "Numbers":
    """Give what is lost by so many days at so much `age`, numbers or arrays of them; everything outside the window."""
    most = weights.age_days
    # The lesser of the two, written for numbers and arrays.
    near = (gap + most - abs(gap - most)) / 2
    found: Numbers = age * near**weights.age_power + (gap > weights.window_days) * _EVERYTHING
    return found
