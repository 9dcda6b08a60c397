"""Which way a text runs. It is asked of the text itself: a language tag may be wrong or missing, letters are not."""

from unicodedata import bidirectional

FIRST_RTL = "\u0590"
#: Marks of direction (UAX 9), unseen: a page may lack those of a source, and has others.
MARKS = "\u061c\u200e\u200f\u2066-\u2069"


def is_rtl(text: str) -> bool:
    """Whether `text` is written mostly from right to left.

    The majority of strong letters decides, not the first (UAX 9, P2): Arabic news often begins with a Latin name.
    """
    if not text or max(text) < FIRST_RTL:
        return False
    strong = [bidirectional(char) for char in text]
    return strong.count("R") + strong.count("AL") > strong.count("L")


def anchor(text: str, *, rtl: bool) -> str:
    """The mark of direction (UAX 9, 2.6) that has to follow `text` in a paragraph that runs `rtl`; "" if none has to.

    Without it what comes next, a date or another name, is drawn in with letters that run the other way, and so is a
    date after letters that do not: "2026-11-22" stands there as "22-11-2026".
    """
    if rtl:
        return "\u200f" if text else ""
    return "\u200e" if any(bidirectional(char) in ("R", "AL") for char in text) else ""
