import subprocess
import sys
from email import message_from_string
from email.policy import default

import pytest
from render.golden import FOLDER, PAGES, page
from render.hostile import hostile
from render.sample import snapshot

from briefing.errors import InputError
from briefing.render import FORMATS, SECTIONS, render

PROBE = """
import sys
sys.path.insert(0, {tests!r})
from render.sample import snapshot
from briefing.render import render
render(snapshot(), format={format!r}, color=True)
heavy = {{"aiohttp", "feedparser", "lxml", "numpy", "rich", "textual"}}
print(*sorted(heavy.intersection(name.partition(".")[0] for name in sys.modules)))
"""


def opened(page, format_):
    """What a reader sees of a page: a letter is opened."""
    if format_ != "mail":
        return page
    return "".join(part.get_content() for part in message_from_string(page, policy=default).iter_parts())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_golden_file_says(name):
    assert page(name) == (FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_snapshot_gives_the_same_bytes(format_):
    first, second = (render(snapshot(), format=format_, color=True, bidi="app") for _ in range(2))
    assert first == second
    assert first.endswith("\n")
    assert not first.endswith("\n\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_imports_a_heavy_library(format_):
    probe = PROBE.format(tests=str(FOLDER.parents[1]), format=format_)
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("format_", FORMATS)
def test_only_the_sections_asked_for_are_shown(format_):
    shown = opened(render(snapshot(), format=format_, sections=("outlook",), bidi="off"), format_)
    assert "A base could" in shown.replace("\n", " ")
    assert "brokered" not in shown
    assert "Mira Hale" not in shown


@pytest.mark.parametrize("format_", FORMATS)
def test_a_snapshot_without_stories_can_be_shown(format_):
    assert "23" in render(snapshot(stories=(), failures=(), note=""), format=format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_text_brings_no_control_character_in(format_):
    page = opened(render(hostile(), format=format_, bidi="app"), format_)
    assert not [char for char in page if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")]


@pytest.mark.parametrize("format_", FORMATS)
def test_an_address_that_is_not_of_the_web_is_never_shown(format_):
    page = opened(render(hostile(), format=format_, sections=SECTIONS, color=True), format_)
    if format_ != "toml":  # what is dumped is dropped when it is read again
        assert "javascript:" not in page
        assert "file:///" not in page
    assert "https://ok.example/" in page


def test_an_unknown_format_or_section_is_named():
    with pytest.raises(InputError, match="docx: formats are terminal, text"):
        render(snapshot(), format="docx")
    with pytest.raises(InputError, match="weather: sections are background"):
        render(snapshot(), format="text", sections=("weather",))
