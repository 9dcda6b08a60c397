import gc

import pytest
from tui.desk_builder import COVERAGE, FAILURES, PORT, POST, Room, snapshot, stories


@pytest.fixture
def room(tmp_path):
    """A workspace with two editions of the same five stories, an hour apart, and two stored articles."""
    made = Room.below(tmp_path)
    made.store(PORT, POST)
    made.save(snapshot(*stories(), coverage=COVERAGE, failures=FAILURES))
    return made


@pytest.fixture(autouse=True, scope="module")
def _settled():
    """What was loaded by now stays: to look through it for garbage again and again takes a fifth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _brisk(monkeypatch):
    """Look more often whether the app is done with a key: the suite takes half the time."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 250)
