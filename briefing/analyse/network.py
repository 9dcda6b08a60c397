"""A small recurrent network over the sentences of a text, run with numpy: a layer, a GRU both ways, an output.

The gated recurrent unit is that of Cho et al. 2014, as PyTorch computes it, so that weights learnt there give the
same numbers here. Several networks of one shape run at once, over several views of the same sentences. Knows
nothing of what its numbers mean.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Cube = np.ndarray[tuple[int, int, int], np.dtype[np.float32]]

#: The arrays of `k` networks: `d` inputs, `h` hidden units, `g` recurrent ones each way, `o` outputs.
SHAPES = {
    "layer": ("k", "d", "h"),
    "layer_bias": ("k", "h"),
    "gru_in": ("k", 2, "h", "3g"),
    "gru_in_bias": ("k", 2, "3g"),
    "gru_state": ("k", 2, "g", "3g"),
    "gru_state_bias": ("k", 2, "3g"),
    "out": ("k", "h+2g", "o"),
    "out_bias": ("k", "o"),
}


def run(weights: Mapping[str, Any], seen: "Cube") -> Any:  # noqa: ANN401 - an array
    """Logits of each view by each network, float32 (views, k, n, outputs); `seen` is (views, n, d)."""
    import numpy as np

    layer = seen[:, None] @ weights["layer"] + weights["layer_bias"][:, None]
    hidden = np.maximum(layer, 0)
    both = np.stack([hidden, hidden[:, :, ::-1]], axis=2)
    states = _recur(both @ weights["gru_in"] + weights["gru_in_bias"][:, :, None], weights)
    ahead, back = states[:, :, 0], states[:, :, 1, ::-1]
    return np.concatenate([hidden, ahead, back], axis=-1) @ weights["out"] + weights["out_bias"][:, None]


def _recur(given: Any, weights: Mapping[str, Any]) -> Any:  # noqa: ANN401 - arrays (views, k, 2, n, 3g), (views, k, 2, n, g)
    import numpy as np

    g = given.shape[-1] // 3
    state = np.zeros((*given.shape[:3], 1, g), dtype=np.float32)
    states = np.empty((*given.shape[:4], g), dtype=np.float32)
    for i in range(given.shape[3]):
        now = given[:, :, :, i : i + 1]
        held = state @ weights["gru_state"] + weights["gru_state_bias"][:, :, None]
        gates = 1 / (1 + np.exp(-(now[..., : 2 * g] + held[..., : 2 * g])))
        proposed = np.tanh(now[..., 2 * g :] + gates[..., :g] * held[..., 2 * g :])
        state = proposed + gates[..., g:] * (state - proposed)
        states[:, :, :, i] = state[..., 0, :]
    return states
