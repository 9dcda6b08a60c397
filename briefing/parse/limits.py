"""Markup that costs parsers quadratic time, told in linear time before they see it."""

import re

from briefing.parse.error import ParseError

MAX_ATTRIBUTES = 500

_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{MAX_ATTRIBUTES * 2},}}")
_VALUE = re.compile("\"[^\"]*\"|'[^']*'")


def refuse_many_attributes(markup: str) -> None:
    """Raise ParseError if a tag has more than `MAX_ATTRIBUTES` attributes; one long value is no matter."""
    for tag in _LONG_TAG.finditer(markup):
        if len(_VALUE.sub(" ", tag[0]).replace("=", " ").split()) > MAX_ATTRIBUTES:
            raise ParseError("a tag with too many attributes")
