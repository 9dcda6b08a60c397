"""Answers that bend the rules of HTTP/1.1: each is read as a browser would, or refused in one line, and soon."""

import pytest
from fetch.asking import ask
from fetch.server import Origin

from briefing.fetch import Limits, Response

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
READ = {
    "chunk extensions": OK + CHUNKED + b'\r\n3;a=b;c="d"\r\none\r\n0;x\r\n\r\n',
    "trailers": OK + CHUNKED + b"\r\n3\r\none\r\n0\r\nX-Sum: 1\r\nSet-Cookie: a=b\r\n\r\n",
    "a few answers before the answer": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 3
    + OK
    + b"Content-Length: 3\r\n\r\none",
    "a body after another": OK + b"Content-Length: 3\r\n\r\noneHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo",
}
REFUSED = {
    "a negative length": OK + b"Content-Length: -1\r\n\r\none",
    "two lengths": OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\none!",
    "a length in words": OK + b"Content-Length: three\r\n\r\none",
    "a length and chunks": OK + CHUNKED + b"Content-Length: 3\r\n\r\n3\r\none\r\n0\r\n\r\n",
    "a chunk of negative size": OK + CHUNKED + b"\r\n-3\r\none\r\n0\r\n\r\n",
    "a chunk without size": OK + CHUNKED + b"\r\nxyz\r\none\r\n0\r\n\r\n",
    "a chunk of a million digits": OK + CHUNKED + b"\r\n" + b"1" * 1_000_000 + b"\r\n",
    "a chunk extension without end": OK + CHUNKED + b"\r\n3;" + b"x" * 1_000_000,
    "ten thousand cookies": OK + b"Set-Cookie: a=b\r\n" * 10_000 + b"Content-Length: 3\r\n\r\none",
    "a part of a body": b"HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\n\r\none",
    "no content, with a body": b"HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\none",
    "nothing new, unasked": b"HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\none",
}


@pytest.fixture(scope="module")
def origin():
    served = {**READ, **REFUSED}
    with Origin({f"/{n}": said for n, said in enumerate(served.values())}) as origin:
        yield origin


@pytest.mark.parametrize("case", READ)
def test_odd_framing_that_is_lawful_is_read(origin, case):
    assert ask(origin, f"/{list(READ).index(case)}").body == b"one"


@pytest.mark.parametrize("case", REFUSED)
def test_broken_framing_is_a_failure_of_one_line(origin, case):
    failure = ask(origin, f"/{len(READ) + list(REFUSED).index(case)}", limits=Limits(seconds=5))
    assert not isinstance(failure, Response)
    assert "unexpected" not in failure.reason
    assert "\n" not in failure.reason


def test_early_answers_without_end_stop_at_the_deadline():
    def flood(_):
        while True:
            yield b"HTTP/1.1 102 Processing\r\n\r\n" * 100

    with Origin({"/": flood}) as origin:
        assert "0.3 s" in ask(origin, limits=Limits(seconds=0.3)).reason
