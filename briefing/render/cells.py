"""How wide text is in a terminal, and where its lines may break. Knows no colours and no formats."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category, east_asian_width

#: Glues what must not part from the word before; shown as a space.
GLUE = "\u00a0"

_WIDE = frozenset("WF")
_FIRST_WIDE = "\u1100"
_ZERO_WIDTH = frozenset(("Cc", "Cf", "Me", "Mn"))
_JAMO = ("\u1160", "\u11ff")  # medial vowels and final consonants, drawn into the syllable before them
_EMOJI_STYLE = re.compile("([^ ])\ufe0f")  # the selector that makes a narrow sign a wide picture; never a space
_JOINER = "\u200d"
_OPENING = frozenset("([{«“‘‹〈《「『【〔〖（［｛｢")
_CLOSING = frozenset(")]}»”’›〉》」』】〕〗）］｝｣、。，．！？：；・…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ.,!?:;%％")
_WORD = re.compile(" *[^ ]+")
#: One column each: Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters without marks, common punctuation.
_EVEN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea"
    "\u060c-\u060f\u061b\u061e-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06ff\u2010-\u2027]*"
)


@cache
def _cell(char: str) -> int:
    if category(char) in _ZERO_WIDTH or _JAMO[0] <= char <= _JAMO[1]:
        return 0
    return 2 if east_asian_width(char) in _WIDE else 1


def cells(text: str) -> int:
    """Columns that `text` takes (UAX 11; combining marks and format characters take none)."""
    if _EVEN.fullmatch(text):
        return len(text)
    return sum(map(_cell, text)) + sum(1 for char in _EMOJI_STYLE.findall(text) if _cell(char) == 1)


def wrap(text: str, width: int, *, first: int | None = None) -> list[tuple[int, int]]:
    """Spans of the lines into which `text` breaks, each at most `width` columns (the first at most `first`).

    Breaks at spaces, which belong to no line, and between the characters of scripts that have no spaces; a piece that
    is wider than a line is cut.
    """
    room = width if first is None else first
    return (_wrap_even(text, width, room) if _EVEN.fullmatch(text) else None) or _wrap_words(text, width, room)


def _wrap_even(text: str, width: int, room: int) -> list[tuple[int, int]] | None:
    """`wrap` for text whose characters are all of one column; None if a word fits no line."""
    lines = []
    start, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    while last - start > room:
        space = text.rfind(" ", start + 1, start + room + 1)
        end = start + len(text[start:space].rstrip(" ")) if space > 0 else start
        if end == start:
            return None
        lines.append((start, end))
        start = space + 1
        while text[start] == " ":
            start += 1
        room = width
    return [*lines, (start, last)] if last > start else lines


def _wrap_words(text: str, width: int, room: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for word in _WORD.finditer(text):
        space = len(word[0]) - len(word[0].lstrip(" "))
        begin = word.start() + space
        size = cells(text[begin : word.end()])
        if end > start and used + space + size <= room:
            end, used = word.end(), used + space + size
            continue
        for i, (a, b) in enumerate(_pieces(text, begin, word.end(), fits=size <= width, width=width)):
            size = cells(text[a:b])
            gap = space if not i else 0
            if end > start and used + gap + size <= room:
                end, used = b, used + gap + size
                continue
            if end > start:
                lines.append((start, end))
                room = width
            start, end, used = a, b, size
    return [*lines, (start, end)] if end > start else lines


def _pieces(text: str, begin: int, end: int, *, fits: bool, width: int) -> Iterator[tuple[int, int]]:
    """Where a word may break inside: beside wide characters, else only if it fits no line."""
    if fits and max(text[begin:end]) < _FIRST_WIDE:
        yield begin, end
        return
    start = begin
    for i in range(begin + 1, end):
        before, char = text[i - 1], text[i]
        if _cell(char) == 0:
            continue
        beside_wide = _cell(char) == 2 or _cell(before) == 2  # noqa: PLR2004 (columns of a wide character)
        loose = beside_wide and before not in _OPENING and before != _JOINER and char not in _CLOSING
        if loose or (not fits and cells(text[start : _whole(text, i, end)]) > max(2, width)):
            yield start, i
            start = i
    yield start, end


def _whole(text: str, i: int, end: int) -> int:
    """Where the character at `i` ends with all that is drawn onto it."""
    i += 1
    while i < end and _cell(text[i]) == 0:
        i += 1
    return i


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
