"""Which way a text runs. It is asked of the text itself: a language tag may be wrong or missing, letters are not."""

from unicodedata import bidirectional

FIRST_RTL = "\u0590"


def is_rtl(text: str) -> bool:
    """Whether `text` is written mostly from right to left.

    The majority of strong letters decides, not the first (UAX 9, P2): Arabic news often begins with a Latin name.
    """
    if not text or max(text) < FIRST_RTL:
        return False
    strong = [bidirectional(char) for char in text]
    return strong.count("R") + strong.count("AL") > strong.count("L")
