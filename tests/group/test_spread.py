"""Vectors made even by a stream's own scatter: what everything has in common tells less."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.group.centre import unmeant
from briefing.group.spread import unspread

SIZE = 8
UNITS = np.eye(SIZE, dtype=np.float32)


def blocks(seed, count):
    noise = np.random.default_rng(seed)
    rows = noise.standard_normal((count, SIZE)).astype(np.float32)
    rows[:, 0] *= 6  # one direction in which nearly everything spreads
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def meant(rows):
    return unmeant().plus(rows, np.zeros(len(rows), dtype=np.int64), 1)


@given(st.integers(0, 1000), st.lists(st.integers(0, 40), min_size=2, max_size=6))
def test_vectors_at_once_or_one_by_one_give_the_same_sums_to_the_last_bit(seed, cuts):
    rows = blocks(seed, 40)
    bounds = sorted({0, *cuts, len(rows)})
    whole, singly = unspread().plus([rows]), unspread()
    for low, high in pairwise(bounds):
        singly = singly.plus([rows[low:high]])
    assert whole.products.tobytes() == singly.products.tobytes()


@given(st.integers(0, 1000), st.integers(1, 40))
def test_a_vector_becomes_the_same_to_the_last_bit_whatever_others_do_with_it(seed, size):
    noise = np.random.default_rng(seed)
    rows = noise.standard_normal((40, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    spread = unspread().plus([rows])
    whole = spread.even(rows, meant(rows), evening=5.0)
    parts = [spread.even(rows[low : low + size], meant(rows), evening=5.0) for low in range(0, len(rows), size)]
    assert whole.tobytes() == np.concatenate(parts).tobytes()


def test_the_direction_in_which_all_spread_shrinks_and_the_others_keep_their_length():
    rows = blocks(1, 400)
    even = unspread().plus([rows]).even(UNITS, meant(rows), evening=5.0)
    assert np.allclose(even, even.T, atol=1e-6)
    assert np.linalg.norm(even[0]) < 0.6
    assert all(np.linalg.norm(even[i]) > 0.8 for i in range(1, SIZE))


def test_without_evening_vectors_stay_as_they_are():
    rows = blocks(2, 100)
    assert np.allclose(unspread().plus([rows]).even(rows, meant(rows), evening=0.0), rows, atol=1e-6)


def test_what_only_tells_languages_apart_is_no_spread():
    rows = np.zeros((200, SIZE), dtype=np.float32)
    rows[:, 1:] = blocks(3, 200)[:, 1:]
    tongue = np.arange(200) % 2
    rows[:, 0] = tongue * 4
    found = unspread().plus([rows]).even(UNITS, unmeant().plus(rows, tongue, 2), evening=5.0)
    assert np.linalg.norm(found[0]) > 0.99
