"""Which hosts may be asked: public ones, and those the workspace allows. Looks nothing up and opens nothing.

A feed or a redirect that names this machine, its network or a cloud's metadata service would make the reader an
agent inside that network (server-side request forgery), so addresses are judged as numbers, however they are spelled.
"""

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from briefing.fetch.trouble import Trouble

Address = IPv4Address | IPv6Address

#: All that is routed on the IPv6 internet (IANA, "Global Unicast").
_UNICAST = IPv6Network("2000::/3")
#: IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
#: Interface identifiers of IPv6 addresses that stand for the IPv4 address in their last 32 bits (ISATAP, RFC 5214).
_ISATAP = (0x00005EFE, 0x02005EFE)
#: No hosts of the public internet (IANA, "Special-Purpose Address Registries"; multicast; the relays of 6to4), and one
#: cloud's metadata service that sits in public space. Not `is_global`, which knows less in older Pythons.
_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_SPECIAL_V6 = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20"))
#: Ports of other protocols, to which no browser speaks HTTP either (WHATWG Fetch, "bad port"): a feed's address can't
#: make the program talk to a mail or file server.
_NOT_WEB = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
))  # fmt: skip
#: The forms of inet_aton(3): one to four numbers, decimal, octal or hexadecimal.
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}", re.ASCII)
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.ASCII)
#: Names that no public name server answers for (RFC 6761, 6762, 8375 and the private-use TLD "internal").
_LOCAL = ("home.arpa", "internal", "lan", "local", "localdomain", "localhost")

PRIVATE = "refused: private address"
NOT_WEB = "refused: not a port of the web"


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
        return not any(address in network for network in _SPECIAL_V4)
    if inner := address.ipv4_mapped or address.sixtofour or _last(address):
        return is_public(inner)
    return address in _UNICAST and not any(address in network for network in _SPECIAL_V6)


def _last(address: IPv6Address) -> IPv4Address | None:
    """Find the IPv4 address that an IPv6 one ends with and is sent on to."""
    is_wrapped = address in _NAT64 or int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    return IPv4Address(address.packed[-4:]) if is_wrapped else None


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
        if port in _NOT_WEB and not self._lists(name, port):
            raise Trouble(NOT_WEB)
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
