"""Hostile feeds, pages and texts through the program itself: time, memory, and what it says of each.

    python tests/bench/hostile.py [--only WORDS] [--command fetch|refresh|print|analyse|group] [--scale 1.0]

The cases are those of hostile_cases.py, at the size that `--scale` multiplies. Feeds and pages are
served on loopback and read by `refresh` (a page as the article of a feed that teases it); feeds, pages and texts are
also given to `print` by hand. Wall time and the processor's are the command's with all its processes, memory is
the most that all of them held at one moment. Exit code 1 where a command took longer than 20 s of its own, or more than
600 MB, or wrote a trace.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from hostile_cases import feeds, pages, rss, texts

MOST_SECONDS, MOST_MB = 20, 600
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Stand:
    """Serves one body at /feed or, teased by a feed, at /page."""

    def __init__(self):
        stand = self
        self.body, self.is_page = b"", False

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                base = f"http://{stand.host}"
                tease = rss(f"<item><title>Dam at Orsk gives way</title><link>{base}/page</link><guid>1</guid></item>")
                body = tease.encode() if stand.is_page and self.path == "/feed" else stand.body
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if self.path == "/page" else "application/xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(OSError):
                    self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def measured(command, folder):
    """Wall and processor seconds, peak megabytes of all processes at once, exit code and stderr of a command."""
    began = time.monotonic()
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        running = subprocess.Popen(
            [sys.executable, "-m", "briefing", *command],
            stdout=out,
            stderr=err,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
        )
        peak, spent = 0, {}
        while running.poll() is None:
            memory = 0
            for process in _tree(running.pid):
                with suppress(OSError, IndexError, ValueError):
                    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                    spent[process] = (int(fields[11]) + int(fields[12])) / TICK
                    memory += int(fields[21]) * PAGE
            peak = max(peak, memory)
            if time.monotonic() - began > 400:
                running.kill()
            time.sleep(0.05)
    told = (folder / "stderr").read_text("utf-8", "replace")
    return time.monotonic() - began, sum(spent.values()), peak / 2**20, running.returncode, told


def _tree(root):
    """The processes of the session that `root` began."""
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                if int((path / "stat").read_text().rpartition(")")[2].split()[3]) == root:
                    yield path.name


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="cases with these words in their names")
    parser.add_argument("--kind", choices=["feeds", "pages", "texts"], action="append")
    parser.add_argument(
        "--command", choices=["refresh", "fetch", "print", "analyse", "group", "print URL"], action="append"
    )
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    stand, bad = Stand(), 0
    print(f"{'command':10} {'case':34} {'MB in':>6} {'wall s':>7} {'CPU s':>7} {'MB':>5} code  said")
    for kind, cases in (("feeds", feeds), ("pages", pages), ("texts", texts)):
        if options.kind and kind not in options.kind:
            continue
        for name, text in cases(options.scale):
            if options.only not in name:
                continue
            body = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
            for command in options.command or (["print"] if kind == "texts" else ["refresh", "print"]):
                bad += _case(stand, kind, name, body, command)
    return 1 if bad else 0


def _case(stand, kind, name, body, command):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        suffix = {"feeds": ".json" if "JSON" in name else ".xml", "pages": ".html", "texts": ".txt"}[kind]
        (folder / f"case{suffix}").write_bytes(body)
        stand.body, stand.is_page = body, kind == "pages"
        source = f'[settings]\nallow_hosts = ["{stand.host}"]\n[[source]]\nid = "h"\nname = "Harbour"\nurl = "http://{stand.host}/feed"\n'
        (folder / "sources.toml").write_text(source, "utf-8")
        words = {
            "refresh": ["print", "--refresh", "--workspace", ".", "--format", "json"],
            "fetch": ["fetch", "-v", "--workspace", "."],
            "print URL": [
                "print",
                f"http://{stand.host}/{'page' if kind == 'pages' else 'feed'}",
                "--allow-host",
                stand.host,
            ],
        }.get(command, [command, f"case{suffix}"])
        wall, cpu, memory, code, told = measured(words, folder)
        said = told.strip().splitlines()[-1] if told.strip() else ""
        if command == "refresh":
            with suppress(ValueError):
                failures = json.loads((folder / "stdout").read_text("utf-8"))["failures"]
                said = "; ".join(failure["reason"] for failure in failures)[:200] or said
        wrong = (
            cpu > MOST_SECONDS or memory > MOST_MB or "Traceback" in told or code not in (0, 1, 2) or "bug in" in told
        )
        numbers = f"{len(body) / 1e6:6.1f} {wall:7.1f} {cpu:7.1f} {memory:5.0f} {code:4}{'!' if wrong else ' '}"
        print(f"{command:10} {name:34} {numbers} {said[:110]}", flush=True)
        return wrong


if __name__ == "__main__":
    sys.exit(main())
