"""Which hosts may be asked: public ones, and those the workspace allows. Looks nothing up and opens nothing.

A feed or a redirect that names this machine, its network or a cloud's metadata service would make the reader an
agent inside that network (server-side request forgery), so addresses are judged as numbers, however they are spelled.
"""

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from briefing.fetch.trouble import Trouble

Address = IPv4Address | IPv6Address

#: All that is routed on the IPv6 internet (IANA, "Global Unicast").
_UNICAST = IPv6Network("2000::/3")
#: IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
#: A cloud's metadata service that sits in public space.
_METADATA = IPv4Address("168.63.129.16")
#: The forms of inet_aton(3): one to four numbers, decimal, octal or hexadecimal.
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}", re.ASCII)
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.ASCII)
#: Names that no public name server answers for (RFC 6761, 6762, 8375 and the private-use TLD "internal").
_LOCAL = ("home.arpa", "internal", "lan", "local", "localhost")

PRIVATE = "refused: private address"


def literal(host: str) -> Address | None:
    """Read the address that `host` spells in any way a system's resolver reads as a number; None if it is a name."""
    host = host.removesuffix(".").lower()
    try:
        if ":" in host:
            address = IPv6Address(host.partition("%")[0])
            return address.ipv4_mapped or address
        return IPv4Address(socket.inet_aton(host)) if _NUMBERS.fullmatch(host) else None
    except (OSError, ValueError):
        return None


def is_public(address: Address) -> bool:
    """Whether `address` is one host on the public internet; addresses that wrap an IPv4 one count as that."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and address != _METADATA
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = IPv4Address(address.packed[-4:])
    if inner:
        return is_public(inner)
    return address in _UNICAST and address.is_global


class Guard:
    """Judges hosts. `allow_hosts` are "name", "name:port", "address", "address:port" or "[address]:port"."""

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        """Let `allow_hosts` be private; an entry without a port stands for all ports."""
        self._allowed = frozenset(_entry(text) for text in allow_hosts)

    def admit(self, scheme: str, host: str | None, port: int | None, *, proxied: bool = False) -> str:
        """Return the host to connect to, canonically spelled, if an address with these parts may be asked.

        A name still has to pass `allows` with what it resolves to; with `proxied` it is the proxy that resolves it,
        so names that can only be local are refused here.

        Raises:
            Trouble: it may not.
        """
        if scheme not in ("http", "https"):
            raise Trouble("refused: only http and https")
        if not host or port is None:
            raise Trouble("not a valid address")
        address = literal(host)
        name = _canonical(host)
        if address:
            if not self.allows(address, name=name, port=port):
                raise Trouble(PRIVATE)
        elif not _NAME.fullmatch(name):
            raise Trouble("not a valid address")
        elif proxied and _is_local(name) and not self._lists(name, port):
            raise Trouble(PRIVATE)
        return name

    def allows(self, address: Address | str, *, name: str, port: int) -> bool:
        """Whether a connection for `name` may go to this address and port."""
        address = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
        return is_public(address) or self._lists(_canonical(name), port) or self._lists(_canonical(str(address)), port)

    def owns(self, name: str, port: int) -> bool:
        """Whether the reader named this host and port: a server of the reader's own."""
        return self._lists(_canonical(name), port)

    def _lists(self, name: str, port: int) -> bool:
        return (name, None) in self._allowed or (name, port) in self._allowed


def _canonical(host: str) -> str:
    """One spelling for each host."""
    address = literal(host)
    return str(address) if address else host.removesuffix(".").lower()


def _is_local(name: str) -> bool:
    return "." not in name or name.endswith(tuple(f".{suffix}" for suffix in _LOCAL))


def _entry(text: str) -> tuple[str, int | None]:
    """Split an allowed host from its port, None for all ports."""
    text = text.strip()
    if literal(text):
        return _canonical(text), None
    host, colon, port = text.rpartition(":")
    if colon and port.isascii() and port.isdigit():
        return _canonical(host.strip("[]")), int(port)
    return _canonical(text.strip("[]")), None
