"""What a report says beside what the source says, the words that differ marked in both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.words import Words

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
#: Around words that only the report has, and words that only the source has, as `git diff --word-diff` has them.
REPORT, SOURCE = ("[-", "-]"), ("{+", "+}")


#: Places that are no section of a story with a heading.
_PLACES = ("headline", "lead", "own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """What is wrong in which `story` ("" outside); `says` is the report's text, `source` the source's.

    `where` is a section, "headline", or "own" among an editor's own words; `marks` are the numbers of sources there.
    `what` is a key of the interface's `[mismatch]`, and `n` and `other` are numbers of sources that it speaks of.
    """

    story: str
    where: str
    what: str
    marks: tuple[int, ...] = ()
    n: int = 0
    other: int = 0
    says: str = ""
    source: str = ""

    def place(self, words: Words) -> str:
        """Where it is: "Background [1][4]"."""
        section = words.of("place" if self.where in _PLACES else "section", self.where)
        return " ".join(filter(None, (section, "".join(f"[{n}]" for n in self.marks))))

    def told(self, words: Words) -> str:
        """What is wrong, in words."""
        return words(f"mismatch.{self.what}", n=self.n, other=self.other)


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
