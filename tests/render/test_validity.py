"""Every format is valid: for the sample edition, and for a snapshot whose every text tries to be more than text."""

import printed
import pytest
import validity
from render.hostile import hostile
from render.sample import snapshot

from briefing.render import FORMATS, render
from briefing.render.toml import load


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return load(printed.edition(tmp_path_factory).read_text("utf-8"))


def test_every_format_has_a_check():
    assert set(validity.CHECKS) | {"markdown"} == set(FORMATS)


@pytest.mark.parametrize("format_", validity.CHECKS)
def test_the_sample_edition_is_valid(edition, format_):
    page = render(edition, format=format_, bidi="off", color=True)
    validity.CHECKS[format_](page, edition)


@pytest.mark.parametrize("format_", validity.CHECKS)
def test_a_few_stories_are_valid(format_):
    page = render(snapshot(), format=format_, bidi="off", color=True)
    validity.CHECKS[format_](page, snapshot())


@pytest.mark.parametrize("format_", sorted(set(validity.CHECKS) - {"toml"}))
def test_hostile_text_leaves_a_page_valid(format_):
    page = render(load_again(hostile()), format=format_, bidi="off", color=True)
    validity.CHECKS[format_](page, load_again(hostile()))


def load_again(made):
    """As it would be read from a file: cleaned."""
    return load(render(made, format="toml"))
