"""A piece of text from outside where a question or a notice shows it: right-to-left text in order for the eye."""

from briefing.render.bidi import order
from briefing.render.direction import is_rtl
from briefing.render.layout import plain
from briefing.tui.widgets.lines import Lines


def for_eye(text: str) -> str:
    """`text` on one line, as it must be written."""
    line = plain(text)
    return order(line, Lines.bidi, rtl=is_rtl(line))
