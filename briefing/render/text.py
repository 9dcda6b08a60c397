"""Plain text: for pipes, mail and editors. No colour, no boxes, no tabs; letters stay in logical order."""

import re
from collections.abc import Iterable

from briefing.model import Snapshot
from briefing.render.layout import Block, blocks
from briefing.render.lines import Line, lines
from briefing.render.look import Look

#: Marks of direction mean nothing in text that is wrapped anew.
_ISOLATES = re.compile("[\u2066-\u2069]")


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` in lines of at most `look.width` columns (not less than 20), none with a space at its end."""
    return write(blocks(snapshot, look), look)


def write(page_of: Iterable[Block], look: Look) -> str:
    """Any blocks, the same way."""
    page = []
    for block in page_of:
        if not block.runs:
            page.append("")
        page += (_line(line) for line in lines(block, look.width))
    return _ISOLATES.sub("", "\n".join(map(str.rstrip, page)) + "\n")


def _line(line: Line) -> str:
    return line.label.text.ljust(line.indent) + line.text
