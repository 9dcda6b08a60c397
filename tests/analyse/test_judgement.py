"""What the last step is told of a sentence besides its label."""

import numpy as np

from briefing.analyse.features import SCALARS
from briefing.analyse.judgement import JOINED, SECTIONS, judge, weigh
from briefing.analyse.voice_features import VOICE

NAMES = (*SCALARS, *VOICE)
VIEWS = np.full((2, 1, 9), 1 / 9, dtype=np.float32)


def told(*names):
    return told_of([names])[0]


def told_of(sentences):
    """What the last columns say of each of these sentences that have the features named."""
    own = np.zeros((len(sentences), len(NAMES)), dtype=np.float32)
    for row, names in zip(own, sentences, strict=True):
        row[[NAMES.index(name) for name in names]] = 1
    return weigh(np.repeat(VIEWS, len(sentences), axis=1), own)[:, -len(JOINED) :].tolist()


def test_what_looks_ahead_may_do_so_by_word_or_by_date_and_may_be_somebodys():
    assert told("future_any") == told("ahead") == [1, 0, 0, 0, 0, 0]
    assert told("future_any", "voiced") == [1, 1, 0, 0, 0, 0]


def test_an_event_of_the_last_two_months_is_told_from_somebodys_words_of_it():
    assert told("weeks") == told("months") == [0, 0, 1, 0, 1, 0]
    assert told("weeks", "voiced") == [0, 0, 1, 0, 0, 0]


def test_harm_done_this_year_counts_and_a_date_of_this_year_alone_does_not():
    assert told("this_year", "aftermath_any") == [0, 0, 0, 0, 0, 1]
    assert told("this_year") == [0, 0, 0, 0, 0, 0]


def test_what_is_told_on_right_after_a_recent_event_and_undated_belongs_to_it():
    told_on = [row[3] for row in told_of([("weeks",), (), ("voiced",), ("years",)])]
    assert told_on == [0, 1, 0, 0]
    assert [row[3] for row in told_of([("weeks",), ("years",), (), ()])] == [0, 0, 1, 0]


def test_each_section_gets_the_log_odds_that_its_weights_say():
    seen = weigh(VIEWS, np.zeros((1, len(NAMES)), dtype=np.float32))
    size, sections = seen.shape[1], len(SECTIONS)
    weights = {"centre": seen[0] - 1, "scale": np.full(size, 2), "slope": np.eye(size, sections), "intercept": 3}
    assert judge(weights, seen).tolist() == [[5.0] * sections]
