"""For a terminal: colour, links, right-to-left text at the right.

Text from outside is never read as markup: each run is written between two codes of ours, and only addresses of the web
become links. No terminal library is needed for that, nor could one that makes up link ids print the same twice.
"""

import os
from collections.abc import Iterator

from briefing.model import Snapshot
from briefing.render import bidi
from briefing.render.cells import cells
from briefing.render.direction import is_rtl
from briefing.render.layout import Block, Run, blocks
from briefing.render.lines import Line, lines
from briefing.render.look import Bidi, Look

#: Longer lines tire the eye.
MEASURE = 110

#: SGR codes (ECMA-48) in the terminal's own sixteen colours, which suit its background.
_SGR = {
    "analyst_views": "1;35",
    "background": "1;34",
    "cite": "36",
    "date": "36",
    "escalation": "1;31",
    "failed": "31",
    "headline": "1",
    "lead": "",
    "likelihood": "33",
    "link": "2",
    "meta": "2",
    "new": "1;32",
    "note": "3",
    "outlet": "",
    "outlook": "1;33",
    "rank": "1;36",
    "sources": "1;2",
    "title": "1",
    "voice": "1",
}


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` for a screen of `look.width` columns; who orders right-to-left text is asked of the environment."""
    mode = bidi.choose(look.bidi, os.environ)
    width = min(look.width, MEASURE)
    page: list[str] = []
    for block in blocks(snapshot, look):
        page.extend(_drawn(block, width, mode, color=look.color) if block.runs else ("",))
    return "\n".join(page) + "\n"


def _drawn(block: Block, width: int, mode: Bidi, *, color: bool) -> Iterator[str]:
    rtl = mode != "off" and is_rtl("".join(run.text for run in block.runs))
    for line in lines(block, width):
        yield _line(line, width, mode, rtl=rtl, color=color)


def _line(line: Line, width: int, mode: Bidi, *, rtl: bool, color: bool) -> str:
    runs = tuple(line.runs())
    label = line.label
    if rtl:
        pad = max(0, width - line.indent - cells(line.text))
        if mode == "app":
            runs = runs[::-1]
    else:
        pad = 0
    body = "".join(_run(run, mode, rtl=rtl, color=color) for run in runs)
    if rtl and mode == "terminal":
        body = bidi.isolate(body)
    gap = " " * (line.indent - cells(label.text) + pad)
    return (_run(label, mode, rtl=False, color=color) + gap + body).rstrip(" ")


def _run(run: Run, mode: Bidi, *, rtl: bool, color: bool) -> str:
    text = bidi.order(run.text, mode, rtl=rtl or is_rtl(run.text))
    if not color:
        return text
    code = _SGR.get(run.style, "")
    if code and text.strip():
        text = f"\x1b[{code}m{text}\x1b[0m"
    return f"\x1b]8;;{run.url}\x1b\\{text}\x1b]8;;\x1b\\" if run.url else text
