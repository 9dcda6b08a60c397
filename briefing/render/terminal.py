"""For a terminal: colour, links, right-to-left text at the right.

Text from outside is never read as markup: each run is written between two codes of ours, and only addresses of the web
become links. No terminal library is needed for that, nor could one that makes up link ids print the same twice.
"""

import os
from collections.abc import Iterable, Iterator

from briefing.model import Snapshot
from briefing.render import bidi
from briefing.render.drawn import drawn
from briefing.render.layout import Block, Run, blocks
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
    return write(blocks(snapshot, look), look)


def write(page_of: Iterable[Block], look: Look) -> str:
    """Any blocks, the same way."""
    mode = bidi.choose(look.bidi, os.environ)
    width = min(look.width, MEASURE)
    page: list[str] = []
    for block in page_of:
        page.extend(_painted(block, width, mode, color=look.color) if block.runs else ("",))
    return "\n".join(page) + "\n"


def _painted(block: Block, width: int, mode: Bidi, *, color: bool) -> Iterator[str]:
    for pieces in drawn(block, width, mode):
        yield "".join(_run(run) if color else run.text for run in pieces).rstrip(" ")


def _run(run: Run) -> str:
    text = run.text
    code = _SGR.get(run.style, "")
    if code and text.strip():
        text = f"\x1b[{code}m{text}\x1b[0m"
    address = run.url.replace(";", "%3B")  # some terminals part the fields of a link at any semicolon
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if run.url else text
