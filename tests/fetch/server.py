"""A real HTTP/1.1 server on loopback whose every byte is the test's: honest, slow, cut, packed or lying."""

import socket
import socketserver
import struct
import threading
import time
from contextlib import ExitStack, suppress


def answer(status=200, body=b"", headers=(), *, length=None):
    """A whole response as bytes; `length` may lie, -1 sends none and the connection's end is the body's."""
    lines = [f"HTTP/1.1 {status} Said By Server"]
    lines += [f"{name}: {value}" for name, value in dict(headers).items()]
    if length != -1 and status != 304:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def last(body=b"x"):
    """A whole response that ends its connection and says so, as one that is yielded must to be followed by others."""
    return answer(body=body, headers={"Connection": "close"})


class Origin:
    """Answers GET `path` with `routes[path]`: bytes, or what a function of the headers returns or yields.

    A response that `answer` framed keeps its connection; one that is yielded, lies or is no HTTP ends it, with a
    reset instead of a farewell if `tears_down`.
    `requests` are (path, headers) as they came, `most` how many there were at once: one is over before its last bytes
    leave, for who has read them may ask again before this server's thread is back.
    """

    def __init__(self, routes, *, host="127.0.0.1", tls=None):
        self.routes = routes
        self.requests = []
        self.connections = 0
        self.most = 0
        self.tears_down = False
        self._now = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._server = _Server((host, 0), self._handle)
        self.port = self._server.server_address[1]
        self.host = f"{host}:{self.port}"
        self.base = f"{'https' if tls else 'http'}://{self.host}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def paths(self):
        return [path for path, _ in self.requests]

    def headers(self, n=-1):
        return self.requests[n][1]

    def _handle(self, connection, *_):
        connection.settimeout(30)
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with self._lock:
                self.connections += 1
            with connection, connection.makefile("rb") as reader:
                while self._serve(connection, reader):
                    pass
                if self.tears_down:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass

    def _serve(self, connection, reader):
        words = reader.readline().split()
        if words[:1] != [b"GET"]:
            connection.sendall(answer(400))
            return False
        headers = {}
        while (line := reader.readline().strip()) != b"":
            name, _, value = line.decode("utf-8", "surrogateescape").partition(":")
            headers[name.lower()] = value.strip()
        with self._lock:
            self.requests.append((words[1].decode(), headers))
            self._now += 1
            self.most = max(self.most, self._now)
        said = self.routes.get(words[1].decode(), answer(404))
        over = ExitStack()
        with over:
            over.callback(self._count_one_less)
            said = said(headers) if callable(said) else said
            for piece in [said] if isinstance(said, bytes) else said:
                if _is_framed(piece):
                    over.close()
                connection.sendall(piece)
        return isinstance(said, bytes) and _is_framed(said)

    def _count_one_less(self):
        with self._lock:
            self._now -= 1


class _Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def shutdown_request(self, request):
        with suppress(OSError):  # a connection that was torn down is no more
            request.shutdown(socket.SHUT_RDWR)
        request.close()


def _is_framed(said):
    head, _, body = said.partition(b"\r\n\r\n")
    return b"HTTP/1.1 304" in head or f"Content-Length: {len(body)}".encode() in head.splitlines()


def drip(pieces, *, every):
    """Yield `pieces` with a pause between."""
    for n, piece in enumerate(pieces):
        time.sleep(every if n else 0)
        yield piece
