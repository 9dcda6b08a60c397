import pytest
from fetch.asking import ask_all
from fetch.server import Origin, answer

from briefing.fetch import Request

PAGE = "http://news.example/feed"


@pytest.fixture
def proxy(monkeypatch):
    with Origin({PAGE: answer(body=b"by proxy")}) as origin:
        monkeypatch.setenv("http_proxy", f"http://guest:pass@{origin.host}")
        yield origin


def one(url, **settings):
    (answer_,) = ask_all([Request(key="k", url=url)], **settings)
    return answer_


def test_the_environments_proxy_is_used_and_need_not_be_allowed(proxy):
    assert one(PAGE).body == b"by proxy"
    assert proxy.paths() == [PAGE]
    assert proxy.headers()["proxy-authorization"].startswith("Basic ")


def test_a_proxy_may_be_named(proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", f"localhost:{proxy.port}")
    assert one(PAGE).body == b"by proxy"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "169.254.169.254",
        "0x7f.1",
        "[::1]",
        "localhost",
        "printer",
        "nas.local",
        "metadata.google.internal",
    ],
)
def test_a_proxy_is_no_way_round_the_guard(proxy, host):
    assert one(f"http://{host}/").reason == "refused: private address"
    assert proxy.requests == []


def test_the_proxy_itself_may_not_be_read(proxy, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert one(f"{proxy.base}/").reason == "refused: private address"
    assert proxy.requests == []


def test_no_proxy_goes_straight(proxy, monkeypatch):
    with Origin({"/": answer(body=b"straight")}) as origin:
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert one(f"{origin.base}/", allow_hosts=[origin.host]).body == b"straight"
    assert proxy.requests == []


def test_a_proxy_that_cannot_be_used_is_not_gone_round(proxy, monkeypatch):
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    assert "proxy" in one(PAGE).reason
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert one(PAGE).reason == "the proxy can't be reached"
    assert proxy.requests == []
