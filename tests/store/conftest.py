"""Folders that can't be written, even when the tests run as root."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def common():
    """A folder that every user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def locked():
    """A block in which nothing in a folder can be written."""

    @contextmanager
    def lock(folder):
        folder.chmod(0o555)
        as_root = os.getuid() == 0
        if as_root:
            os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            if as_root:
                os.setresuid(0, 0, 0)
            folder.chmod(0o755)

    return lock
