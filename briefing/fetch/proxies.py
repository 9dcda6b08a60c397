"""The proxies that the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY): read once a run, no .netrc."""

from urllib.request import getproxies, proxy_bypass

from yarl import URL

from briefing.fetch.trouble import Trouble


class Proxies:
    """Which proxy, if any, each address goes through."""

    def __init__(self) -> None:
        """Read the environment."""
        self._addresses = {
            scheme: address if "://" in address else f"http://{address}"
            for scheme, address in getproxies().items()
            if scheme in ("http", "https", "all")
        }
        self._urls = {scheme: URL(address) for scheme, address in self._addresses.items() if _is_http(address)}

    @property
    def hosts(self) -> frozenset[tuple[str, int]]:
        """The proxies' own hosts and ports, which may be private."""
        return frozenset((url.raw_host, url.port) for url in self._urls.values() if url.raw_host and url.port)

    def of(self, url: URL) -> URL | None:
        """Name the proxy for `url`, None to go straight.

        Raises:
            Trouble: there is one, but of a kind that can't be used; going round it could betray the reader.
        """
        if not self._addresses or proxy_bypass(f"{url.raw_host}:{url.port}") or proxy_bypass(url.raw_host or ""):
            return None
        scheme = url.scheme if url.scheme in self._addresses else "all"
        if scheme not in self._addresses:
            return None
        if scheme not in self._urls:
            raise Trouble("the proxy is of a kind that can't be used: only http and https")
        return self._urls[scheme]


def _is_http(address: str) -> bool:
    try:
        return URL(address).scheme in ("http", "https") and bool(URL(address).raw_host)
    except ValueError:
        return False
