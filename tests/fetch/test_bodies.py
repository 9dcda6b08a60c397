import gzip
import tracemalloc
import zlib

import pytest
from fetch.asking import ask
from fetch.server import Origin, answer, drip

from briefing.fetch import Limits

TEXT = "Grend harbour reopened on Monday. مرفأ غريند\n".encode() * 300


def raw_deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def packed(body, coding):
    return answer(body=body, headers={"Content-Encoding": coding})


PACKED = {
    "gzip": (gzip.compress(TEXT), "gzip"),
    "x-gzip": (gzip.compress(TEXT), "X-GZip"),
    "two gzip members": (gzip.compress(TEXT[:50]) + gzip.compress(TEXT[50:]), "gzip"),
    "gzip with padding": (gzip.compress(TEXT) + b"\0" * 40, "gzip"),
    "zlib": (zlib.compress(TEXT), "deflate"),
    "raw deflate": (raw_deflate(TEXT), "deflate"),
    "none": (TEXT, "identity"),
}


@pytest.mark.parametrize("how", PACKED)
def test_a_packed_body_is_unpacked(how):
    with Origin({"/": packed(*PACKED[how])}) as origin:
        assert ask(origin).body == TEXT


@pytest.mark.parametrize("how", PACKED)
def test_a_packed_body_is_unpacked_byte_by_byte(how):
    body, coding = PACKED[how]
    head, _, _ = packed(body, coding).partition(b"\r\n\r\n")
    pieces = [head + b"\r\n\r\n" + body[:1], body[1:2], body[2:40], body[40:]]
    with Origin({"/": lambda _: drip(pieces, every=0.02)}) as origin:
        assert ask(origin).body == TEXT


def test_chunks_are_joined():
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (b"one ", b"two ", b"three"))
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Origin({"/": head + chunks + b"0\r\n\r\n", "/cut": head + chunks}) as origin:
        assert ask(origin).body == b"one two three"
        assert ask(origin, "/cut").reason == "the body is cut short"


def test_a_body_may_end_with_its_connection():
    with Origin({"/": answer(body=TEXT, length=-1)}) as origin:
        assert ask(origin).body == TEXT


def test_a_body_shorter_than_announced_is_a_failure():
    with Origin({"/": answer(body=TEXT, length=len(TEXT) + 1)}) as origin:
        assert ask(origin).reason == "the body is cut short"


@pytest.mark.parametrize("how", ["gzip", "two gzip members", "zlib", "raw deflate"])
@pytest.mark.parametrize("kept", [1, 0.5, -1])
def test_a_packed_body_that_stops_is_a_failure(how, kept):
    body, coding = PACKED[how]
    cut = body[: int(kept if abs(kept) == 1 else kept * len(body))]
    with Origin({"/": packed(cut, coding)}) as origin:
        assert ask(origin).reason == "the body is cut short"


def test_an_empty_body_is_empty_however_it_claims_to_be_packed():
    with Origin({"/": packed(b"", "gzip")}) as origin:
        assert ask(origin).body == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_damaged_packing_is_a_failure(coding):
    body = {"gzip": gzip.compress(TEXT), "deflate": zlib.compress(TEXT)}[coding]
    with Origin({"/": packed(body[:60] + b"\xff" * 60 + body[120:], coding)}) as origin:
        assert ask(origin).reason == "the body's packing is damaged"


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "nonsense"])
def test_a_packing_never_asked_for_is_a_failure(coding):
    with Origin({"/": packed(TEXT, coding)}) as origin:
        assert ask(origin).reason == "the body is packed in an unknown way"


def test_a_bomb_takes_no_more_memory_than_its_limit():
    bomb = gzip.compress(bytes(100_000_000), 9)
    with Origin({"/": packed(bomb, "gzip")}) as origin:
        tracemalloc.start()
        failure = ask(origin, limits=Limits(inflated_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert failure.reason == "the body is larger than 1 MB"
    assert peak < 20_000_000


def test_an_announced_size_over_the_limit_is_not_read():
    with Origin({"/": answer(body=b"x" * 10, length=2_000_001)}) as origin:
        assert ask(origin, limits=Limits(raw_bytes=2_000_000)).reason == "the body is larger than 2 MB"


def test_an_endless_body_is_left_at_the_limit():
    def endless(_):
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        while True:
            yield b"8000\r\n" + b"x" * 0x8000 + b"\r\n"

    with Origin({"/": endless}) as origin:
        assert ask(origin, limits=Limits(raw_bytes=500_000)).reason == "the body is larger than 0.5 MB"


def test_a_body_just_at_the_limit_is_read():
    limits = Limits(raw_bytes=len(TEXT), inflated_bytes=len(TEXT))
    with Origin({"/": answer(body=TEXT), "/more": answer(body=TEXT + b"!")}) as origin:
        assert ask(origin, limits=limits).body == TEXT
        assert "larger" in ask(origin, "/more", limits=limits).reason
