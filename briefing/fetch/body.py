"""A response's body, unpacked piece by piece: no answer, however well packed, takes more memory than its limit."""

import zlib
from collections.abc import AsyncIterator

from briefing.fetch.request import Limits
from briefing.fetch.trouble import CUT, Trouble

_GZIP_START = b"\x1f\x8b"
_GZIP = 31
_ZLIB = 15
_RAW = -15


async def read_body(pieces: AsyncIterator[bytes], coding: str, limits: Limits, *, enough: int = 0) -> bytes:
    """Join and unpack the raw pieces of a body; `coding` is the Content-Encoding header (RFC 9110, 8.4), "" if none.

    Of a body that is larger than `enough`, if that is not 0, so much is read.

    Raises:
        Trouble: it is too large, cut short, damaged or packed in an unknown way.
    """
    inflater = Inflater(coding, limit=limits.inflated_bytes)
    received = 0
    async for piece in pieces:
        received += len(piece)
        if received > limits.raw_bytes:
            raise too_large(limits.raw_bytes)
        inflater.feed(piece)
        if 0 < enough <= inflater.size:
            return inflater.so_far()[:enough]
    return inflater.finish()


def too_large(limit: int) -> Trouble:
    """Tell of a body over `limit` bytes."""
    return Trouble(f"the body is larger than {limit / 1e6:g} MB")


class Inflater:
    """Unpacks gzip and deflate, the latter with and without its zlib header, since servers send both.

    A gzip body may have several members; what follows the last one and is none is ignored, as browsers do.
    """

    def __init__(self, coding: str, *, limit: int) -> None:
        """Unpack what a Content-Encoding header calls `coding` to at most `limit` bytes, else raise Trouble."""
        self._coding = coding.strip().lower().removeprefix("x-")
        if self._coding not in ("", "identity", "gzip", "deflate"):
            raise Trouble("the body is packed in an unknown way")
        self._limit = limit
        self._size = 0
        self._parts: list[bytes] = []
        self._head = b""
        self._stream = zlib.decompressobj(_GZIP) if self._coding == "gzip" else None
        self._begun = False

    def feed(self, data: bytes) -> None:
        """Unpack the next piece."""
        if self._coding in ("", "identity"):
            self._keep(data)
            return
        if not self._begun:
            # two bytes tell which deflate it is and whether another gzip member follows
            self._head += data
            if len(self._head) < len(_GZIP_START):
                return
            data, self._head, self._begun = self._head, b"", True
            self._stream = self._stream or zlib.decompressobj(_ZLIB if _is_zlib(data) else _RAW)
        while data:
            data = self._inflate(data)

    @property
    def size(self) -> int:
        """How many bytes were unpacked."""
        return self._size

    def so_far(self) -> bytes:
        """What was unpacked, be it all or not."""
        return b"".join(self._parts)

    def finish(self) -> bytes:
        """Return the body; raise Trouble if not all of it came."""
        if self._head or (self._begun and self._stream and not self._stream.eof):
            raise Trouble(CUT)
        return self.so_far()

    def _inflate(self, data: bytes) -> bytes:
        """Unpack `data`; returns what another round has to look at."""
        if self._stream is None:
            return b""
        if self._stream.eof:
            if self._coding != "gzip" or not data.startswith(_GZIP_START):
                self._stream = None
                return b""
            self._stream = zlib.decompressobj(_GZIP)
        try:
            self._keep(self._stream.decompress(data, self._limit - self._size + 1))
        except zlib.error:
            raise Trouble("the body's packing is damaged") from None
        return self._stream.unconsumed_tail or self._stream.unused_data

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise too_large(self._limit)
        if data:
            self._parts.append(data)


def _is_zlib(data: bytes) -> bool:
    """Whether `data` starts with a zlib header (RFC 1950, 2.2)."""
    return data[0] & 0x0F == zlib.DEFLATED and (data[0] << 8 | data[1]) % 31 == 0
