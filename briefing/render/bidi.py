"""Right-to-left text on a terminal: put in order for the eye here, or left to a terminal that does it itself.

Lines are wrapped first and reordered one by one (UAX 9, L1). Text is in logical order everywhere else.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from briefing.render.direction import FIRST_RTL
from briefing.render.look import Bidi

#: VTE (GNOME Terminal, Xfce Terminal, Tilix, …) reorders since 0.58, in the form in which it tells its version.
VTE_WITH_BIDI = 5800
#: Terminals that reorder by default, by a variable they set …
_REORDER_VARIABLES = ("KONSOLE_VERSION", "MLTERM")
#: … or by the name they give themselves in TERM_PROGRAM. kitty draws each right-to-left run in its own order.
_REORDER_PROGRAMS = frozenset(("Apple_Terminal", "mintty"))
_REORDER_TERMS = ("mlterm", "xterm-kitty")

#: Marks of direction: the line is laid out here, so that none may act on it again.
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RLI, _FSI, _PDI = "\u2067", "\u2068", "\u2069"
#: Codes (ECMA-48, BDSM) that tell a terminal to leave the order of letters to the program, or to see to it again.
EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
#: What stands around a whole line that runs from right to left, for a terminal that reorders.
ISOLATE = _RLI, _PDI

_PAIRS = "()[]{}<>«»‹›≤≥⁅⁆⁽⁾₍₎〈〉《》「」『』【】〔〕⟨⟩⟪⟫"
_MIRROR = {sign: _PAIRS[i ^ 1] for i, sign in enumerate(_PAIRS)}
_TAG = "\ufe20"  # a combining mark no news text has: it goes where the sign before it goes
_TO_TAG = re.compile(f"([{re.escape(_PAIRS)}])")
_TAGGED = re.compile(f"([{re.escape(_PAIRS)}]){_TAG}|{_TAG}([{re.escape(_PAIRS)}])")
_MARKS = (  # of letters that run right to left, by script: Hebrew, Arabic, Syriac, Thaana, N'Ko, Arabic extended
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u08d3-\u08e1\u08e3-\u08ff"
)
_AHEAD = re.compile(f"([{_MARKS}]+)([^{_MARKS}])")


def choose(wanted: Bidi, environment: Mapping[str, str], *, panes: bool = False) -> Bidi:
    """Who reorders: `wanted`; for "auto" the terminal if `environment` says that it does, else this program.

    With `panes` several texts stand side by side on a line, which no terminal can put in order: those that can be
    told to leave lines as they are (`EXPLICIT`) will be.
    """
    if wanted != "auto":
        return wanted
    if panes and (environment.get("VTE_VERSION") or environment.get("TERM_PROGRAM") == "mintty"):
        return "app"
    version = environment.get("VTE_VERSION", "")
    if version.isdecimal() and int(version) >= VTE_WITH_BIDI:
        return "terminal"
    known = (
        any(environment.get(name) for name in _REORDER_VARIABLES)
        or environment.get("TERM_PROGRAM") in _REORDER_PROGRAMS
        or environment.get("TERM", "").startswith(_REORDER_TERMS)
    )
    return "terminal" if known else "app"


def order(text: str, mode: Bidi, *, rtl: bool) -> str:
    """A piece of one line, as it must be written for the eye; `rtl` is the direction in which it runs.

    "app": in visual order, Arabic letters in their joined forms, one for each letter. "terminal": in logical order,
    as an isolate (UAX 9). "off": as it is.
    """
    foreign = max(text, default="") >= FIRST_RTL
    if mode == "terminal" and foreign:
        return f"{_RLI if rtl else _FSI}{_CONTROLS.sub('', text)}{_PDI}"
    if mode != "app" or not (foreign or rtl):
        return _CONTROLS.sub("", text) if foreign else text
    display, reshape = _tools()
    tagged = _TO_TAG.sub(rf"\1{_TAG}", reshape(_CONTROLS.sub("", text).replace(_TAG, "")))
    visual = display(tagged, base_dir="R" if rtl else "L")
    # a tag before its sign tells that the sign was turned around (L4); then marks go behind their letters again (L3)
    visual = _TAGGED.sub(lambda found: found[1] or _MIRROR[found[2]], visual).replace(_TAG, "")
    return _AHEAD.sub(lambda found: found[2] + found[1][::-1], visual)


#: A ligature would change the width of a line that is already wrapped; marks are the source's own.
_SHAPING = {"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False}


@cache
def _tools() -> tuple[Callable[..., str], Callable[[str], str]]:
    from arabic_reshaper import ArabicReshaper
    from bidi import get_display

    shaper = ArabicReshaper(_SHAPING)
    shaper.configuration = _Settings(shaper.configuration)
    return get_display, shaper.reshape


class _Settings:
    """What the shaper asks for, for each text anew: remembered, since its own reader takes longer than the shaping."""

    def __init__(self, of: Any) -> None:  # noqa: ANN401 (a section of configparser)
        self.getboolean = cache(of.getboolean)
