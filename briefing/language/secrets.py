"""Names and passwords in addresses: for the server alone, never for a screen, a file or a log."""

import re

HIDDEN = "***@"
#: RFC 3986, 3.2.1.
_USERINFO = re.compile(r"(//)[^\s/?#]{0,2000}@")
#: An authority that can't be one, whose password holds what should have been encoded.
_BROKEN = re.compile(r"(//)[^\s/?#@\[]{0,2000}:(?![0-9]{0,5}(?:[\s/?#,;]|:\s|$))\S{0,2000}@")
#: Before a host without a scheme, as a reader may type it.
_TYPED = re.compile(r"()(?<![^\s\"'(])[^\s/:@]{1,2000}:[^\s/@]{1,2000}@")


def concealed(text: str) -> str:
    """`text`, an address or a line that may hold some, with "***" for each user name with its password."""
    if "@" in text:
        for secret in (_USERINFO, _BROKEN, _TYPED):
            text = secret.sub(rf"\1{HIDDEN}", text)
    return text


def without_password(url: str) -> str:
    """`url` as it may be shown and kept: user name and password left out."""
    return concealed(url).replace(f"//{HIDDEN}", "//")


def without_keys(url: str) -> str:
    """`without_password`, and without the query, in which feeds of subscribers carry their key."""
    return without_password(url).partition("?")[0].partition("#")[0]


def revealed(url: str, *, like: str) -> str:
    """`url`, which a reader changed while it was concealed, with the user name and password of the address `like`."""
    secret = _USERINFO.search(like if "//" in like else f"//{like}")
    return url.replace(f"//{HIDDEN}", secret[0]) if secret else url
