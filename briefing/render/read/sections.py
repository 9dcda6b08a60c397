"""The lines of a section back into its statements: where one ends is told by its marks, where one begins by columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.model import Told
from briefing.render.cells import cells
from briefing.render.layout import INDENT
from briefing.render.read.drawn import columns, logical
from briefing.render.read.phrases import CLOSING, Phrases
from briefing.render.read.sentence import is_cited, is_date, one_line, told

#: The indentation of a line that stands at the right of the page: none that tells anything.
FLOATS = -1
_LABELLED = re.compile(rf"^ {{{INDENT}}}(\S.*?)(?: {{2,}}(\S.*))?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: `raw` with its indentation, `text` as it is read, `drawn` as it is shown where that differs."""

    raw: str
    indent: int
    text: str
    drawn: str = ""


@dataclass(slots=True)
class Block:
    """Lines that belong together; `label` stood at their left, `notes` below."""

    label: str = ""
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def said(lines: Sequence[Line], section: str, width: int, of: Phrases) -> Iterator[Told]:
    """The statements among the `lines` of a section, on a page `width` columns wide."""
    page = _Page(width, of)
    if section == "analyst_views":
        yield from page.views(lines)
        return
    for block in [Block(lines=list(lines))] if section == "lead" else page.blocks(lines, section):
        if block.lines:
            text = _text(block.lines)
            if block.notes:
                text = f"{text} ({one_line(_text(block.notes))})"
            label = {"value": block.label} if section == "figures" else {"date": block.label}
            yield told(text, section, of, **label, drawn=page.drawn(block.lines))


@dataclass(frozen=True, slots=True)
class _Page:
    """How lines of a page `width` columns wide belong together."""

    width: int
    of: Phrases

    def blocks(self, lines: Sequence[Line], section: str) -> Iterator[Block]:
        """The lines of each statement."""
        block = Block()
        for read in lines:
            label, line = self._parted(read, section)
            if block.lines and section == "outlook" and self._is_note(block.notes, line):
                block.notes.append(line)
                continue
            if label or self._begins(block, line, section):
                yield block
                block = Block(label)
            if line.text:
                block.lines.append(line)
        yield block

    def views(self, lines: Sequence[Line]) -> Iterator[Told]:
        """Each voice's heading, then what it says: a heading is less deep, a statement's further lines are deeper."""
        heading = ""
        pending: list[Line] = []
        for i, line in enumerate(lines):
            if line.indent == INDENT and pending:
                yield from self._view(heading, pending)  # nobody is cited for it
                heading, pending = "", []
            if line.indent == INDENT:
                heading = ""
            pending.append(line)
            goes_on = i + 1 < len(lines) and self.of.further.match(lines[i + 1].text)
            if not goes_on and (is_cited(_text(pending), self.of) or is_cited(line.text, self.of)):
                heading, body = self._headed(heading, pending)
                yield from self._view(heading, body)
                pending = []
        if pending:
            yield from self._view(heading, pending)

    def drawn(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """The lines as shown, without what stands around the words."""
        if not any(line.drawn for line in lines):
            return ()
        bare = (self.of.drawn_how.sub("", self.of.drawn_tail.sub("", line.drawn)) for line in lines)
        return tuple(line.strip() for line in bare if line.strip())

    def _is_note(self, notes: Sequence[Line], line: Line) -> bool:
        """Whether `line` is one of a note, or goes on with it: deeper than a statement, or at the right below."""
        if self.of.note.match(line.text):
            return True
        if not notes or line.indent != FLOATS:
            return bool(notes) and line.indent > INDENT
        quoted = notes[-1].text.endswith(CLOSING) and self.of.likely_head in _text(notes)
        ended = notes[-1].text.endswith(self.of.kinds) or quoted
        return not ended and self._is_full(notes[-1], line)

    def _begins(self, block: Block, line: Line, section: str) -> bool:
        if section == "figures":
            return False
        if block.notes or (section != "escalation" and line.indent == INDENT):
            return True
        whole = bool(block.lines) and is_cited(_text(block.lines), self.of)
        return whole and not self.of.further.match(line.text)

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the first word of `line` had no room on the line `before`."""
        word = self.of.glued.match(line.text)
        return INDENT + cells(before.text) + 1 + cells(word[0] if word else "") > self.width - 2

    def _parted(self, line: Line, section: str) -> tuple[str, Line]:
        """The date, or a figure's number, in the column at the left, and the rest of the line."""
        pattern = {"escalation": _LABELLED, "figures": self.of.row}.get(section)
        found = pattern.match(columns(line.raw) if line.drawn else line.raw) if pattern else None
        if pattern and not found and line.indent == FLOATS:  # where there is no room for columns, they stand above
            found = pattern.match(" " * INDENT + line.text)
        if not found or (section == "escalation" and not is_date(found[1], self.of)):
            return "", line
        rest = line.raw[found.start(2) :] if found[2] else ""
        return found[1], Line(
            raw=line.raw, indent=line.indent, text=logical(rest) if line.drawn else rest, drawn=line.drawn and rest
        )

    def _headed(self, heading: str, lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
        """The heading of a voice, if `lines` begin with one, and the lines of its statement."""
        at = self._head_of(lines, known=bool(heading))
        return (one_line(_text(lines[:at])) if at else heading), lines[at:]

    def _head_of(self, lines: Sequence[Line], *, known: bool) -> int:
        """How many of `lines` are a voice's heading; where columns don't tell, its last words do, or its length."""
        if lines[0].indent not in (INDENT, FLOATS):
            return 0
        floating = next((i for i, line in enumerate(lines) if line.indent == FLOATS), None)
        if floating is None:
            return max(i for i, line in enumerate(lines) if line.indent <= INDENT + 2)
        for i, line in enumerate(lines):
            if self.of.how.match(line.text):
                return i
            if line.text.endswith(self.of.kinds) and i + 1 < len(lines):
                return i + 1
        if lines[0].indent == INDENT:
            return floating
        return 0 if known and (len(lines) == 1 or self._is_full(lines[0], lines[1])) else min(1, len(lines) - 1)

    def _view(self, heading: str, lines: Sequence[Line]) -> Iterator[Told]:
        if lines:
            yield told(_text(lines), "analyst_views", self.of, voice=heading, drawn=self.drawn(lines))


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)
