"""Where quotations stand in a text, across its paragraphs and in every style of quotation mark.

A quotation that a paragraph leaves open goes on when the next one opens with a mark again, as newspapers print long
quotes. Never decides who speaks, and takes apostrophes, inch marks and prime signs for what they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile("[\"“”„‟«»「」『』‹›‘’‚']")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_DIALOGUE = re.compile(r"\s*[–—―-]\s*(?=[^\W\d_])")
_DIALOGUE_TURN = re.compile(r"(?<=[,.!?…،؟])\s+[–—―-]\s+")
_CLOSED_BY = {
    '"': '"', "“": '”“"', "”": "”“", "„": '“”"', "‟": "”“", "«": "»", "»": "«»", "「": "」", "『": "』", "‹": "›", "›": "‹",
    "‘": "’", "’": "’‘", "‚": "‘’", "'": "'",
}  # fmt: skip
_NESTING = frozenset("«„「『")
_ENDS_SPEECH = re.compile(r"\s*[,.!?…]?\s*[–—―-]\s")
_SINGLE = frozenset("‘’‚'")
_NEVER_OPEN = frozenset("」』")
_NEVER_CLOSE = frozenset("„‚「『")
_BEFORE_OPENING = frozenset("([{—–-:،,/_*")
_BEFORE_CLOSING = frozenset(",.!?…؟،。！？")


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
        quoted = list(_in_line(text, line.start(), line.end(), paragraph, _opens_next(text, after)))
        found += quoted or _dialogue(text, line.start(), line.end(), paragraph)
    return tuple(found)


def _opens_next(text: str, line: re.Match[str] | None) -> str:
    first = text[line.start() : line.start() + 8].lstrip()[:1] if line else ""
    return first if first in _CLOSED_BY else ""


def _in_line(text: str, start: int, end: int, paragraph: int, following: str) -> Iterator[Quotation]:
    opened, sign, inner, spare = -1, "", 0, -1
    tried: set[str] = set()
    marks = list(_MARK.finditer(text, start, end))
    i = 0
    while i < len(marks):
        mark = marks[i]
        i += 1
        at = mark.start()
        if opened < 0:
            if mark[0] not in tried and _is_opening(text, at, start, end):
                opened, sign, reopen, inner, spare = at, mark[0], i, 0, -1
        elif mark[0] == sign and sign in _NESTING and _is_opening(text, at, start, end):
            inner += 1
        elif mark[0] in _CLOSED_BY[sign] and _is_closing(text, at, end, sign):
            if inner and not _ENDS_SPEECH.match(text, at + 1):
                inner -= 1
                spare = at
                continue
            yield Quotation(opened, at + 1, paragraph)
            opened, inner, spare = -1, 0, -1
        if opened >= 0 and i == len(marks) and sign in _SINGLE:
            tried.add(sign)
            opened, i = -1, reopen
    if opened < 0:
        return
    if spare >= 0:
        yield Quotation(opened, spare + 1, paragraph)
        return
    leads = not text[start:opened].strip(" \t_*–—-")
    continues = bool(following) and (following == sign or (following in '«“"„' and sign in '«“"„'))
    if leads or continues or text[start:opened].rstrip()[-1:] in {":", "：", "،", ","}:
        yield Quotation(opened, end, paragraph, closed=False, continues=continues)


def _is_opening(text: str, at: int, start: int, end: int) -> bool:
    sign = text[at]
    if sign in _NEVER_OPEN:
        return False
    if sign in "「『":
        return True
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    gap = before.isspace() or before in _BEFORE_OPENING or before in _CLOSED_BY
    if sign in _SINGLE or sign in '”»›‟"':
        return gap and not after.isspace()
    return gap or not after.isspace()


def _is_closing(text: str, at: int, end: int, sign: str) -> bool:
    if text[at] in _NEVER_CLOSE:
        return False
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    if sign in _SINGLE:
        return (
            not after.isalnum()
            and not before.isspace()
            and (before in _BEFORE_CLOSING or not after.isspace() or before != "s")
        )
    if text[at] in '"“' and before.isspace() and not after.isspace():
        return False
    return True


def _dialogue(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    """A paragraph that opens with a dash and turns to its narrator after another: « — Go, — said Hale. — Now. »."""
    lead = _DIALOGUE.match(text, start, end)
    if not lead:
        return
    speech, begin = True, start + len(lead[0]) - len(lead[0].lstrip())
    turns = list(_DIALOGUE_TURN.finditer(text, start + 1, end))
    for turn in turns:
        if speech:
            yield Quotation(begin, turn.start(), paragraph)
        speech, begin = not speech, turn.end()
    if speech and turns:
        yield Quotation(begin, end, paragraph)
