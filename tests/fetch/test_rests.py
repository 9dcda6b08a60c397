"""What a busy server asks for is given to it: for the whole host, at once, and kept in mind."""

import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fetch.asking import ask_all
from fetch.server import Origin, answer, drip, last

from briefing.fetch import FetchFailure, Hosts, Limits, Request, Response
from briefing.model import Rest, Robots

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def busy(status=429, after="3600"):
    return answer(status, headers={"Retry-After": after} if after else {})


def several(*paths, base):
    return [Request(key=path, url=base + path) for path in paths]


def asked(origin, *paths, known=(), learn=None, now=NOW, **limits):
    wanted = several(*paths, base=origin.base)
    hosts = Hosts(known, now=now, learn=learn)
    got = ask_all(wanted, allow_hosts=[origin.host], hosts=hosts, limits=Limits(**{"per_host": 1, **limits}))
    return {one.key: one for one in got}


@pytest.mark.parametrize("status", [429, 503])
def test_once_a_host_asks_for_a_rest_nothing_more_is_sent_to_it(status):
    learnt = []
    with Origin({"/0": busy(status), **{f"/{n}": answer(body=b"x") for n in range(1, 50)}}) as origin:
        got = asked(origin, *(f"/{n}" for n in range(50)), learn=learnt.append)
        assert origin.paths() == ["/0"]
    reason = f"{status}, retry after 09:00 UTC"
    assert {(one.reason, one.retry_after.hour) for one in got.values()} == {(reason, 9)}
    # those that were not sent were not answered
    assert [one.status for one in got.values()] == [status] + [0] * 49
    (rest,) = learnt
    assert (rest.host, rest.reason) == (origin.host, reason)
    assert NOW + timedelta(hours=1) <= rest.until < NOW + timedelta(hours=1, seconds=30)


def test_a_host_that_answers_too_many_without_a_time_is_left_for_an_hour():
    with Origin({"/0": busy(after=""), "/1": answer(body=b"x")}) as origin:
        got = asked(origin, "/0", "/1")
        assert origin.paths() == ["/0"]
    assert {one.reason for one in got.values()} == {"429, retry after 09:00 UTC"}


def test_a_server_that_is_down_without_a_time_is_no_host_that_rests():
    with Origin({"/0": busy(503, after=""), "/1": answer(body=b"x")}) as origin:
        got = asked(origin, "/0", "/1")
    assert got["/0"].reason == "service unavailable (503)"
    assert isinstance(got["/1"], Response)


def test_a_short_rest_is_waited_for_and_the_busy_one_is_not_asked_again():
    times = {}

    def noted(path, said):
        return lambda _: times.setdefault(path, time.monotonic()) and said

    with Origin({"/0": noted("/0", busy(503, "1")), "/1": noted("/1", answer(body=b"x"))}) as origin:
        got = asked(origin, "/0", "/1")
        assert origin.paths() == ["/0", "/1"]
    assert got["/0"].status == 503
    assert got["/1"].body == b"x"
    assert times["/1"] - times["/0"] >= 0.9


def test_a_host_that_asks_for_one_short_rest_after_the_other_is_left():
    with Origin({f"/{n}": busy(503, "1") for n in range(9)}) as origin:
        got = asked(origin, *(f"/{n}" for n in range(9)), patience=1.5)
        assert len(origin.requests) == 2
    assert [one.status for one in got.values()] == [503, 503, *[0] * 7]


def test_a_rest_of_an_earlier_run_holds_and_ends():
    rest = Rest(host="", until=NOW + timedelta(minutes=10), reason="503, retry after 08:10 UTC")
    with Origin({"/0": answer(body=b"x")}) as origin:
        known = [Rest(host=origin.host, until=rest.until, reason=rest.reason)]
        before = asked(origin, "/0", known=known)["/0"]
        assert (origin.requests, before.reason, before.retry_after) == ([], rest.reason, rest.until)
        assert asked(origin, "/0", known=known, now=rest.until)["/0"].body == b"x"


