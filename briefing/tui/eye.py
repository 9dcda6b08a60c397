"""A piece of text from outside where a question or a notice shows it: right-to-left text in order for the eye."""

from briefing.render.bidi import order
from briefing.render.cells import wrap
from briefing.render.direction import is_rtl
from briefing.render.layout import plain
from briefing.tui.widgets.lines import Lines

#: Columns of a notice.
NOTICE = 50


def in_lines(text: str) -> str:
    """A notice that may run from right to left, broken into lines before they are put in order."""
    if not is_rtl(text):
        return text
    return "\n".join(order(text[start:end], Lines.bidi, rtl=True) for start, end in wrap(text, NOTICE))


def for_eye(text: str) -> str:
    """`text` on one line, as it must be written."""
    line = plain(text)
    return order(line, Lines.bidi, rtl=is_rtl(line))
