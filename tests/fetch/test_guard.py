import asyncio
import socket
import threading
from ipaddress import ip_address

import pytest
from fetch.asking import ask, ask_all
from fetch.server import Origin, answer

from briefing.fetch import Limits, Request
from briefing.fetch.guard import is_public

SPELLINGS = [
    "0",
    "0.0.0.0",  # noqa: S104 (asked, not bound to)
    "0177.0.0.1",
    "017700000001",
    "0x7f.1",
    "0x7f000001",
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "2130706433",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[::1]",
    "[::7f00:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:0x7f00:1]",
    "１２７.0.0.1",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
]
PRIVATE = [
    "10.1.2.3",
    "100.100.100.200",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.251",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "169.254.0.23",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "203.0.113.9",
    "239.255.255.250",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "2001:470:1f::5efe:7f00:1",
    "2a00:1450::200:5efe:a9fe:a9fe",
    "3fff::1",
    "::127.0.0.1",
    "64:ff9b:1::7f00:1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "64:ff9b::a9fe:a9fe",
    "::ffff:10.0.0.1",
]
PUBLIC = [
    "8.8.8.8",
    "93.184.215.14",
    "2606:4700::1111",
    "64:ff9b::808:808",
    "2002:808:808::",
    "::ffff:8.8.8.8",
    "2a00:1450::5efe:808:808",
]


def resolve_to(monkeypatch, *addresses):
    """Have every name resolve to `addresses`."""

    def look_up(*_, **__):
        return [(socket.AF_INET6 if ":" in a else socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 0)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_this_machine_is_refused_in_every_spelling(spelling):
    with Origin({"/": answer(body=b"inside")}) as origin:
        (failure,) = ask_all([Request(key="k", url=f"http://{spelling}:{origin.port}/")])
        assert failure.reason in ("refused: private address", "not a valid address")
        assert origin.connections == 0


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_no_public_host_is_refused(address):
    host = f"[{address}]" if ":" in address else address
    (failure,) = ask_all([Request(key="k", url=f"http://{host}/")])
    assert failure.reason == "refused: private address"


@pytest.mark.parametrize(
    "host",
    [
        "127%2e0%2e0%2e1",
        "127.0.0.1%00",
        "[::1%25lo]",
        "[fe80::1%eth0]",
        "127.0.0.1\uff0f",
        "x@127.0.0.1",
        "127.0.0.1:80@[::1]",
    ],
)
def test_no_odd_host_leads_to_this_machine(host):
    with Origin({"/": answer(body=b"inside")}) as origin:
        (failure,) = ask_all([Request(key="k", url=f"http://{host}:{origin.port}/")])
        assert failure.reason in ("refused: private address", "not a valid address")
        assert origin.connections == 0


@pytest.mark.parametrize("port", [0, 22, 25, 6000, 6667])
def test_ports_of_other_protocols_are_not_asked(port):
    (failure,) = ask_all([Request(key="k", url=f"http://192.0.1.1:{port}/")], limits=Limits(seconds=1))
    assert failure.reason == "refused: not a port of the web"


@pytest.mark.parametrize("port", ["65536", "-1", "80x", "1e2"])
def test_a_port_that_is_no_number_is_no_address(port):
    (failure,) = ask_all([Request(key="k", url=f"http://192.0.1.1:{port}/")], limits=Limits(seconds=1))
    assert failure.reason == "not a valid address"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not_refused(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "fe80::1%lo"]
)
def test_a_name_is_judged_by_what_it_resolves_to(address, monkeypatch):
    resolve_to(monkeypatch, address)
    with Origin({"/": answer(body=b"inside")}) as origin:
        (failure,) = ask_all([Request(key="k", url=f"http://news.example:{origin.port}/")])
        assert failure.reason == "refused: private address"
        assert origin.connections == 0


def test_localhost_is_this_machine():
    with Origin({"/": answer(body=b"inside")}) as origin:
        for name in ("localhost", "LOCALHOST", "localhost."):
            (failure,) = ask_all([Request(key="k", url=f"http://{name}:{origin.port}/")])
            assert failure.reason == "refused: private address"
        assert origin.connections == 0


def test_a_name_connects_only_to_its_allowed_addresses(monkeypatch):
    with (
        Origin({"/": answer(body=b"inside")}) as inner,
        Origin({"/": answer(body=b"allowed")}, host="127.0.0.2") as outer,
    ):
        resolve_to(monkeypatch, "127.0.0.1", "127.0.0.2")
        request = Request(key="k", url=f"http://news.example:{outer.port}/")
        (got,) = ask_all([request], allow_hosts=[outer.host])
        assert got.body == b"allowed"
        assert inner.connections == 0


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(monkeypatch):
    calls = []

    def look_up(host, *_, **__):
        calls.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with Origin({"/": answer(body=b"x", headers={"Connection": "close"})}) as origin:
        requests = [Request(key=str(n), url=f"http://news.example:{origin.port}/") for n in range(6)]
        answers = ask_all(requests, allow_hosts=["127.0.0.1"])
    assert [got.body for got in answers] == [b"x"] * 6
    assert calls == ["news.example"]


@pytest.mark.parametrize(
    "entry", ["127.0.0.1", "127.0.0.1:{port}", "2130706433", "[::ffff:127.0.0.1]:{port}", "0x7f.1:{port}"]
)
@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "localhost", "[::ffff:127.0.0.1]"])
def test_an_allowed_address_may_be_asked_however_either_is_spelled(entry, host):
    with Origin({"/": answer(body=b"x")}) as origin:
        allowed = [entry.format(port=origin.port)]
        (got,) = ask_all([Request(key="k", url=f"http://{host}:{origin.port}/")], allow_hosts=allowed)
    assert got.body == b"x"


@pytest.mark.parametrize("entry", ["localhost", "LocalHost:{port}"])
def test_an_allowed_name_may_be_asked_but_not_its_address(entry):
    with Origin({"/": answer(body=b"x")}) as origin:
        allowed = [entry.format(port=origin.port)]
        (got,) = ask_all([Request(key="k", url=f"http://localhost:{origin.port}/")], allow_hosts=allowed)
        assert got.body == b"x"
        assert ask(origin, allow_hosts=allowed).reason == "refused: private address"


@pytest.mark.parametrize("entry", ["127.0.0.1:1", "127.0.0.2", "localhost:1", "", ":", "27.0.0.1", "http://127.0.0.1"])
def test_what_is_not_allowed_stays_refused(entry):
    with Origin({"/": answer(body=b"x")}) as origin:
        assert ask(origin, allow_hosts=[entry]).reason == "refused: private address"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/etc/passwd", "", "feeds.example/rss", "gopher://a.example/"])
def test_only_http_is_asked(url):
    (failure,) = ask_all([Request(key="k", url=url)])
    assert failure.reason == "refused: only http and https"


def test_a_slow_lookup_ends_with_the_deadline(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(20) and [])
    try:
        (failure,) = ask_all([Request(key="k", url="http://slow.example/")], limits=Limits(seconds=0.3))
    finally:
        released.set()
    assert failure.reason == "no answer in 0.3 s"
    assert asyncio.run(asyncio.sleep(0, "the next loop is unharmed"))
