"""How an outlet may call itself in its own texts, so that it is never taken for a voice. Knows no real outlet."""

import re

from briefing.analyse.names import fold
from briefing.model import Article

_PARTED = re.compile(r"[|:()،–—]|\s-\s")


def outlet_names(article: Article) -> frozenset[str]:
    """How the outlet may call itself: its name, without an article, its initials."""
    found: set[str] = set()
    for outlet in (article.outlet, *_PARTED.split(article.outlet)):
        found |= _spellings(fold(outlet).strip())
    return frozenset(found)


def _spellings(name: str) -> set[str]:
    parts = [part for part in name.split() if part not in {"the", "der", "die", "das", "le", "la", "el"}]
    initials = "".join(part[0] for part in parts) if len(parts) > 1 else ""
    return set(filter(None, (name, " ".join(parts), initials, name.removesuffix(".com"))))
