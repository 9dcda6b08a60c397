"""robots.txt (RFC 9309) as this program reads it: which pages it may ask for, and how fast. Asks for nothing itself."""

import re

from protego import Protego

from briefing.model import Robots

#: What groups of rules call this program.
PRODUCT = "briefing"
#: As much as a reader must read, and no more is (RFC 9309, 2.5).
LARGEST = 500 * 1024
#: Wildcards are looked for one by one in every address; real files have some dozens.
_MOST_WILDCARDS = 5000
_AGENT = re.compile(r"[ \t]*user[- ]?agent[ \t]*:?[ \t]*(\*|[a-z_-]*).*", re.IGNORECASE)


class Rules:
    """The rules of one robots.txt for this program."""

    def __init__(self, robots: Robots) -> None:
        """Read the text; without one, and with one that can't be followed, nothing may be read."""
        text = robots.text if robots.text is not None else "User-agent: *\nDisallow: /"
        if sum(map(text.count, "*$")) > _MOST_WILDCARDS:
            text = "User-agent: *\nDisallow: /"
        self._read = Protego.parse("\n".join(map(_ours, text.splitlines())))
        self.delay = self._read.crawl_delay(PRODUCT) or 0.0

    def allow(self, url: str) -> bool:
        """Whether the page at `url` may be asked for."""
        return bool(self._read.can_fetch(url, PRODUCT))


def _ours(line: str) -> str:
    """`line` with the name in it made another's unless it is ours or everybody's.

    The reader of rules gives every name its own copy of them, which grows with the square of a hostile file; and it
    takes the name "brief" for ours.
    """
    named = _AGENT.fullmatch(line)
    if not named or named[1] == "*":
        return line
    return f"User-agent: {PRODUCT if named[1].lower() == PRODUCT else 'another'}"
