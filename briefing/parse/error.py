"""Why a body gave nothing."""


class ParseError(ValueError):
    """A body can't be read as what it should be: its text is the reason, one line without the source's name."""
