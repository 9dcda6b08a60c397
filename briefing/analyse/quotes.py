"""Where quotations stand in a text, across its paragraphs and in every style of quotation mark.

A quotation that a paragraph leaves open goes on when the next one opens with a mark again, as newspapers print long
quotes. Never decides who speaks, and takes apostrophes, inch marks and prime signs for what they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_MARK = re.compile("''|[\"“”„‟«»「」『』‹›‘’‚']")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_DIALOGUE = re.compile(r"\s*[–—―-]\s*(?=[^\W\d_])")
_DIALOGUE_TURN = re.compile(r"(?<=[,.!?…،؟])\s+[–—―-]\s+")
_CLOSED_BY = {
    '"': '"', "“": '”“"', "”": "”“", "„": '“”"', "‟": "”“",
    "«": "»", "»": "«»", "「": "」", "『": "』", "‹": "›", "›": "‹",
    "''": ("''", '"', "”"), "‘": "’", "’": "’‘", "‚": "‘’", "'": "'",
}  # fmt: skip
_NESTING = frozenset("«„「『")
_ENDS_SPEECH = re.compile(r"\s*[,.!?…]?\s*[–—―-]\s")
_LONGEST_TURN, _NOTE = 160, 120
_DOUBLE = frozenset('«“"„')
_INTRODUCES = frozenset(":：،,")
_REOPENED = frozenset(['"', "''", "“"])
_SINGLE = frozenset("‘’‚'")
_NEVER_OPEN = frozenset("」』")
_NEVER_CLOSE = frozenset("„‚「『")
_BEFORE_OPENING = frozenset("([{—–-:،,/_*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` is quoted, marks included. `continues` when the quotation goes on in the next paragraph.

    `paragraph` counts the non-empty lines from 0, as sentence spans do.
    """

    start: int
    end: int
    paragraph: int
    closed: bool = True
    continues: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations of `text`, in order and not overlapping; linear in its length."""
    lines = list(_LINE.finditer(text))
    found: list[Quotation] = []
    for paragraph, line in enumerate(lines):
        after = lines[paragraph + 1] if paragraph + 1 < len(lines) else None
        spoken = list(_dialogue(text, line.start(), line.end(), paragraph))
        found += spoken or _in_line(text, line.start(), line.end(), paragraph, _opens_next(text, after))
    return tuple(found)


def without_narrator(text: str, quotation: Quotation, speaks: Callable[[int, int], bool]) -> Iterator[Quotation]:
    """The parts of a quotation that are its speaker's: « «We wait, — said Hale. — Then we go» ».

    `speaks` tells whether the words between two offsets attribute something.
    """
    turns = [turn.span() for turn in _DIALOGUE_TURN.finditer(text, quotation.start + 1, quotation.end)]
    begin, end = quotation.start, (quotation.end, quotation.end)
    for turn, after in pairwise([*turns, end]):
        if turn[0] >= begin and after[0] - turn[1] <= _LONGEST_TURN and speaks(turn[1], after[0]):
            yield replace(quotation, start=begin, end=turn[0], continues=False)
            begin = after[1]
    if begin < quotation.end:
        yield replace(quotation, start=begin)


def _opens_next(text: str, line: re.Match[str] | None) -> str:
    first = text[line.start() : line.start() + 8].lstrip()[:1] if line else ""
    return first if first in _CLOSED_BY else ""


def _in_line(text: str, start: int, end: int, paragraph: int, following: str) -> Iterator[Quotation]:
    """Quotations of one paragraph; `following` is the mark with which the next one opens."""
    marks = list(_MARK.finditer(text, start, end))
    given_up: set[str] = set()
    i = 0
    while i < len(marks):
        opened, sign = marks[i].start(), marks[i][0]
        i += 1
        if sign in given_up or not _is_opening(text, opened, start, end):
            continue
        again = _reopening(text, marks, i, end, sign)
        if again >= 0:
            yield Quotation(opened, marks[again].start(), paragraph, closed=False, continues=True)
            i = again
            continue
        closing = _closing(text, marks, i, end, sign)
        if closing >= 0:
            yield Quotation(opened, marks[closing].end(), paragraph)
            i = closing + 1
        elif sign in _SINGLE:
            given_up.add(sign)
        else:
            if _is_meant(text, start, opened, following):
                yield Quotation(opened, end, paragraph, closed=False, continues=_continues(sign, following))
            return


def _closing(text: str, marks: list[re.Match[str]], i: int, end: int, sign: str) -> int:
    """Index of the mark that closes what `sign` has opened before `marks[i]`, -1 if none does.

    A mark of the same kind inside opens another quotation, unless the outer one shares its closing mark, as a dash
    and the attribution after it show.
    """
    inner, last = 0, -1
    for k in range(i, len(marks)):
        at = marks[k].start()
        if marks[k][0] == sign and sign in _NESTING and _is_opening(text, at, at - 1, end):
            inner += 1
        elif marks[k][0] in _CLOSED_BY[sign] and _is_closing(text, at, end, sign):
            if not inner or _ENDS_SPEECH.match(text, at + 1):
                return k
            inner, last = inner - 1, k
    return last


def _reopening(text: str, marks: list[re.Match[str]], i: int, end: int, sign: str) -> int:
    """Index of the mark with which a long quotation, its paragraphs run together, opens again unclosed; -1 if none."""
    for k in range(i, len(marks) if sign in _REOPENED else i):
        at = marks[k].start()
        if marks[k][0] == sign and text[at - 1].isspace() and text[at + len(sign) : at + len(sign) + 1].isalnum():
            return k
        if marks[k][0] in _CLOSED_BY[sign] and _is_closing(text, at, end, sign):
            break
    return -1


def _continues(sign: str, following: str) -> bool:
    return bool(following) and (following == sign or (following in _DOUBLE and sign in _DOUBLE))


def _is_meant(text: str, start: int, opened: int, following: str) -> bool:
    """Whether a mark that nothing closes opens a quotation: it leads the paragraph, or follows a colon or a comma."""
    before = text[start:opened].rstrip()
    return not before.strip("_*–—-") or _continues(text[opened], following) or before[-1] in _INTRODUCES


def _is_opening(text: str, at: int, start: int, end: int) -> bool:
    sign = "''" if text.startswith("''", at) else text[at]
    if sign in _NEVER_OPEN:
        return False
    if sign in "「『":
        return True
    before = text[at - 1] if at > start else " "
    after = text[at + len(sign)] if at + len(sign) < end else " "
    gap = before.isspace() or before in _BEFORE_OPENING or before in _CLOSED_BY
    if sign in _SINGLE or sign in '”»›‟"' or len(sign) > 1:
        return gap and not after.isspace()
    return gap or not after.isspace()


def _is_closing(text: str, at: int, end: int, sign: str) -> bool:
    if text[at] in _NEVER_CLOSE:
        return False
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if sign in _SINGLE:
        possessive = before == "s" and after.isspace()
        return not after.isalnum() and not before.isspace() and not possessive
    return not (text[at] in '"“' and before.isspace() and not after.isspace())


def _dialogue(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    """A paragraph that opens with a dash and turns to its narrator after another: « — Go, — said Hale. — Now. »."""
    lead = _DIALOGUE.match(text, start, end)
    if not lead:
        return
    speech, begin = True, start + len(lead[0]) - len(lead[0].lstrip())
    turns = [turn for turn in _DIALOGUE_TURN.finditer(text, start + 1, end) if not _in_brackets(text, begin, turn)]
    for turn in turns:
        if speech:
            yield Quotation(begin, turn.start(), paragraph)
        speech, begin = not speech, turn.end()
    if speech and turns:
        yield Quotation(begin, end, paragraph)


def _in_brackets(text: str, start: int, turn: re.Match[str]) -> bool:
    """Whether the dash stands in an editor's note: « (the road. — Ed.) »."""
    opened = text.rfind("(", max(start, turn.start() - _NOTE), turn.start())
    return opened >= 0 and text.find(")", opened, turn.start()) < 0
