"""README's pictures show the app as it is."""

import asyncio
import re

import pytest
from tui import screenshots


@pytest.fixture(scope="module")
def drawn():
    return asyncio.run(screenshots.pictures())


def words(svg):
    """What can be read in a picture, line by line."""
    return re.findall(r">([^<>]+)</text>", svg)


@pytest.mark.parametrize("name", screenshots.PICTURES)
def test_a_picture_in_the_readme_is_what_the_app_draws(drawn, name):
    kept = (screenshots.FOLDER / f"{name}.svg").read_text("utf-8")
    assert words(drawn[name]) == words(kept), "look, then run tests/tui/screenshots.py"
    assert drawn[name] == kept


def test_no_picture_asks_for_anything_from_elsewhere(drawn):
    for svg in drawn.values():
        asked = re.findall(r"https?://([^/<]+)", svg)
        assert {host for host in asked if not host.endswith(".example")} == {"www.w3.org"}
        assert "@font-face" not in svg
