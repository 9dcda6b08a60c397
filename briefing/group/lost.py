"""What time costs: how much less alike articles are taken to be that are days apart."""

from typing import TYPE_CHECKING

from briefing.group.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def lost(gap: "Floats", age: "Floats", weights: Weights) -> "Floats":
    """Give what is lost by so many days at so much `age`; everything outside the window."""
    import numpy as np

    near: Floats = age * np.minimum(gap, weights.age_days) ** weights.age_power
    return np.where(gap > weights.window_days, np.inf, near)
