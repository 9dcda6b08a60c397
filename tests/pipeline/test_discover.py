from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape

import pytest
from fetch.server import Origin, answer
from inline import Inline

from briefing.errors import InputError
from briefing.model import Found, Headline, Settings, Source
from briefing.pipeline.discover import discover
from briefing.pipeline.listing import Listed
from briefing.pipeline.run import Run
from briefing.store.workspace import Workspace

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
ITEM = "<item><title>{}</title><link>/{}</link><pubDate>Mon, 23 Nov 2026 0{}:00:00 GMT</pubDate></item>"


def feed(title="The Harbour Post", *, language="en", entries=3):
    items = "".join(ITEM.format(f"Ferry {n} leaves the harbour", n, n) for n in range(entries))
    head = f"<title>{escape(title)}</title><language>{language}</language><image><title>Logo</title></image>"
    text = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
    return answer(body=text.encode(), headers={"Content-Type": "application/rss+xml"})


def page(head="", body="<p>Welcome.</p>"):
    text = f"<!doctype html><html><head><title>Port</title>{head}</head><body>{body}</body></html>"
    return answer(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def link(href, kind="application/rss+xml"):
    return f'<link rel="alternate" type="{kind}" href="{href}">'


@contextmanager
def site(folder, routes, *, allowed=True):
    missing = answer(404, b"nothing here")
    with Origin({**dict.fromkeys(("/feed/", "/rss.xml", "/rss", "/atom.xml"), missing), **routes}) as origin:
        yield (
            origin,
            Run(
                workspace=Workspace(folder / "sources.toml", folder / "cache"),
                settings=Settings(allow_hosts=(origin.host,) if allowed else ()),
                sources=(),
                now=MORNING,
                executor=Inline(),
            ),
        )


def test_the_address_of_a_feed_is_asked_once(tmp_path):
    with site(tmp_path, {"/news": feed()}) as (origin, run):
        assert discover(run, f"{origin.base}/news") == (
            Found(
                url=f"{origin.base}/news",
                title="The Harbour Post",
                language="en",
                entries=3,
                newest=datetime(2026, 11, 23, 2, tzinfo=UTC),
                at=f"{origin.base}/news",
                kind="RSS",
                a_day=24.0,
                teases=True,
                headlines=tuple(
                    Headline(f"Ferry {n} leaves the harbour", datetime(2026, 11, 23, n, tzinfo=UTC)) for n in (2, 1, 0)
                ),
            ),
        )
        assert origin.paths() == ["/news"]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title></feed>', "A & B"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "J\\nson", "items": []}', "J son"),
        (b"<rss><channel><title><![CDATA[<b>Bold</b> news]]></title><item><title>x</title></item>", "Bold news"),
        ('<?xml version="1.0" encoding="windows-1251"?><rss><channel><title>Порт</title></channel></rss>'.encode(
            "cp1251"), "Порт"),
        (b"<rss><channel><item><title>Entry</title></item></channel></rss>", ""),
        (b"<rss><channel><title>\x1b[31mred\xe2\x80\xae</title></channel></rss>", "[31mred"),
    ],
)  # fmt: skip
def test_a_feed_is_called_what_it_calls_itself(tmp_path, body, title):
    with site(tmp_path, {"/f": answer(body=body)}) as (origin, run):
        assert discover(run, f"{origin.base}/f")[0].title == title


def test_the_feeds_that_a_page_names_are_told_in_its_order_each_once(tmp_path):
    head = (
        link("/b.xml") + link("/a.xml") + link("/b.xml") + link("/again") + link("/gone.xml") + link("/", "text/html")
    )
    routes = {
        "/": page(head, '<a href="/feed/other">feed</a>'),
        "/a.xml": feed("A"),
        "/b.xml": feed("B", entries=0),
        "/again": answer(302, headers={"Location": "/a.xml"}),
        "/gone.xml": answer(410),
    }
    with site(tmp_path, routes) as (origin, run):
        assert [(one.title, one.entries) for one in discover(run, origin.base)] == [("B", 0), ("A", 3)]
        assert "/feed/other" not in origin.paths()


