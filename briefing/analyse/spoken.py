"""How likely a sentence carries somebody's words, judged by its vector alone: for those in which no rule hears anybody.

Reported speech has more forms than a list of verbs ("was adamant that …", "made it clear …"). A regression on the
sentence vector, learnt on English news, hears many of them. In other languages it hears too much (measured on
German), so it is asked only where a language's `[voices]` says `spoken = true`. Its weights (2 kB) are made by
`briefing.analyse.train` from PolNeAR's training split (Newell et al. 2018). Never tells who speaks.
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefing.analyse.context import centred

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]

_WEIGHTS = "spoken.npz"


def spoken(vectors: "Matrix") -> tuple[float, ...]:
    """Probabilities that sentences with these unit vectors (n, 512) pass on what somebody says, thinks or writes."""
    import numpy as np

    weights = _weights()
    odds = centred(vectors, weights["mean"]) @ weights["slope"] + weights["intercept"]
    return tuple(map(float, 1 / (1 + np.exp(-odds))))


@cache
def _weights() -> dict[str, Any]:
    import numpy as np

    with (files(__package__) / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
