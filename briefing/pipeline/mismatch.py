"""What a report says beside what the source says, the words that differ marked in both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
#: Around words that only the report has, and words that only the source has, as `git diff --word-diff` has them.
REPORT, SOURCE = ("[-", "-]"), ("{+", "+}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """`what` is wrong, and `where` in which `story` ("" outside); `says` is the report's, `source` the source's."""

    story: str
    where: str
    what: str
    says: str = ""
    source: str = ""


def marked(says: str, source: str) -> tuple[str, str]:
    """Both texts, the words in which they differ between marks; as they are, where they share too little."""
    one, other = _WORD.findall(says), _WORD.findall(source)
    steps = SequenceMatcher(None, one, other, autojunk=False)
    if not source or steps.ratio() < 0.4:  # noqa: PLR2004 (nothing would be left unmarked)
        return says, source
    codes = steps.get_opcodes()
    return (
        "".join(_mark(one[a:b], REPORT if code != "equal" else None) for code, a, b, _, _ in codes),
        "".join(_mark(other[c:d], SOURCE if code != "equal" else None) for code, _, _, c, d in codes),
    )


def _mark(tokens: Iterable[str], around: tuple[str, str] | None) -> str:
    text = "".join(tokens)
    bare = text.strip()
    return text.replace(bare, f"{around[0]}{bare}{around[1]}", 1) if around and bare else text