def test_a_rest_that_lies_further_ahead_than_any_was_written_under_a_wrong_clock():
    with Origin({"/0": answer(body=b"x")}) as origin:
        known = [Rest(host=origin.host, until=NOW + timedelta(days=31), reason="503")]
        assert asked(origin, "/0", known=known)["/0"].body == b"x"


def test_other_hosts_and_ports_are_asked_all_the_same():
    with Origin({"/": busy()}) as one, Origin({"/": answer(body=b"x")}) as other:
        wanted = [Request(key=str(n), url=f"{origin.base}/") for n, origin in enumerate((one, other, one))]
        got = ask_all(wanted, allow_hosts=["127.0.0.1"], limits=Limits(per_host=1))
        assert len(one.requests) == 1
    assert {answer_.key for answer_ in got if isinstance(answer_, Response)} == {"1"}


def test_http_and_https_are_one_host_to_a_rest(monkeypatch):
    """The proxy stands for the web: hosts that are nobody's own."""
    with Origin({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        known = Hosts([Rest(host="port.example", until=datetime.now(UTC) + timedelta(hours=1), reason="429")])
        (got,) = ask_all([Request(key="k", url="http://port.example/feed")], hosts=known)
        assert (got.reason, proxy.requests) == ("429", [])


def test_a_redirect_to_a_host_that_rests_is_not_followed():
    with Origin({"/": answer(body=b"x")}, host="127.0.0.2") as target:
        with Origin({"/": answer(302, headers={"Location": f"{target.base}/"})}) as origin:
            known = Hosts([Rest(host=target.host, until=NOW + timedelta(hours=1), reason="429")], now=NOW)
            wanted = [Request(key="k", url=f"{origin.base}/")]
            (got,) = ask_all(wanted, allow_hosts=["127.0.0.1", "127.0.0.2"], hosts=known)
        assert target.requests == []
    assert isinstance(got, FetchFailure)
    assert got.reason == "429"


def starts(paths, monkeypatch, *, base="http://port.example", allow_hosts=(), **limits):
    """When each request to a host on the web, behind a proxy, came in."""
    times, lock = [], threading.Lock()

    def noted(_):
        with lock:
            times.append(time.monotonic())
        return drip([b"", last()], every=0.03)

    with Origin({base + path: noted for path in paths}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        got = ask_all(several(*paths, base=base), limits=Limits(**limits), allow_hosts=allow_hosts)
    assert [type(one) for one in got] == [Response] * len(paths)
    return [later - sooner for sooner, later in pairwise(times)]


def test_requests_to_a_host_of_others_do_not_start_together(monkeypatch):
    between = starts([f"/{n}" for n in range(6)], monkeypatch, gap=0.1)
    assert min(between) > 0.03  # as they arrive; they were sent more evenly
    assert sum(between) > 0.4


def test_the_readers_own_servers_need_no_gap(monkeypatch):
    assert max(starts([f"/{n}" for n in range(4)], monkeypatch, gap=9, allow_hosts=["port.example"])) < 5


def test_a_host_that_waits_for_its_gap_holds_no_place_of_others(monkeypatch):
    wanted = [f"http://{host}.example/{n}" for host in ("port", "orsk") for n in range(3)]
    with Origin({url: answer(body=b"x") for url in wanted}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.base)
        began = time.monotonic()
        ask_all([Request(key=url, url=url) for url in wanted], limits=Limits(connections=1, gap=0.4))
        took = time.monotonic() - began
    assert 0.7 < took < 1.5


def test_hosts_know_rests_and_robots_apart():
    hosts = Hosts([Robots(site="https://port.example", asked=NOW, text="")], now=NOW)
    assert hosts.rest("port.example") is None
    assert hosts.robots("https://port.example").text == ""
    assert hosts.robots("http://port.example") is None


def test_time_goes_on_from_one_asking_to_the_next():
    hosts = Hosts(now=NOW)
    before = hosts.now()
    time.sleep(0.02)
    assert before >= NOW
    assert hosts.now() - before >= timedelta(seconds=0.02)
