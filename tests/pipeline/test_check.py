"""How each source fares, asked of a real server."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fetch.server import Origin, answer
from inline import Inline

from briefing.model import Settings, Source
from briefing.pipeline.check import check
from briefing.pipeline.gather import gather
from briefing.pipeline.run import Run
from briefing.render.health import advice, facts, trouble
from briefing.store.workspace import Workspace
from briefing.words import speak

_USUAL = ("/rss.xml", "/atom.xml")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def feed(title="Port", *, day=23, etag=""):
    items = "".join(
        f"<item><title>Ferry {n} leaves</title><guid>{n}</guid><pubDate>{day} Nov 2026 0{n}:00:00 GMT</pubDate></item>"
        for n in range(1, 9)
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'

    def told(headers):
        if etag and headers.get("if-none-match") == etag:
            return answer(304, headers={"ETag": etag})
        return answer(body=text.encode(), headers={"ETag": etag} if etag else {})

    return told


@contextmanager
def asked(folder, routes):
    """A run over one source for each route that ends in .xml."""
    with Origin(routes) as origin:
        names = [path for path in routes if path.endswith(".xml")]
        yield (
            origin,
            Run(
                workspace=Workspace(folder / "sources.toml", folder / "cache"),
                settings=Settings(allow_hosts=(origin.host,)),
                sources=tuple(Source(id=path[1:-4], name=path[1:-4], url=f"{origin.base}{path}") for path in names),
                now=NOW,
                executor=Inline(),
            ),
        )


def test_the_worst_comes_first_and_says_why(tmp_path):
    routes = {
        "/fine.xml": feed(etag='"a"'),
        "/old.xml": feed(day=12),
        "/away.xml": answer(301, headers={"Location": "/fine.xml"}),
        "/dead.xml": answer(410),
        "/page.xml": answer(body=b"<html><body>Hello</body></html>"),
    }
    with asked(tmp_path, routes) as (origin, run):
        found = check(run)
        both = ((trouble(one, speak(), now=NOW), facts(one, speak(), now=NOW)) for one in found)
        told = {one.source.id: (one.standing, *lines) for one, lines in zip(found, both, strict=True)}
        assert list(told) == ["dead", "page", "away", "old", "fine"]
        assert told["dead"][1].startswith("FAILED: gone (410)")
        assert "a web page, not a feed; never read yet" in told["page"][1]
        assert told["away"][1] == f"has moved to {origin.base}/fine.xml"
        assert advice(found[2]) == f"briefing sources move away {origin.base}/fine.xml"
        assert told["old"][1] == "no news for 11 d"
        assert told["fine"] == ("ok", "", "newest 4 h old; 24 a day; 8 entries; sends validators")
        # no feed is asked twice; of the dead ones' site the home page and the usual places are
        asked_for = [path for path in origin.paths() if path.endswith(".xml") and path not in ("/fine.xml", *_USUAL)]
        assert sorted(asked_for) == ["/away.xml", "/dead.xml", "/old.xml", "/page.xml"]
        assert origin.paths().count("/") == 2


def test_a_server_that_rests_is_left_alone(tmp_path):
    with asked(tmp_path, {"/busy.xml": answer(503, headers={"Retry-After": "3600"})}) as (origin, run):
        assert "503, retry after " in trouble(check(run)[0], speak(), now=NOW)
        gather(run)
        before = len(origin.requests)
        assert check(run)[0].standing == "failing"
        assert len(origin.requests) == before


def test_what_is_stored_tells_since_when_and_whether_validators_are_honoured(tmp_path):
    with asked(tmp_path, {"/fine.xml": feed(etag='"a"'), "/off.xml": feed()}) as (origin, run):
        gather(run)
        origin.routes["/off.xml"] = answer(404)
        for hours in (3, 5):
            gather(replace(run, now=NOW + timedelta(hours=hours), only=frozenset(("off",))))
        later = check(replace(run, now=NOW + timedelta(hours=6)))
        assert [one.source.id for one in later] == ["off", "fine"]
        told = trouble(later[0], speak(), now=NOW + timedelta(hours=6))
        assert told == "FAILED: not found (404), 2 times since 2026-11-23; last read 6 h ago"
        assert later[1].spares == "honoured"
        assert (later[1].entries, round(later[1].a_day)) == (8, 24)
        assert "if-none-match" in dict(next(h for p, h in reversed(origin.requests) if p == "/fine.xml"))


def test_a_dead_feed_whose_site_names_another_is_told_where_to_look(tmp_path):
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("fine.xml", "new/feed")
    )
    routes = {
        "/fine.xml": feed(),
        "/dead.xml": answer(404),
        "/": answer(body=f"<html><head>{links}</head></html>".encode()),
        "/new/feed": feed("New"),
    }
    with asked(tmp_path, routes) as (origin, run):
        dead = check(run)[0]
        assert (dead.standing, dead.suggested) == ("failing", f"{origin.base}/new/feed")
        assert advice(dead) == f"briefing sources move dead {origin.base}/new/feed"