def test_links_that_look_like_feeds_are_tried_where_a_page_names_none(tmp_path):
    body = (
        '<a href="/en/rss/all">RSS</a><a href="https://elsewhere.example/feed">theirs</a>'
        '<a href="/feedback">write to us</a><a href="javascript:alert(1)//feed">x</a>'
    )
    with site(tmp_path, {"/": page(body=body), "/en/rss/all": feed()}) as (origin, run):
        assert [one.url for one in discover(run, origin.base)] == [f"{origin.base}/en/rss/all"]
        assert sorted(origin.paths()) == ["/", "/en/rss/all"]


def test_at_most_four_usual_places_are_tried_last(tmp_path):
    with site(tmp_path, {"/deep/page": page(), "/rss": feed()}) as (origin, run):
        assert [one.url for one in discover(run, f"{origin.base}/deep/page")] == [f"{origin.base}/rss"]
        assert len(origin.paths()) == 5


def test_a_page_can_not_lead_to_a_private_address_or_another_scheme(tmp_path):
    with Origin({"/feed": feed()}) as inner:
        head = "".join(
            link(href)
            for href in (
                f"{inner.base}/feed",
                "http://169.254.169.254/latest/feed",
                "http://[::1]/feed",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "/hop",
            )
        )
        routes = {"/": page(head), "/hop": answer(302, headers={"Location": f"{inner.base}/feed"})}
        with site(tmp_path, routes) as (origin, run), pytest.raises(InputError, match="no feed was found there"):
            discover(run, origin.base)
        assert inner.requests == []


def test_a_page_of_many_feeds_is_not_followed_for_ever(tmp_path):
    with site(tmp_path, {"/": page("".join(link(f"/{n}.xml") for n in range(300)))}) as (origin, run):
        origin.routes |= {f"/{n}.xml": feed(f"F{n}") for n in range(300)}
        assert len(discover(run, origin.base)) == 20
        assert len(origin.paths()) == 21


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"%PDF-1.7\x00", "not text"), (b"", "no feed was found"), (b"<html" + b" a" * 900 + b">", "too many attributes")],
)
def test_what_is_neither_feed_nor_page_is_refused_in_one_line(tmp_path, body, reason):
    with site(tmp_path, {"/": answer(body=body)}) as (origin, run), pytest.raises(InputError, match=reason) as raised:
        discover(run, origin.base)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://port.example/feed", "only http and https"),
        ("javascript:alert(1)", "https://javascript:alert.* not a valid address"),
        ("", "only http and https"),
        ("127.0.0.1:9", "https://127.0.0.1:9: refused: private address"),
        ("http://[", "not a valid address"),
    ],
)
def test_an_address_that_can_not_be_asked_is_refused(tmp_path, url, reason):
    with site(tmp_path, {}, allowed=False) as (_, run), pytest.raises(InputError, match=reason):
        discover(run, url)


def test_a_proposed_source_has_an_id_that_is_free():
    def ids(*titles):
        listed = Listed()
        for n, title in enumerate(titles):
            source = listed.proposed(_found(title, f"https://www.port.example/{n}"))
            listed.add(source)
            yield source.id, source.name

    title = "Порт: новости & погода"
    assert list(ids(title, title, "")) == [
        ("port-novosti-pogoda", title),
        ("port-novosti-pogoda-2", title),
        ("port-example", "port.example"),
    ]
    assert next(ids("صحيفة الميناء")) == ("port-example", "صحيفة الميناء")
    assert all(len(id_) <= 40 for id_, _ in ids("word " * 30))


def _found(title, url):
    plain = {"kind": "RSS", "language": "ru", "entries": 0, "newest": None, "a_day": None, "teases": False}
    return Found(title=title, url=url, at=url, headlines=(), **plain)


@pytest.mark.parametrize("url", ["http://port.example/feed/", "www.port.example/feed", "https://PORT.example/feed"])
def test_an_address_is_the_same_whatever_its_scheme_www_and_last_slash(url):
    source = Source(id="port", name="Port", url="https://www.port.example/feed")
    with pytest.raises(InputError, match="is read already, as port"):
        Listed((source,)).refuse(url)
    Listed((source,)).refuse("https://port.example/feed?of=sport")
