"""A refresh that is killed loses nothing: some of the moments of `tests/bench/crash.py`, which has hundreds."""

import pytest
from bench.crash import Bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("crash"))


@pytest.mark.parametrize(
    ("name", "nth"),
    [
        ("COMMIT", 2),  # some feeds are kept, others not
        ("INSERT INTO article ", 0),
        ("os.rename {snapshots}/.", 0),  # the snapshot is written, and has no name yet
        ("BEGIN IMMEDIATE", -1),  # the snapshot is saved
        ("COMMIT", -1),  # its index is about to be
    ],
)
def test_a_refresh_that_is_killed_leaves_the_last_good_state_and_the_next_one_makes_it_good(bench, name, nth):
    begin = name.format(snapshots=bench.whole / "cache" / "snapshots")
    places = [n for n, event in enumerate(bench.events, 1) if event.startswith(begin)]
    assert bench.kill(point=places[nth])
