"""The network against the equations of the gated recurrent unit, written out once more the slow way."""

import numpy as np
import pytest

from briefing.analyse.network import SHAPES, run

SIZES = {"k": 2, "d": 5, "h": 4, "g": 3, "o": 6, "3g": 9, "h+2g": 10}
RANDOM = np.random.default_rng(7)
WEIGHTS = {
    name: RANDOM.normal(size=[SIZES.get(size, size) for size in shape]).astype(np.float32)
    for name, shape in SHAPES.items()
}
SEEN = RANDOM.normal(size=(2, 7, SIZES["d"])).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def states(inputs, k, way):
    """One way through the text: r and z gate what is kept of the state h (Cho et al. 2014)."""
    g = SIZES["g"]
    h = np.zeros(g)
    for x in inputs:
        given = x @ WEIGHTS["gru_in"][k, way] + WEIGHTS["gru_in_bias"][k, way]
        held = h @ WEIGHTS["gru_state"][k, way] + WEIGHTS["gru_state_bias"][k, way]
        r, z = sigmoid(given[:g] + held[:g]), sigmoid(given[g : 2 * g] + held[g : 2 * g])
        h = (1 - z) * np.tanh(given[2 * g :] + r * held[2 * g :]) + z * h
        yield h


def slowly(seen, k):
    hidden = np.maximum(seen @ WEIGHTS["layer"][k] + WEIGHTS["layer_bias"][k], 0)
    ahead = list(states(hidden, k, 0))
    back = list(states(hidden[::-1], k, 1))[::-1]
    return np.hstack([hidden, ahead, back]) @ WEIGHTS["out"][k] + WEIGHTS["out_bias"][k]


@pytest.mark.parametrize("view", [0, 1])
@pytest.mark.parametrize("k", [0, 1])
def test_each_network_reads_each_view_both_ways(view, k):
    assert run(WEIGHTS, SEEN)[view, k] == pytest.approx(slowly(SEEN[view], k), abs=1e-4)


def test_a_text_of_one_sentence_is_read_too():
    assert run(WEIGHTS, SEEN[:, :1]).shape == (2, SIZES["k"], 1, SIZES["o"])
