"""Lists of feeds that other readers write: OPML, and newsboat's `urls`. Bytes in, values out; nothing is asked."""

from briefing.parse import opml, urls_file
from briefing.parse.encoding import decode
from briefing.parse.error import ParseError
from briefing.parse.listed import Listed, Listing

__all__ = ["Listed", "Listing", "read_subscriptions"]

MAX_BYTES = 20_000_000


def read_subscriptions(body: bytes) -> Listing:
    """The feeds in `body`, in its order, as they are written there: twice, or not to be read, if need be.

    Raises:
        ParseError: it is no such list, or more than a list of feeds can be.
    """
    if not body.strip():
        raise ParseError("empty")
    if len(body) > MAX_BYTES:
        raise ParseError(f"larger than {MAX_BYTES // 1_000_000} MB")
    text = decode(body)
    return opml.read(text) if opml.is_opml(text) else urls_file.read(text)
