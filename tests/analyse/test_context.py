"""Neighbours come from the side they stand on, and an article's edges have none."""

import numpy as np

from briefing.analyse.context import REACH, judged_around, relate, surround
from briefing.analyse.features import PLACE_SIZE, SCALARS

WIDTH = len(SCALARS) - PLACE_SIZE
ROWS = np.arange(1, 4, dtype=np.float32)[:, None] * np.ones(len(SCALARS), dtype=np.float32)


def test_a_row_is_followed_by_the_one_before_the_one_after_and_the_mean():
    blocks = np.split(surround(ROWS), [len(SCALARS) + k * WIDTH for k in range(3)], axis=1)
    assert [block[:, -1].tolist() for block in blocks] == [[1, 2, 3], [0, 1, 2], [2, 3, 0], [2, 2, 2]]


def test_cosines_are_to_title_first_mean_before_after_and_nearest_before():
    east, north = np.eye(512, dtype=np.float32)[:2]
    near, wide = relate(np.stack([east, north, east]), north)
    titled, first, _, before, after, nearest, has_title = near.round(3).T.tolist()
    assert titled == [0, 1, 0]
    assert first == [1, 0, 1]
    assert before == [0, 0, 0]
    assert after == [0, 0, 0]
    assert nearest == [0, 0, 1]
    assert has_title == [1, 1, 1]
    assert wide[:, 512].tolist() == [0, 1, 0]
    assert wide[:, 1024].tolist() == [0, 1, 0]


def test_an_article_without_a_title_has_no_cosine_to_it():
    near, _ = relate(np.eye(512, dtype=np.float32)[:1], None)
    assert near[0, [0, -1]].tolist() == [0, 0]


def test_a_second_look_sees_what_was_judged_before_it_and_not_itself():
    judged = np.eye(2, dtype=np.float32)
    seen = judged_around(judged)
    assert seen.shape == (2, 2 * (2 * REACH + 5))
    assert seen[:, -2:].tolist() == [[0, 0], [1, 0]]
