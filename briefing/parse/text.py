"""Plain text as an article: which line is its headline."""

from briefing.parse.titles import one_line


def titled(text: str) -> tuple[str, str]:
    """Title and the rest: the first line is the title when a blank line follows it, else there is none ("")."""
    first, _, rest = text.lstrip("\n").partition("\n")
    after = rest.partition("\n")[0]
    if first.strip() and rest.strip() and not after.strip():
        return one_line(first), rest
    return "", text
