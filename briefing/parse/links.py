"""Addresses from outside: only those of the web, whole and without a password, are kept."""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MAX_ADDRESS = 2_000

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!#-;=?-Z_a-z~%]*)?")
_UNSAFE = re.compile(r"[^!#-;=?-Z_a-z~%]")


def web_address(link: str, *, relative_to: str = "") -> str:
    """`link` as an absolute http(s) address in ASCII, joined to `relative_to`; "" for anything else.

    User name and password are dropped (RFC 3986 §3.2.1 advises against them), odd characters percent-encoded.
    """
    link = link.strip()
    if len(link) > MAX_ADDRESS or not link:
        return ""
    return link if _PLAIN.fullmatch(link) else _mend(link, relative_to)


@lru_cache(maxsize=1024)
def _mend(link: str, relative_to: str) -> str:
    try:
        parts = urlsplit(urljoin(relative_to, link))
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    if not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return ""
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    address = urlunsplit((parts.scheme, netloc, *(_UNSAFE.sub(_encoded, part) for part in parts[2:])))
    return address if len(address) <= MAX_ADDRESS else ""


def _encoded(char: re.Match[str]) -> str:
    return quote(char[0], safe="", errors="replace")
