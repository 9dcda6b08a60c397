"""Whether an address is read already, and what a new source is called. Asks nothing, stores nothing."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefing.errors import InputError
from briefing.extract import site
from briefing.model import Found, Source

LONGEST_ID = 40
#: So many of the letters of what can be said are vowels, at least.
_VOWELS = 0.2

#: What tells a server where a reader came from, and nothing of what is asked.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign)|[a-z]{0,2}clid|mc_[ce]id|_?ga|ref_src|igshid|spm|cmpid|ocid", re.IGNORECASE
)
_PORTS = {"http": ":80", "https": ":443"}


class Listed:
    """The sources there are, by address and id; those that are added count from then on."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._ids: set[str] = set()
        self._by_address: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> None:
        """From now on `source` is one of them."""
        self._ids.add(source.id)
        self._by_address.setdefault(address(source.url), source.id)

    def id_of(self, *urls: str) -> str:
        """The id of the source that has one of these addresses, "" if none has."""
        return next((self._by_address[a] for url in urls if (a := address(url)) in self._by_address), "")

    def refuse(self, *urls: str) -> None:
        """Raise InputError if a source has one of these addresses, of which the first is the one that was asked for."""
        if id_ := self.id_of(*urls):
            raise InputError(f"{urls[0]}: is read already, as {id_}")

    def free_id(self, title: str, url: str) -> str:
        """An id that no source has, of the title, else of the host."""
        from anyascii import anyascii

        named = _slug(anyascii(title))
        wanted = (named if _can_be_said(named) else "") or _slug(host(url)) or named or "source"
        id_, n = wanted, self._numbers.get(wanted, 1)
        while id_ in self._ids:
            n += 1
            id_ = f"{wanted}-{n}"
        self._numbers[wanted] = n
        return id_

    def proposed(self, found: Found) -> Source:
        """The source that `found` would be beside them."""
        id_ = self.free_id(found.title, found.url)
        return Source(id=id_, name=found.title or host(found.url), url=found.url, language=found.language)

    def has_id(self, id_: str) -> bool:
        """Whether a source is called so."""
        return id_ in self._ids


def host(url: str) -> str:
    """The host of an address without "www." and port."""
    return site(url).partition(":")[0]


@lru_cache(maxsize=4096)
def address(url: str) -> str:
    """`url` for comparison: without scheme, "www.", usual port, password, last slash, fragment and tracking."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = sorted((key, value) for key, value in query if not _TRACKING.fullmatch(key))
    where = site(parts.geturl()).removesuffix(_PORTS.get(parts.scheme, ""))
    return f"{where}{parts.path.rstrip('/')}?{urlencode(kept)}"


def _can_be_said(slug: str) -> bool:
    """Whether it has vowels: scripts that write none make ids that nobody can read, where the host can be."""
    return sum(slug.count(vowel) for vowel in "aeiou") >= _VOWELS * sum(map(str.isalpha, slug))


def _slug(text: str) -> str:
    """`text` in lower case with hyphens, cut between words."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug if len(slug) <= LONGEST_ID else slug[: LONGEST_ID + 1].rpartition("-")[0] or slug[:LONGEST_ID]
