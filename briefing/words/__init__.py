"""The program's own words: headings, labels, counts, messages. One TOML table a language of the interface.

What a source says is never here, and no other module spells a word of ours that readers see on a page. Only the table
that is asked for is read.
"""

from functools import cache
from gettext import c2py
from pathlib import Path

import tomli

from briefing.words.table import Words

__all__ = ["ENGLISH", "Words", "languages", "speak", "table_for"]

#: The table that all others are made after.
ENGLISH = "en"


@cache
def languages() -> tuple[str, ...]:
    """Tags of all languages that the interface speaks, sorted."""
    names = (path.name for path in Path(__file__).parent.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def table_for(tag: str) -> str:
    """The language of the table for the BCP 47 `tag`: `ar` for `ar-EG` (RFC 4647, lookup); "" if there is none."""
    known = {language.lower(): language for language in languages()}
    parts = tag.replace("_", "-").lower().split("-")
    found = (known.get("-".join(parts[:length])) for length in range(len(parts), 0, -1))
    return next(filter(None, found), "")


@cache
def speak(language: str = ENGLISH) -> Words:
    """The words of `language`, one of the `languages`."""
    page = tomli.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))
    flat = {
        f"{family}.{name}": value
        for family, group in page.items()
        if isinstance(group, dict)
        for name, value in group.items()
    }
    return Words(
        language=language,
        rtl=page["direction"] == "rtl",
        form_of=c2py(page["plural"]),
        texts={key: value for key, value in flat.items() if isinstance(value, str)},
        lists={key: tuple(value) for key, value in flat.items() if isinstance(value, list)},
    )
