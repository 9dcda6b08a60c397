"""What makes a headline a poor one to stand over a story: it asks, teases, shouts, or says what kind of thing it heads.

The words are data: `[headlines]` of a language's file holds `asking` (first words of a question without its sign),
`markers` (kinds of thing: "video", "live", "opinion", where they stand apart from the rest) and `teasers` (phrases
anywhere). What holds for any language is looked for, too.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

from briefing.group.unspaced import UNSPACED
from briefing.language import FALLBACK, table

Flaw = Literal["capitals", "cut", "length", "marker", "outlet", "question", "teaser"]

_SHORT, _LONG = 20, 140
#: A letter of these scripts says as much as several of others.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_DENSITY = 2
_CAPITALS, _FEWEST = 0.7, 8
_QUESTION = re.compile(r"[?？؟՞⁇]|;$")
#: A headline that is cut says so in so many of its last characters.
_END = 12
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\W]*$")
_HALVES = re.compile(r"\s*[:：|»•]\s*|\s+[-–—/+]+\s+|\s*[()\[\]【】（）]\s*")
_ENCLOSED = re.compile(r"[(\[【（]([^()\[\]【】（）]+)[)\]】）]")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def flaws(title: str, *, language: str, outlet: str = "") -> frozenset[Flaw]:
    """Tell what is wrong with a headline in `language` (BCP 47) of the outlet of this name."""
    title = " ".join(title.split())
    said = _said(title)
    parts = [part for part in map(_said, _HALVES.split(title)) if part]
    loud = [word for word in title.split()[:1] if word.isupper()]
    kinds = {*parts[:1], *parts[-1:], *map(_said, (*_ENCLOSED.findall(title), *loud))}
    found: dict[Flaw, bool] = {
        "capitals": _shouts(title),
        "cut": bool(_CUT.search(title[-_END:])),
        "length": not _SHORT <= len(title) + _DENSITY * len(_DENSE.findall(title)) <= _LONG,
        "marker": not kinds.isdisjoint(_listed(language, "markers")),
        "outlet": len(parts) > 1 and _is_outlet(parts[-1], outlet),
        "question": bool(_QUESTION.search(title) or _phrases(language, "asking", before="^").search(said)),
        "teaser": bool(_phrases(language, "teasers").search(said)),
    }
    return frozenset(flaw for flaw, is_so in found.items() if is_so)


def _said(text: str) -> str:
    """The words alone, without case and accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(_WORDS.findall(plain.replace("ı", "i").replace("’", "'")))


def _shouts(title: str) -> bool:
    """Whether most of all letters are capitals."""
    letters = [char for char in title if char.isalpha()]
    return len(letters) >= _FEWEST and sum(map(str.isupper, letters)) > _CAPITALS * len(letters)


def _is_outlet(tail: str, outlet: str) -> bool:
    """Whether the words at the end are the outlet's name or some of it, or hold it."""
    name = _said(outlet)
    return bool(name) and (f" {tail} " in f" {name} " or f" {name} " in f" {tail} ")


@cache
def _listed(language: str, kind: str) -> frozenset[str]:
    own, shared = (table(tag, "headlines").get(kind, ()) for tag in (language, FALLBACK))
    return frozenset(map(_said, (*own, *shared)))


@cache
def _phrases(language: str, kind: str, *, before: str = r"\b") -> re.Pattern[str]:
    """What finds one of the phrases: as whole words after `before`, or anywhere in a script that has no spaces."""
    found = (one if UNSPACED.search(one) else rf"{before}{one}\b" for one in sorted(_listed(language, kind)))
    return re.compile("|".join(found) or r"(?!)")
