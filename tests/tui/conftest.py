import pytest
from tui.desk_builder import COVERAGE, FAILURES, PORT, POST, Room, snapshot, stories


@pytest.fixture
def room(tmp_path):
    """A workspace with two editions of the same five stories, an hour apart, and two stored articles."""
    made = Room.below(tmp_path)
    made.store(PORT, POST)
    made.save(snapshot(*stories(), coverage=COVERAGE, failures=FAILURES))
    return made
