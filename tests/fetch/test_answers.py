import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fetch.asking import ask, ask_all
from fetch.server import Origin, answer

from briefing.fetch import FetchFailure, Limits, Request, Response

FEED = "<rss>Уголь и порт: Тольва</rss>".encode()
ODD_TAGS = ['"a b\tc"', 'W/"x-gzip"', "no quotes", '"é–"', '""', "0"]


def test_a_body_comes_whole_with_its_validators_and_type():
    headers = {
        "ETag": 'W/"1"',
        "Last-Modified": "yesterday, more or less",
        "Content-Type": 'text/xml; Charset="KOI8-R"',
    }
    with Origin({"/feed": answer(body=FEED, headers=headers)}) as origin:
        got = ask(origin, "/feed")
    assert got == Response(
        key="k",
        url=f"{origin.base}/feed",
        status=200,
        body=FEED,
        etag='W/"1"',
        last_modified="yesterday, more or less",
        content_type='text/xml; Charset="KOI8-R"',
    )


@pytest.mark.parametrize("tag", ODD_TAGS)
def test_validators_go_back_byte_for_byte(tag):
    with Origin({"/": answer(headers={"ETag": tag, "Last-Modified": "Tue,  1 Jan 30"})}) as origin:
        first = ask(origin)
        ask(origin, etag=first.etag, last_modified=first.last_modified)
        assert origin.headers()["if-none-match"] == tag
        assert origin.headers()["if-modified-since"] == "Tue,  1 Jan 30"


def test_a_first_request_is_unconditional_and_takes_no_cookies():
    with Origin({"/": answer(headers={"Set-Cookie": "seen=1"})}) as origin:
        requests = [Request(key=str(n), url=f"http://localhost:{origin.port}/") for n in range(3)]
        answers = ask_all(requests, allow_hosts=["localhost"], agent="tester/1", limits=Limits(per_host=1))
        assert [got.status for got in answers] == [200] * 3
        for _, headers in origin.requests:
            assert not {"if-none-match", "if-modified-since", "cookie", "authorization", "referer"} & set(headers)
            assert headers["user-agent"] == "tester/1"
            assert headers["accept-encoding"] == "gzip, deflate"


def test_not_modified_keeps_the_validators():
    with Origin({"/": answer(304), "/new": answer(304, headers={"ETag": '"2"'})}) as origin:
        kept = ask(origin, etag='"1"', last_modified="then")
        renewed = ask(origin, "/new", etag='"1"', last_modified="then")
    assert (kept.body, kept.status, kept.etag, kept.last_modified) == (None, 304, '"1"', "then")
    assert (renewed.body, renewed.etag, renewed.last_modified) == (None, '"1"', "then")


def test_not_modified_without_a_condition_is_a_failure():
    with Origin({"/": answer(304)}) as origin:
        assert ask(origin).reason == "not modified (304)"


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "not found (404)"), (410, "gone (410)"), (204, "no content (204)"), (799, "unknown answer (799)")],
)
def test_other_answers_are_failures_in_our_own_words(status, reason):
    with Origin({"/": answer(status, b"" if status == 204 else b"<b>sorry</b>")}) as origin:
        assert ask(origin) == FetchFailure(key="k", reason=reason, status=status)


def test_retry_after_in_seconds_is_a_moment():
    with Origin({"/": answer(503, headers={"Retry-After": "120"})}) as origin:
        before = datetime.now(UTC)
        failure = ask(origin)
    assert before + timedelta(seconds=120) <= failure.retry_after <= datetime.now(UTC) + timedelta(seconds=120)
    assert re.fullmatch(r"503, retry after (\d{4}-\d\d-\d\d )?\d\d:\d\d UTC", failure.reason)
    assert failure.status == 503


def test_retry_after_as_a_date_is_a_moment():
    when = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    with Origin({"/": answer(429, headers={"Retry-After": format_datetime(when, usegmt=True)})}) as origin:
        failure = ask(origin)
    assert failure.retry_after == when
    assert failure.reason == f"429, retry after {when:%Y-%m-%d %H:%M} UTC"


@pytest.mark.parametrize("long", ["9" * 30, "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_server_is_left_alone_for_more_than_thirty_days(long):
    with Origin({"/": answer(503, headers={"Retry-After": long})}) as origin:
        rest = ask(origin).retry_after - datetime.now(UTC)
    assert timedelta(days=29) < rest <= timedelta(days=30)


@pytest.mark.parametrize(
    "senseless", ["", "soon", "-5", "0", "١٢٠", "Mon, 01 Jan 1990 00:00:00 GMT", "1e3", "99 Foo 0"]
)
def test_a_senseless_retry_after_is_none(senseless):
    with Origin({"/": answer(503, headers={"Retry-After": senseless})}) as origin:
        failure = ask(origin)
    assert failure.retry_after is None
    assert failure.reason == "service unavailable (503)"
