"""Lines of a terminal back into the order in which they are read: what `render.bidi` did, undone.

Most lines come back as they were; in some, two texts look the same (a date among Arabic words), so that whoever
compares draws the text again and compares what is seen.
"""

import re
import unicodedata
from functools import cache

from briefing.render.bidi import order
from briefing.render.direction import FIRST_RTL, is_rtl

_ISOLATES = re.compile("[\u2066-\u2069]")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_LETTERS = re.compile("[\u0620-\u064a]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
#: What shapes the letters beside it, and is not seen.
_JOINERS = re.compile("[\u200b-\u200f]")
_RUN = re.compile(f"[{_RTL}](?:[^\\w]*[{_RTL}]+)*")
_GAP = re.compile("( {2,})")
#: So many spaces before a line are no indentation but push it to the right.
PUSHED = 12


def is_drawn(page: str) -> bool:
    """Whether a page's right-to-left text stands in order for the eye: Arabic in joined forms, lines at the right."""
    if _ISOLATES.search(page):
        return False
    forms, letters = len(_FORMS.findall(page)), len(_LETTERS.findall(page))
    if forms or letters:
        return forms > letters
    hebrew = [line for line in page.split("\n") if _HEBREW.search(line) and is_rtl(line)]
    return sum(line.startswith(" " * PUSHED) for line in hebrew) * 2 > len(hebrew)


def logical(line: str, *, rtl: bool | None = None) -> str:
    """A drawn piece of a line, in the order in which it is read; `rtl` is which way it runs, where that is known."""
    if not rtl and (not line or max(line) < FIRST_RTL):
        return line
    plain = _plain(line)
    # pieces of one line were put in order each for itself: no source's text has a gap in it
    pieces = _GAP.split(plain)
    if not (is_rtl(plain) if rtl is None else rtl):
        return "".join(map(among, pieces))
    return "".join(_plain(order(piece, "app", rtl=True)) for piece in reversed(pieces))


def among(piece: str) -> str:
    """The same of what stands among words that run from left to right."""
    return _RUN.sub(lambda run: _plain(order(run[0], "app", rtl=True)), _plain(piece))


def columns(line: str) -> str:
    """The same of a line in columns, each of which was put in order for itself."""
    return "".join(logical(cell) for cell in _GAP.split(line))


def bare(page: str) -> str:
    """A page without the marks that tell a terminal its direction."""
    return _ISOLATES.sub("", page)


def shows(page: str, text: str) -> bool:
    """Whether `text` stands on a line of `page`, in the order in which it is read or in that for the eye."""
    return text in page or order(text, "app", rtl=is_rtl(text)) in page


def looks_like(text: str, drawn: tuple[str, ...]) -> bool:
    """Whether `text`, whose spaces are single, is what the lines `drawn` show."""
    lines = [_JOINERS.sub("", line) for line in drawn]
    if not 0 <= len(_JOINERS.sub("", text)) - sum(map(len, lines)) < max(1, len(lines)):
        return False
    rtl, at = is_rtl(text), 0
    for line in lines:
        end = _after(text, at, len(line))
        if _JOINERS.sub("", order(text[at:end], "app", rtl=rtl)) != line:
            return False
        at = end + (text[end : end + 1] == " ")
    return at == len(text)


def _after(text: str, start: int, length: int) -> int:
    """Where so many characters of `text` end that can be seen."""
    end = start
    while end < len(text) and (length or _JOINERS.match(text, end)):
        length -= not _JOINERS.match(text, end)
        end += 1
    return end


def _plain(text: str) -> str:
    """Arabic letters without their joined forms."""
    return text.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    forms = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
    found = {code: unicodedata.normalize("NFKC", chr(code)) for code in forms}
    return {code: letter for code, letter in found.items() if len(letter) == 1 and ord(letter) != code}
