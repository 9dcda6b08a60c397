"""Blocks into lines: every line at most as wide as the page, its runs kept apart for whoever styles them."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.render.cells import GLUE, wrap
from briefing.render.layout import Block, Run

#: Nothing narrower is laid out.
NARROWEST = 20
_NO_LABEL = Run("")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: `label`, then characters `start` to `end` of the block's text from column `indent` on."""

    block: Block
    label: Run
    indent: int
    text: str
    start: int
    end: int

    def runs(self) -> Iterator[Run]:
        """What of the block's runs stands on this line, in the order in which it is read."""
        at = 0
        for run in self.block.runs:
            a, b = max(self.start - at, 0), min(self.end - at, len(run.text))
            if a < b:
                yield Run(run.text[a:b].replace(GLUE, " "), run.style, run.url)
            at += len(run.text)


def lines(block: Block, width: int) -> Iterator[Line]:
    """The lines of `block` on a page of `width` columns."""
    text = "".join([run.text for run in block.runs])
    room = max(max(width, NARROWEST) - block.indent, 2 + block.hang)
    label = block.label
    for start, end in wrap(text, room - block.hang, first=room):
        indent = block.indent if not start else block.indent + block.hang
        yield Line(block, label, indent, text[start:end].replace(GLUE, " "), start, end)
        label = _NO_LABEL
