"""Programs of the system that some tests need. Where one is absent its tests are skipped; in CI nothing may be."""

import os
import shutil

import pytest

#: Set by CI, which installs all of them: then an absent one fails its tests.
REQUIRED = "BRIEFING_TOOLS_REQUIRED"


def needed(name, found):
    """Skip the test, in one line, unless the tool called `name` was `found`; what was found."""
    if not found:
        (pytest.fail if os.environ.get(REQUIRED) else pytest.skip)(f"{name} is not installed")
    return found


def program(name):
    """Where the program is."""
    return needed(name, shutil.which(name))
