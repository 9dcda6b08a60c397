"""A snapshot's TOML as a report."""

from briefing.model import Printed
from briefing.render.read.snapshot import printed
from briefing.render.toml import parse


def read(text: str) -> Printed:
    """What the TOML `text` states, whether its citations lead somewhere or not.

    Raises:
        InputError: it is no snapshot; one line names the key.
    """
    return printed(parse(text))
