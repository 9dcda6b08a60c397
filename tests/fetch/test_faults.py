import os
import socket
import ssl
import subprocess
import sys

import pytest
from fetch.asking import ask, ask_all
from fetch.server import Origin, answer, drip

from briefing.fetch import Limits, Request

SHORT = Limits(seconds=1)


def test_silence_ends_with_the_deadline():
    with Origin({"/": lambda _: drip([b"", b""], every=5)}) as origin:
        assert ask(origin, limits=SHORT).reason == "no answer in 1 s"


def test_dripping_headers_end_with_the_deadline():
    with Origin({"/": lambda _: drip([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 50], every=0.1)}) as origin:
        assert ask(origin, limits=SHORT).reason == "no answer in 1 s"


def test_a_dripping_body_ends_with_the_deadline():
    with Origin({"/": lambda _: drip([answer(length=100), *[b"x"] * 50], every=0.1)}) as origin:
        assert ask(origin, limits=SHORT).reason == "the answer took more than 1 s"


def test_slow_redirects_share_one_deadline():
    hop = answer(302, headers={"Location": "/"})
    with Origin({"/": lambda _: drip([b"", hop], every=0.7)}) as origin:
        assert ask(origin, limits=SHORT).reason == "no answer in 1 s"
        assert len(origin.requests) == 2


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH_9\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"\0" * 400,
    ],
)
def test_what_is_no_http_is_a_failure(said):
    with Origin({"/": said}) as origin:
        assert ask(origin).reason == "not an HTTP answer"


def test_a_connection_closed_without_an_answer_is_a_failure():
    with Origin({"/": b""}) as origin:
        assert ask(origin).reason == "the connection was closed"


def test_a_connection_torn_down_is_a_failure(monkeypatch):
    with Origin({"/": b"", "/half": answer(body=b"x", length=9)}) as origin:
        monkeypatch.setattr(origin, "tears_down", True)
        assert ask(origin).reason == "the connection was closed"
        assert ask(origin, "/half").reason in ("the connection was closed", "the body is cut short")


@pytest.mark.parametrize(
    "headers", [{"X-Long": "a" * 100_000}, {f"X-{n}": "a" * 800 for n in range(300)}, {"X" * 100_000: "a"}]
)
def test_headers_without_end_are_a_failure(headers):
    with Origin({"/": answer(headers=headers)}) as origin:
        assert ask(origin).reason == "headers too large"


def test_headers_as_large_as_real_ones_are_read():
    with Origin({"/": answer(body=b"x", headers={"Content-Security-Policy": "a " * 8000})}) as origin:
        assert ask(origin).body == b"x"


def test_a_port_where_nobody_listens_is_a_failure():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
        (failure,) = ask_all([Request(key="k", url=f"http://{host}/")], allow_hosts=[host])
    assert failure.reason == "connection refused"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    place = tmp_path_factory.mktemp("tls")
    named = ["-subj", "/CN=127.0.0.2", "-addext", "subjectAltName=IP:127.0.0.2"]
    files = ["-keyout", place / "key.pem", "-out", place / "cert.pem"]
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *named, *files],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl can't make a certificate here")
    return place / "cert.pem", place / "key.pem"


@pytest.fixture
def tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def test_a_bad_certificate_is_a_plain_failure(tls):
    with Origin({"/": answer(body=b"x")}, tls=tls) as origin:
        assert ask(origin).reason == "certificate: self-signed certificate"
        assert origin.requests == []


def test_a_good_certificate_is_good_for_its_own_host_only(tls, certificate):
    program = """
import sys; from fetch.asking import ask_all; from briefing.fetch import Request
for url in sys.argv[1:]:
    (answer,) = ask_all([Request(key="k", url=url)], allow_hosts=["127.0.0.1", "127.0.0.2"])
    print(getattr(answer, "body", None) or answer.reason)
"""
    with Origin({"/": answer(body=b"x")}, host="127.0.0.2", tls=tls) as named, Origin({}, tls=tls) as other:
        ran = subprocess.run(
            [sys.executable, "-c", program, named.base, other.base],
            # the trusted certificates are read when the HTTP client is imported
            env={**os.environ, "SSL_CERT_FILE": str(certificate[0]), "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert ran.stdout.splitlines() == ["b'x'", "certificate: for another host"]
    assert ran.stderr == ""


def test_https_to_a_server_that_speaks_none_is_a_plain_failure():
    with Origin({"/": answer(body=b"x")}) as origin:
        origin.base = origin.base.replace("http:", "https:")
        assert ask(origin).reason == "no secure connection (TLS)"


@pytest.mark.parametrize("host", ["nowhere.invalid", "a" * 64 + ".example", "xn--zzzzzz.invalid"])
def test_a_name_that_does_not_exist_is_a_failure(host, monkeypatch):
    def look_up(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    (failure,) = ask_all([Request(key="k", url=f"http://{host}/")])
    assert failure.reason in ("no such host name", "not a valid address")


def test_a_password_is_never_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
        addresses = [f"http://mira:secret@{host}/", "http://mira:secret@[::1", "http://mira:secret@10.0.0.1/"]
        failures = ask_all([Request(key=str(n), url=url) for n, url in enumerate(addresses)], allow_hosts=[host])
    assert len(failures) == 3
    assert not [failure for failure in failures if "secret" in repr(failure) or "mira" in repr(failure)]


def test_a_password_in_the_address_logs_in_and_stays_out_of_the_answer():
    with Origin({"/a": answer(302, headers={"Location": "/b"}), "/b": answer(body=b"x")}) as origin:
        origin.base = origin.base.replace("//", "//mira:secret@")
        got = ask(origin, "/a")
        assert origin.headers()["authorization"].startswith("Basic ")
    assert got.url == f"http://{origin.host}/b"
