import re

import pytest
from render.hostile import hostile
from render.sample import snapshot

from briefing.render import render
from briefing.render.cells import cells

CODES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;([^\x1b]*)\x1b\\")


def terminal(given=None, **look):
    return render(given or snapshot(), format="terminal", **look)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("bidi", ["app", "terminal", "off"])
def test_lines_fit_the_screen(width, bidi):
    for line in CODES.sub("", terminal(width=width, bidi=bidi, color=True)).splitlines():
        assert cells(line) <= min(width, 110), line


def test_without_colour_there_is_no_escape_code():
    assert "\x1b" not in terminal(bidi="app")


def test_colour_adds_nothing_but_codes():
    assert CODES.sub("", terminal(bidi="app", color=True)) == terminal(bidi="app")


def test_every_code_is_ended_on_its_line():
    for line in terminal(bidi="app", color=True).splitlines():
        codes = re.findall(r"\x1b\[([0-9;]*)m", line)
        assert codes[1::2] == ["0"] * len(codes[1::2])
        assert len(codes) % 2 == 0
        assert line.count("\x1b]8;;") % 2 == 0


def test_only_addresses_of_the_web_become_links():
    links = {url for url in CODES.findall(terminal(hostile(), color=True)) if url}
    assert links == {"https://ok.example/"}


def test_markup_in_a_text_is_shown_as_it_is():
    assert "[bold red]markup[/] [unterminated" in CODES.sub("", terminal(hostile(), color=True))


def test_right_to_left_statements_stand_at_the_right():
    line = next(line for line in terminal(bidi="app").splitlines() if "1994" in line)
    assert line.startswith(" " * 20)
    assert cells(line) == 100
    assert line.strip().startswith("[2] .1994")


def test_off_leaves_them_in_logical_order_at_the_left():
    assert (
        "   يربط ممر كارسو (بطول 43 كيلومترا) بين فيلديا والبحر منذ عام 1994. [2]" in terminal(bidi="off").splitlines()
    )


def test_isolates_are_closed_on_every_line():
    for line in terminal(bidi="terminal", width=60).splitlines():
        assert line.count("\u2067") + line.count("\u2068") == line.count("\u2069")
