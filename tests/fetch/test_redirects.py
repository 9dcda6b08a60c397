import pytest
from fetch.asking import ask
from fetch.server import Origin, answer

from briefing.fetch import Limits


def to(place, status=302):
    return answer(status, headers={"Location": place})


def test_a_redirect_is_followed_and_the_final_address_told():
    with Origin({"/old": to("new#part"), "/new": answer(body=b"here")}) as origin:
        got = ask(origin, "/old")
    assert (got.body, got.url, got.moved) == (b"here", f"{origin.base}/new", "")


@pytest.mark.parametrize("status", [301, 308])
def test_a_lasting_move_is_told(status):
    with Origin({"/old": to("/new", status), "/new": answer(body=b"here")}) as origin:
        assert ask(origin, "/old").moved == f"{origin.base}/new"


def test_only_the_lasting_steps_before_a_passing_one_count_as_moved():
    routes = {"/a": to("/b", 301), "/b": to("/c", 307), "/c": to("/d", 301), "/d": answer(body=b"here")}
    with Origin(routes) as origin:
        got = ask(origin, "/a")
    assert (got.url, got.moved) == (f"{origin.base}/d", f"{origin.base}/b")


def test_five_redirects_are_followed_and_six_are_not():
    routes = {f"/{n}": to(f"/{n - 1}") for n in range(1, 9)} | {"/0": answer(body=b"end")}
    with Origin(routes) as origin:
        assert ask(origin, "/5").body == b"end"
        assert ask(origin, "/6").reason == "too many redirects"
        assert origin.paths()[6:] == ["/6", "/5", "/4", "/3", "/2", "/1"]


def test_a_loop_of_redirects_ends():
    with Origin({"/": to("/")}) as origin:
        assert ask(origin, limits=Limits(redirects=2)).reason == "too many redirects"
        assert len(origin.requests) == 3


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://files.example/x", "javascript:alert(1)", "data:text/html,x"]
)
def test_a_redirect_leads_to_http_only(place):
    with Origin({"/": to(place)}) as origin:
        assert ask(origin).reason == "refused: only http and https"


@pytest.mark.parametrize("place", ["http://[::1", "http://h:99999/", "http://a b/", "http://127%2e0.0.1/"])
def test_a_redirect_to_nowhere_is_a_failure(place):
    with Origin({"/": to(place)}) as origin:
        assert ask(origin).reason == "not a valid address"


def test_the_guard_stands_at_every_hop():
    with Origin({"/": answer(body=b"inside")}) as inner:
        with Origin({"/1": to("/2"), "/2": to(inner.base)}) as outer:
            assert ask(outer, "/1").reason == "refused: private address"
        assert inner.requests == []


def test_a_redirect_without_a_place_is_a_failure():
    with Origin({"/": answer(302)}) as origin:
        assert ask(origin).reason == "found (302)"


def test_credentials_do_not_follow_to_another_address():
    with Origin({"/": answer(body=b"x")}, host="127.0.0.2") as other:
        with Origin({"/": to(f"{other.base}/", 301)}) as origin:
            base, origin.base = origin.base, origin.base.replace("//", "//mira:secret@")
            got = ask(origin, allow_hosts=["127.0.0.1", "127.0.0.2"])
            assert "authorization" in origin.headers()
        assert "authorization" not in other.headers()
    assert got.url == f"{other.base}/"
    assert got.moved == ""
    assert base not in got.url
