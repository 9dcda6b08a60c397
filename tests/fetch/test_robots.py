"""robots.txt over real sockets (RFC 9309)."""

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fetch.asking import ask_all
from fetch.server import Origin, answer

from briefing.fetch import REFUSED, Hosts, Limits, Request, Response
from briefing.fetch.robots import Rules
from briefing.model import Robots

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
KEPT_OUT = "User-agent: *\nDisallow: /private\n"


def pages(origin, *paths, known=(), learn=None, now=NOW, allow=(), **limits):
    wanted = [Request(key=path, url=origin.base + path, robots=True) for path in paths]
    allowed = [origin.host, *allow]
    hosts = Hosts(known, now=now, learn=learn)
    return {one.key: one for one in ask_all(wanted, allow_hosts=allowed, hosts=hosts, limits=Limits(**limits))}


def site(robots, *paths, **routes):
    said = robots if isinstance(robots, bytes) else answer(body=robots.encode())
    return Origin({"/robots.txt": said, **dict.fromkeys(paths, answer(body=b"page")), **routes})


def test_a_page_that_may_not_be_read_is_not_asked_for():
    with site(KEPT_OUT, "/private/1", "/public") as origin:
        got = pages(origin, "/private/1", "/public")
        assert sorted(origin.paths()) == ["/public", "/robots.txt"]
    assert (got["/private/1"].reason, got["/private/1"].refused) == (REFUSED, True)
    assert timedelta(hours=23) < got["/private/1"].retry_after - NOW <= timedelta(hours=25)
    assert got["/public"].body == b"page"


def test_what_is_asked_by_hand_and_feeds_do_not_ask_robots():
    with site(KEPT_OUT, "/private/1") as origin:
        (got,) = ask_all([Request(key="k", url=f"{origin.base}/private/1")], allow_hosts=[origin.host])
        assert (got.body, origin.paths()) == (b"page", ["/private/1"])


def test_it_is_asked_for_once_a_day_and_by_its_port():
    learnt = []
    with site(KEPT_OUT, "/a", "/b", "/c") as origin:
        pages(origin, "/a", "/b", "/c", learn=learnt.append)
        assert origin.paths().count("/robots.txt") == 1
        (robots,) = learnt
        assert (robots.site, robots.text, robots.failure) == (origin.base, KEPT_OUT, "")
        pages(origin, "/a", known=learnt, now=NOW + timedelta(hours=23))
        assert origin.paths().count("/robots.txt") == 1
        pages(origin, "/a", known=learnt, now=NOW + timedelta(hours=25))
        pages(origin, "/a", known=learnt, now=NOW - timedelta(days=1))  # it was asked for under a wrong clock
        assert origin.paths().count("/robots.txt") == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204])
def test_where_there_is_none_all_may_be_read(status):
    with site(answer(status), "/private/1") as origin:
        assert isinstance(pages(origin, "/private/1")["/private/1"], Response)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answer(500), "internal server error (500)"),
        (answer(503), "service unavailable (503)"),
        (b"", "the connection was closed"),
        (answer(body=b"x", length=9), "the body is cut short"),
        (answer(302, headers={"Location": "http://10.0.0.1/robots.txt"}), "refused: private address"),
    ],
)
def test_while_it_can_not_be_read_no_page_is_asked_for_now(said, why):
    learnt = []
    with site(said, "/a", "/b") as origin:
        got = pages(origin, "/a", "/b", learn=learnt.append)
        assert set(origin.paths()) == {"/robots.txt"}
        assert len(origin.paths()) <= 2  # aiohttp asks once more where a connection ends without a word
    assert {one.reason for one in got.values()} == {f"robots.txt can't be read: {why}"}
    assert not got["/a"].refused
    assert timedelta(minutes=59) < got["/a"].retry_after - NOW < timedelta(minutes=61)
    (robots,) = learnt
    assert (robots.text, robots.failure) == (None, why)


def test_what_was_read_before_holds_while_it_can_not_be_read():
    with site(answer(500), "/private/1", "/a") as origin:
        old = Robots(site=origin.base, asked=NOW - timedelta(days=2), text=KEPT_OUT)
        got = pages(origin, "/private/1", "/a", known=[old])
        assert origin.paths().count("/robots.txt") == 1
    assert got["/private/1"].refused
    assert got["/a"].body == b"page"


def test_a_host_that_asks_for_a_rest_there_is_left_alone():
    learnt = []
    with site(answer(429, headers={"Retry-After": "600"}), "/a", "/b") as origin:
        got = pages(origin, "/a", "/b", learn=learnt.append)
        assert origin.paths() == ["/robots.txt"]
    assert {one.reason for one in got.values()} == {"429, retry after 08:10 UTC"}
    assert [type(one).__name__ for one in learnt] == ["Rest"]


