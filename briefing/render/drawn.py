"""Blocks as a screen shows them: each line as pieces from left to right, right-to-left text in order for the eye.

For whoever paints: the terminal format with its codes, the app with its styles.
"""

import re
from collections.abc import Iterator

from briefing.render import bidi
from briefing.render.cells import cells
from briefing.render.direction import FIRST_RTL, is_rtl
from briefing.render.layout import Block, Run
from briefing.render.lines import Line, lines
from briefing.render.look import Bidi

Drawn = tuple[Run, ...]
_GAP = re.compile("( {2,})")


def drawn(block: Block, width: int, mode: Bidi) -> Iterator[Drawn]:
    """The lines of `block` on a page of `width` columns; text that runs from right to left stands at the right."""
    rtl = mode != "off" and (block.rtl or is_rtl("".join(run.text for run in block.runs)))
    for line in lines(block, width):
        yield tuple(_pieces(line, width, mode, rtl=rtl))


def _pieces(line: Line, width: int, mode: Bidi, *, rtl: bool) -> Iterator[Run]:
    label = line.label
    pad = max(0, width - line.indent - cells(line.text)) if rtl else 0
    foreign = max(label.text, default="") >= FIRST_RTL
    for cell in _GAP.split(label.text) if foreign else (label.text,):  # each column is put in order for itself
        yield _ordered(Run(cell, label.style, label.url), mode, rtl=False)
    yield Run(" " * (line.indent - cells(label.text) + pad))
    runs = tuple(line.runs())
    if rtl and mode == "app":
        runs = runs[::-1]
    body = tuple(_ordered(run, mode, rtl=rtl) for run in runs)
    if rtl and mode == "terminal":
        before, after = bidi.ISOLATE
        body = (Run(before), *body, Run(after))
    yield from body


def _ordered(run: Run, mode: Bidi, *, rtl: bool) -> Run:
    if rtl or not is_rtl(run.text):
        return Run(bidi.order(run.text, mode, rtl=rtl), run.style, run.url)
    # among words that run the other way, the spaces around it stay where they part it from them
    bare = run.text.strip(" ")
    before, after = run.text.split(bare, 1)
    return Run(f"{before}{bidi.order(bare, mode, rtl=True)}{after}", run.style, run.url)
