"""The lines of a section back into its statements: where one ends is told by its marks, where one begins by columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.model import Told
from briefing.render import words
from briefing.render.cells import cells
from briefing.render.layout import INDENT
from briefing.render.read.drawn import logical
from briefing.render.read.sentence import is_cited, is_date, one_line, told

#: The indentation of a line that stands at the right of the page: none that tells anything.
FLOATS = -1
_LABELLED = re.compile(rf"^ {{{INDENT}}}(\S.*?)(?: {{2,}}(\S.*))?$")
_NOTE = re.compile(rf"^(?:{re.escape(words.EXPECTS)}|{re.escape(words.LIKELIHOOD)}):(?: |$)")
_LIKELY = f"{words.LIKELIHOOD}:"
_HOW = f"{words.REPORTED}: "
_KINDS = tuple(f"({kind})" for kind in words.KINDS.values())
_FIGURE = re.compile(
    rf"^ {{{INDENT}}}(?:(?:{'|'.join(words.MEASURES.values())}) +| *)(\d[\d ]*?) {{2,}}"
    rf"(?:\d{{1,2}} [A-Z][a-z]{{2}} \d\d:\d\d|{words.UNDATED} *)(?: {{2,}}(\S.*))?$"
)
#: With what a line goes on that is no statement's first: the words that date it, or marks that found no room.
_REST = "|".join(re.escape(words.NEW[i:]) for i in range(len(words.NEW)))
_FURTHER = re.compile(rf'^(?:\("|[\d\[]*\d?\]|(?:{_REST})(?:  |$))')
#: A word, and the marks that cling to it.
_GLUED = re.compile(rf"^\S+(?:\s(?:\[\d+\])+(?:\s+{re.escape(words.NEW)})?)?")
#: What a drawn line has at its left where the words end: the words that date it, "new", its marks.
_DRAWN_TAIL = re.compile(rf"^(?:\(\"[^()]*\"\)\s*)?(?:{re.escape(words.NEW)}\s+)?(?:\[\d+\])*\s?")
_DRAWN_HOW = re.compile(rf"\s*:{re.escape(words.REPORTED)}$")


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

    def is_whole(self) -> bool:
        """Whether its statement has its marks."""
        return bool(self.lines) and is_cited(_text(self.lines))


def said(lines: Sequence[Line], section: str, width: int) -> Iterator[Told]:
    """The statements among the `lines` of a section, on a page `width` columns wide."""
    if section == "analyst_views":
        yield from _views(lines, width)
        return
    for block in [Block(lines=list(lines))] if section == "lead" else _blocks(lines, section, width):
        if block.lines:
            text = _text(block.lines)
            if block.notes:
                text = f"{text} ({_note(block.notes)})"
            label = {"value": block.label} if section == "figures" else {"date": block.label}
            yield told(text, section, **label, drawn=_drawn(block.lines))


def _blocks(lines: Sequence[Line], section: str, width: int) -> Iterator[Block]:
    block = Block()
    for read in lines:
        label, line = _parted(read, section)
        if block.lines and section == "outlook" and (_NOTE.match(line.text) or _continues(block.notes, line, width)):
            block.notes.append(line)
            continue
        if label or _begins(block, line, section):
            yield block
            block = Block(label)
        if line.text:
            block.lines.append(line)
    yield block


def _begins(block: Block, line: Line, section: str) -> bool:
    if section == "figures":
        return False
    if block.notes or (section != "escalation" and line.indent == INDENT):
        return True
    return block.is_whole() and not _FURTHER.match(line.text)


def _continues(notes: Sequence[Line], line: Line, width: int) -> bool:
    """Whether `line` goes on with a note: deeper than a statement, or at the right below a full line."""
    if not notes or line.indent != FLOATS:
        return bool(notes) and line.indent > INDENT
    ended = notes[-1].text.endswith(_KINDS) or (notes[-1].text.endswith('"') and _LIKELY in _text(notes))
    return not ended and _is_full(notes[-1], line, width - 2)


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the first word of `line` had no room on the line `before`."""
    word = _GLUED.match(line.text)
    return INDENT + cells(before.text) + 1 + cells(word[0] if word else "") > width


def _parted(line: Line, section: str) -> tuple[str, Line]:
    """The date, or a figure's number, in the column at the left, and the rest of the line."""
    pattern = {"escalation": _LABELLED, "figures": _FIGURE}.get(section)
    found = pattern.match(line.raw) if pattern else None
    if not found or (section == "escalation" and not is_date(found[1])):
        return "", line
    rest = found[2] or ""
    return found[1], Line(
        raw=line.raw, indent=line.indent, text=logical(rest) if line.drawn else rest, drawn=line.drawn and rest
    )


def _views(lines: Sequence[Line], width: int) -> Iterator[Told]:
    """Each voice's heading, then what it says: a heading is less deep, a statement's further lines are deeper."""
    heading = ""
    pending: list[Line] = []
    for i, line in enumerate(lines):
        if line.indent == INDENT and pending:
            yield from _view(heading, pending)  # nobody is cited for it
            heading, pending = "", []
        if line.indent == INDENT:
            heading = ""
        pending.append(line)
        goes_on = i + 1 < len(lines) and _FURTHER.match(lines[i + 1].text)
        if not goes_on and (is_cited(_text(pending)) or is_cited(line.text)):
            heading, body = _headed(heading, pending, width)
            yield from _view(heading, body)
            pending = []
    if pending:
        yield from _view(heading, pending)


def _headed(heading: str, lines: Sequence[Line], width: int) -> tuple[str, Sequence[Line]]:
    """The heading of a voice, if `lines` begin with one, and the lines of its statement."""
    at = _head_of(lines, width, known=bool(heading))
    return (one_line(_text(lines[:at])) if at else heading), lines[at:]


def _head_of(lines: Sequence[Line], width: int, *, known: bool) -> int:
    """How many of `lines` are a voice's heading; where columns don't tell, its last words do, or that it isn't full."""
    if lines[0].indent not in (INDENT, FLOATS):
        return 0
    floating = next((i for i, line in enumerate(lines) if line.indent == FLOATS), None)
    if floating is None:
        return max(i for i, line in enumerate(lines) if line.indent <= INDENT + 2)
    for i, line in enumerate(lines):
        if line.text.startswith(_HOW):
            return i
        if line.text.endswith(_KINDS) and i + 1 < len(lines):
            return i + 1
    if lines[0].indent == INDENT:
        return floating
    return 0 if known and (len(lines) == 1 or _is_full(lines[0], lines[1], width - 2)) else min(1, len(lines) - 1)


def _view(heading: str, lines: Sequence[Line]) -> Iterator[Told]:
    if lines:
        yield told(_text(lines), "analyst_views", voice=heading, drawn=_drawn(lines))


def _text(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _note(notes: Sequence[Line]) -> str:
    return one_line(_text(notes))


def _drawn(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines as shown, without what stands around the words."""
    if not any(line.drawn for line in lines):
        return ()
    bare = (_DRAWN_HOW.sub("", _DRAWN_TAIL.sub("", line.drawn)) for line in lines)
    return tuple(line.strip() for line in bare if line.strip())