def test_it_may_lie_behind_redirects_to_another_host():
    with Origin({"/r": answer(body=KEPT_OUT.encode())}, host="127.0.0.2") as other:
        moved = answer(301, headers={"Location": f"{other.base}/r"})
        with site(moved, "/private/1", "/a") as origin:
            got = pages(origin, "/private/1", "/a", allow=[other.host])
    assert got["/private/1"].refused
    assert got["/a"].body == b"page"


def test_one_that_is_redirected_for_ever_is_none():
    with site(answer(302, headers={"Location": "/robots.txt"}), "/a") as origin:
        assert pages(origin, "/a")["/a"].body == b"page"


def test_a_redirect_of_a_page_asks_the_robots_of_where_it_leads():
    with Origin(
        {"/robots.txt": answer(body=KEPT_OUT.encode()), "/private/1": answer(body=b"x")}, host="127.0.0.2"
    ) as far:
        leads = answer(302, headers={"Location": f"{far.base}/private/1"})
        with Origin({"/robots.txt": answer(404), "/a": leads}) as origin:
            got = pages(origin, "/a", allow=[far.host])["/a"]
        assert far.paths() == ["/robots.txt"]
    assert got.refused


def test_no_more_of_it_is_read_than_five_hundred_kilobytes():
    learnt = []
    long = KEPT_OUT + "# so it goes\n" * 100_000 + "Disallow: /late\n"
    with site(long, "/private/1", "/late") as origin:
        got = pages(origin, "/private/1", "/late", learn=learnt.append)
    assert got["/private/1"].refused
    assert got["/late"].body == b"page"
    assert len(learnt[0].text) == 500 * 1024


def test_the_pause_that_it_asks_for_lies_between_pages_and_what_does_not_fit_waits_for_the_next_time():
    times = []

    def noted(_):
        times.append(time.monotonic())
        return answer(body=b"page")

    paths = [f"/{n}" for n in range(9)]
    with site("User-agent: *\nCrawl-delay: 3600\n", **dict.fromkeys(paths, noted)) as origin:
        got = pages(origin, *paths, longest_gap=0.25, queue_seconds=0.5)
    assert all(later - sooner > 0.2 for sooner, later in pairwise(times))
    left = [one for one in got.values() if not isinstance(one, Response)]
    assert 3 <= len(times) <= 7
    assert len(times) + len(left) == 9
    assert {one.reason for one in left} == {"left for the next time: robots.txt asks for 0.25 s between two requests"}


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/a", True),  # the mark is taken off with the encoding, not here
        ("User-agent: Briefing\nDisallow: /a\n", "/a", False),
        ("user-agent:briefing/2.0 (x)\ndisallow:/a\n", "/a", False),
        ("User-agent: brief\nDisallow: /\n", "/a", True),
        ("User-agent: briefingbot\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: briefing\nDisallow: /b\n", "/a", True),
        ("User-agent: other\nUser-agent: briefing\nDisallow: /a\n", "/a", False),
        ("User-agent: other\nDisallow: /\nUser-agent: third\nDisallow: /\n", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/x.pdf?a", True),
        ("User-agent: *\nDisallow: /%D0%B0\n", "/а/1", False),
        ("User-agent: *\r\nDisallow: /a # not that\r\n", "/a", False),
        ("<!doctype html><title>Not found</title>", "/a", True),
    ],
)
def test_rules_are_read_as_the_standard_has_them(text, path, may):
    rules = Rules(Robots(site="https://port.example", asked=NOW, text=text))
    assert rules.allow(f"https://port.example{path}") == may


HOSTILE = {
    "names": "".join(f"User-agent: x{n}\n" for n in range(2000)) + "".join(f"Disallow: /{n}\n" for n in range(40_000)),
    "names twice": "".join(f"User-agent: x{n % 12_000}\n" for n in range(24_000)),
    "wildcards": "User-agent: *\n" + ("Disallow: /*" + "a*" * 100 + "b\n") * 2000,
    "one long rule": "User-agent: *\nDisallow: /" + "a" * 490_000,
    "dollars": "User-agent: *\nDisallow: /" + "$" * 490_000,
    "zeros": "\0" * 500_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_robots_txt_takes_long_to_read(kind):
    began = time.process_time()
    rules = Rules(Robots(site="https://port.example", asked=NOW, text=HOSTILE[kind][:512_000]))
    for n in range(50):
        rules.allow(f"https://port.example/{'a' * 2000}{n}")
    assert time.process_time() - began < 3


def test_one_that_is_too_long_to_follow_lets_nothing_be_read():
    rules = Rules(Robots(site="https://port.example", asked=NOW, text=HOSTILE["wildcards"]))
    assert not rules.allow("https://port.example/1")
