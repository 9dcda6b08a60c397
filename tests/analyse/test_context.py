"""Neighbours come from the side they stand on, and an article's edges have none."""

import numpy as np
import pytest

from briefing.analyse.context import RELATIONS, centred, relate

EAST, NORTH = np.eye(512, dtype=np.float32)[:2]


def test_cosines_are_to_title_first_mean_before_after_and_nearest_before():
    near = relate(np.stack([EAST, NORTH, EAST]), NORTH)
    titled, first, _, before, after, nearest, has_title = near.round(3).T.tolist()
    assert len(RELATIONS) == near.shape[1]
    assert titled == [0, 1, 0]
    assert first == [1, 0, 1]
    assert before == [0, 0, 0]
    assert after == [0, 0, 0]
    assert nearest == [0, 0, 1]
    assert has_title == [1, 1, 1]


def test_an_article_without_a_title_has_no_cosine_to_it():
    near = relate(EAST[None], None)
    assert near[0, [0, -1]].tolist() == [0, 0]


def test_what_all_texts_share_is_taken_from_their_vectors():
    shared = (EAST + NORTH) / 4
    moved = centred(np.stack([EAST, NORTH]), shared)
    assert np.linalg.norm(moved, axis=1) == pytest.approx([1, 1], abs=1e-4)
    assert moved[0] @ moved[1] < 0
