import pytest


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    """Whatever the machine's proxies are, loopback is reached without them."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
