"""What came back from a source, as all readers take it."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """`content`, where it came from (an http(s) address or a path), and its content-type header ("" if none)."""

    content: bytes
    url: str
    content_type: str = ""

    @property
    def suffix(self) -> str:
        """Suffix of the file name in lower case, with its dot."""
        try:
            return PurePosixPath(urlsplit(self.url).path).suffix.lower()
        except ValueError:
            return ""

    @property
    def is_remote(self) -> bool:
        """Whether it came over the network."""
        return self.url.startswith(("http://", "https://"))
