"""A server for the load of feeds: the same files on many loopback addresses, each answer late, and what it saw.

    python tests/bench/hosts.py FOLDER --hosts 64 --port 8766 --latency-ms 150

It listens on 127.0.0.1 to 127.0.0.N, sends validators, answers 304 to them, and keeps connections. GET /__stats on the
first tells of the requests since the last /__reset: how many of which status, and the most at once of one host or all.
"""

import argparse
import asyncio
import hashlib
import json
from collections import Counter
from pathlib import Path

TEXT = "application/rss+xml; charset=utf-8"


class Server:
    """Serves the files below `folder`, each answer after `latency` seconds."""

    def __init__(self, folder, latency):
        self.files = {f"/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*.xml")}
        self.tags = {path: f'"{hashlib.sha256(body).hexdigest()[:16]}"' for path, body in self.files.items()}
        self.latency = latency
        self.now = Counter()
        self.reset()

    def reset(self):
        self.statuses, self.most, self.most_of_one = Counter(), 0, 0

    async def serve(self, reader, writer):
        """Answer one connection until it ends."""
        host = writer.get_extra_info("sockname")[0]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path, headers = _parsed(head)
                if path.startswith("/__"):
                    writer.write(self._control(path))
                else:
                    writer.write(await self._late(host, path, headers))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _late(self, host, path, headers):
        self.now[host] += 1
        self.most = max(self.most, self.now.total())
        self.most_of_one = max(self.most_of_one, self.now[host])
        await asyncio.sleep(self.latency)
        self.now[host] -= 1
        body = self.files.get(path)
        if body is None:
            return self._answer(404, b"")
        tag = self.tags[path]
        return self._answer(304, b"", tag) if headers.get("if-none-match") == tag else self._answer(200, body, tag)

    def _answer(self, status, body, tag=""):
        self.statuses[status] += 1
        lines = [f"HTTP/1.1 {status} x", f"Content-Type: {TEXT}", *([f"ETag: {tag}"] if tag else [])]
        lines += [] if status == 304 else [f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _control(self, path):
        if path == "/__reset":
            self.reset()
        seen = {f"s{status}": number for status, number in self.statuses.items()}
        body = json.dumps({**seen, "most": self.most, "most_of_one": self.most_of_one}).encode()
        return f"HTTP/1.1 200 x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def _parsed(head):
    first, *rest = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in rest if line)
    return first.split()[1], {name.lower(): value.strip() for name, _, value in pairs}


async def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hosts", type=int, default=64)
    parser.add_argument("--port", type=int, default=8766)
    parser.add_argument("--latency-ms", type=int, default=150)
    options = parser.parse_args()
    server = Server(options.folder, options.latency_ms / 1000)
    hosts = [f"127.0.0.{n + 1}" for n in range(min(options.hosts, 254))]
    listening = await asyncio.start_server(server.serve, hosts, options.port, backlog=512)
    async with listening:
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
