"""A real HTTP server on loopback with feeds that tease and pages that tell, made up from a seed; it can misbehave."""

import hashlib
import json
import random
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PLACES = ["Grend", "Orsk", "Karsu", "Tolva", "Merin", "Zabel", "Uvest", "Dorrim"]
PEOPLE = ["Mira Hale", "Eldon Nam", "Sana Tarek", "Oleg Varnin", "Deniz Arslu", "Petra Voll"]
EVENTS = [
    "the dam above {p} gave way and the lower town was flooded",
    "police raided the cultural centre in {p} and took its director away",
    "the central bank in {p} raised its rate to {n} per cent",
    "miners in {p} walked out over pay after {n} of them were dismissed",
    "a ferry with {n} people on board ran aground near {p}",
    "the parliament in {p} voted to close the northern crossing",
]
AFTER = [
    "Schools in {p} stay closed until further notice, the town hall said on Monday.",
    "In {y} a similar dispute ended only after outside mediation.",
    '"Nobody here believes the official account," said {w}, director of the {p} Institute.',
    "The government could ask its neighbours for help next week, {w} said.",
    "At least {n} families have left their homes since the weekend.",
    "The region has depended on trade across the river for {n} years.",
]


class Newsstand:
    """`sources` × `each` articles, each on one of the made-up events.

    `faults` maps a source's number, or a page's pair of numbers, to a status, "cut" (half a body) or "blank" (none).
    """

    def __init__(self, *, sources=10, each=20, seed=1, newest=datetime(2026, 11, 23, 8, tzinfo=UTC)):
        self.faults = {}
        self.requests = []
        self.articles = {}
        random_ = random.Random(seed)
        for n in range(sources):
            for k in range(each):
                self.articles[n, k] = self._article(random_, k, newest - timedelta(minutes=7 * (k * sources + n)))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        self.sources = sources
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def sources_toml(self, **settings):
        """A sources.toml that reads everything here."""
        lines = ["[settings]", f'allow_hosts = ["{self.host}"]', *(f"{k} = {v}" for k, v in settings.items())]
        for n in range(self.sources):
            lines += ["[[source]]", f'id = "s{n}"', f'name = "Outlet {n}"', f'url = "http://{self.host}/{n}.xml"']
        return "\n".join(lines)

    def _article(self, random_, k, when):
        fill = {"p": PLACES[k % 8], "n": 3 + k % 40, "w": random_.choice(PEOPLE), "y": 2015 + k % 6}
        event = EVENTS[k % 6].format(**fill)
        body = [sentence.format(**fill) for sentence in random_.sample(AFTER, 4)]
        lede = f"Officials in {fill['p']} confirmed that {event}."
        return {"title": event[:1].upper() + event[1:], "when": when, "text": [lede, *body]}

    def _feed(self, n):
        items = "".join(
            f"<item><title>{escape(a['title'])}</title><link>http://{self.host}/{n}/{k}.html</link>"
            f"<guid>{n}-{k}</guid><pubDate>{format_datetime(a['when'])}</pubDate>"
            f"<description>{escape(a['text'][0])}</description></item>"
            for (m, k), a in self.articles.items()
            if m == n
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {n}</title>{items}</channel></rss>'

    def _page(self, n, k):
        a = self.articles[n, k]
        paragraphs = "".join(f"<p>{escape(p)}</p>" for p in a["text"])
        return (
            f"<!doctype html><html lang=en><head><title>{escape(a['title'])}</title></head><body>"
            "<nav><ul><li><a href=/1>World</a></li><li><a href=/2>Sport</a></li></ul></nav>"
            f"<article><h1>{escape(a['title'])}</h1>{paragraphs}</article>"
            "<footer><p>All rights reserved.</p></footer></body></html>"
        )

    def _handler(self):
        stand = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                """Keep the test's output quiet."""

            def do_GET(self):
                if self.path == "/robots.txt":
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                first, _, rest = self.path.strip("/").partition("/")
                n = int(first.removesuffix(".xml"))
                page = int(rest.removesuffix(".html")) if rest else None
                asked = self.headers.get("If-None-Match")
                fault = stand.faults.get(n if page is None else (n, page))
                body = (stand._feed(n) if page is None else stand._page(n, page)).encode()
                body = b"<p></p>" if fault == "blank" else body
                etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                status = fault if isinstance(fault, int) else 304 if asked == etag else 200
                stand.requests.append((self.path, asked, status))
                self.send_response(status)
                self.send_header("ETag", etag)
                if status != 304:
                    self.send_header("Content-Type", "application/xml" if page is None else "text/html; charset=utf-8")
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
                self.close_connection = fault == "cut"

        return Handler


def as_jsonl(articles):
    """Articles as documents, one JSON object a line."""
    return "\n".join(json.dumps(a, ensure_ascii=False) for a in articles) + "\n"
