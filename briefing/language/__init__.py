"""What is known of each language: one TOML file a language, `und.toml` for any other.

Knowledge is data. A file has a `name`, a `direction`, and one table for each feature that needs words
(`[sentences]`, `[dates]`, `[voices]`, …). The feature's own module gives the table its meaning; the table's
`samples` are its tests.
"""

from functools import cache
from pathlib import Path
from typing import Any

FALLBACK = "und"


@cache
def known_languages() -> tuple[str, ...]:
    """Tags of all languages with a file of their own, sorted."""
    names = (path.name for path in Path(__file__).parent.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != f"{FALLBACK}.toml"))


@cache
def knowledge(language: str) -> dict[str, Any]:
    """Everything in the file of `language` (BCP 47): `zh-TW`, else `zh`, else what holds for any language."""
    for tag in (language, language.partition("-")[0]):
        if tag in known_languages():
            return _read(tag)
    return _read(FALLBACK)


def _read(tag: str) -> dict[str, Any]:
    import tomli  # whoever only cleans text needs no file

    return tomli.loads((Path(__file__).parent / f"{tag}.toml").read_text("utf-8"))


def table(language: str, feature: str) -> dict[str, Any]:
    """One feature's table for `language`; the fallback's table where the language has none."""
    found: dict[str, Any] | None = knowledge(language).get(feature)
    return found if found is not None else knowledge(FALLBACK).get(feature, {})


def is_rtl(language: str) -> bool:
    """Whether `language` is written from right to left."""
    return bool(knowledge(language).get("direction") == "rtl")
