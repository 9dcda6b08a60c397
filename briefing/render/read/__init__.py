"""Reports back into values: the other way around from the writers in `render`, one module a format.

Reports may have been edited by hand, so a reader takes what it finds and judges nothing: what is false in it is for
`verify` to say. It reads no file and no clock.
"""

import re
from importlib import import_module

from briefing.errors import InputError
from briefing.language.clean import clean
from briefing.model import Printed
from briefing.render.read.drawn import bare, shows
from briefing.render.read.phrases import phrases
from briefing.render.read.spoken import spoken
from briefing.words import speak

__all__ = ["read_report"]

#: What tells a format, in the order of trial; all else is text, or a terminal's capture.
_SIGNS = (
    ("json", re.compile(r"\A\s*\{")),
    ("mail", re.compile(r"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+?MIME-Version:")),
    ("toml", re.compile(r"(?m)^schema = \d+$")),
    ("html", re.compile(r"(?i)\A\s*<(?:!doctype html|html|article)\b")),
    ("markdown", re.compile(r"(?m)^#{1,3} \S")),
)
#: Formats of which every key is known.
_STRICT = ("json", "toml")
#: What a report without a story says; what other commands write has a moment, too, and is none.
_EMPTY = "report.no_story"


def read_report(text: str) -> Printed:
    """The report that `text` holds, in any format that `print` writes.

    Raises:
        InputError: it is none: there is no story in it, or it is no valid TOML or JSON.
    """
    text = text.removeprefix("\ufeff")
    form = next((name for name, sign in _SIGNS if sign.search(text)), "text")
    if form != "text":
        text = clean(text)
    if form == "mail":
        from briefing.render.read.mail import page_in

        form, text = "html", page_in(text)
    shown = clean(bare(text))
    read = import_module(f"{__name__}.{form}").read
    report: Printed = read(text) if form in _STRICT else read(text, phrases(spoken(shown)))
    empty = speak(report.interface)[_EMPTY].rstrip(".")
    if not report.stories and not (report.taken and (form in _STRICT or shows(shown, empty))):
        raise InputError("is no report of briefing: there is no story in it")
    return report
