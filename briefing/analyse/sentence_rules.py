"""When a terminator ends a sentence, as a language's `[sentences]` says it.

    terminators   characters that may end a sentence
    full          those of them that need no space after them
    cased         false where letters have no case (or lower case says nothing)
    abbreviations words before a full stop that never end a sentence, without the stop
    closing       abbreviations that may end one: they do before a word of `starters`
    numbered      abbreviations only before a number ("No. 5")
    starters      words that often begin a sentence and are no names
    ordinals      true where "3." is an ordinal number
    after_quote   beginnings of what may follow a closed quotation in the same sentence, where case does not tell
    after_name    verbs that close such a sentence after a name, in writing without spaces (“……。”黑尔说。)
    unfinished    words that no sentence ends with, whatever dots come after them ("and ...")
    inside_words  quotation marks that are letters between two letters (Hebrew acronyms)
    longest       characters after which a space may end a sentence, for scripts without full stops
    agencies      names of news agencies as they stand in datelines and under texts (und only)
    datelines     expressions for datelines that follow no common form (und only)

Never looks further than a few words around the mark, so splitting stays linear.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefing.analyse.datelines import Datelines, datelines_of
from briefing.language.layers import layered

_LOOK_BACK = 30
_TOKEN = re.compile(r"[^\s\"“”„«»‹›‘(\[/]*\Z")
_LEAD = re.compile(r"[\s\"“”„«»‹›‘’'‚(\[¿¡_*…\u200e\u200f\u202a-\u202e\u2066-\u2069—–-]{0,12}")
_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]\Z")
_COUNTED = re.compile(r"\d\s?\w+\Z")
_LAST = re.compile(r"(\w+)\s?\Z")
_DOTS = frozenset(".…")
_ROMAN = re.compile(r"[IVX]{1,5}\Z")
_NUMERAL = re.compile(r"[IVX]{2,5}\Z")
_GOES_ON = frozenset(",;:،؛：；，、")
QUOTES = frozenset('"“”„‟«»‹›「」『』')
ORDINAL_DIGITS = 2
NUMBERING_DIGITS = 3
GLUED_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """One language's `[sentences]`, ready to use; `mark` finds a terminator with the brackets and notes after it."""

    mark: re.Pattern[str]
    terminators: frozenset[str]
    full: frozenset[str]
    cased: bool
    ordinals: bool
    longest: int
    abbreviations: frozenset[str]
    closing: frozenset[str]
    numbered: frozenset[str]
    starters: frozenset[str]
    unfinished: frozenset[str]
    inside_words: frozenset[str]
    after_quote: re.Pattern[str] | None
    datelines: Datelines

    def ends(self, text: str, mark: re.Match[str], begin: int, end: int) -> bool:
        """Tell whether the sentence that began at `begin` ends with `mark`; the line goes on to `end`."""
        after, bare = mark.end(), mark["bare"]
        if text[mark.start() - 1 : mark.start()] in {"(", "["}:
            return False
        if self.datelines.signs(text, after, end):
            return True
        if not text[after].isspace() and not self.full.intersection(bare) and not self._glued(text, mark):
            return False
        if self.goes_on(text, after, end, quoted=not QUOTES.isdisjoint(mark["tail"])):
            return False
        if bare == ".":
            return not self._abbreviates(text, mark.start(), begin, after)
        return _DOTS.isdisjoint(bare) or not self._unfinished(text, mark.start(), begin)

    def goes_on(self, text: str, after: int, end: int, *, quoted: bool) -> bool:
        """Tell whether what follows position `after` belongs to the sentence before it, seen from its first letter."""
        lead = _LEAD.match(text, after, end)
        first = lead.end() if lead else after
        if first >= end:
            return False
        seen = text[after:first].strip()
        if text[first] in _GOES_ON and not seen.strip('"”»’'):
            return True
        if self.cased and text[first].islower():
            return True
        return quoted and self.after_quote is not None and self.after_quote.match(text, first, end) is not None

    def _glued(self, text: str, mark: re.Match[str]) -> bool:
        """Tell a missing space ("late.Then"), as pages cut into text have it; no address, no file name."""
        if len(mark[0]) > 1 and mark["tail"]:
            return False
        before = _TOKEN.search(text, max(0, mark.start() - _LOOK_BACK), mark.start())
        after = _WORD.match(text, mark.end())
        if not before or not after or not before[0].isalpha() or text[after.end() : after.end() + 1] in {".", "@", "/"}:
            return False
        word, following = before[0][-GLUED_LETTERS:], after[0]
        if self.cased:
            return len(word) == GLUED_LETTERS and word.islower() and following.istitle() and len(following) > 1
        return len(word) == GLUED_LETTERS and not word.isascii() and not following[0].isascii() and following.isalpha()

    def _unfinished(self, text: str, dots: int, begin: int) -> bool:
        word = _LAST.search(text, max(begin, dots - _LOOK_BACK), dots)
        return word is not None and word[1].lower() in self.unfinished

    def _abbreviates(self, text: str, dot: int, begin: int, after: int) -> bool:
        token = _TOKEN.search(text, max(begin, dot - _LOOK_BACK), dot)
        word = re.split("['’]", token[0])[-1] if token else ""
        lead = _LEAD.match(text, after)
        following = _WORD.match(text, lead.end() if lead else after)
        starts = following is not None and following[0].lower() in self.starters
        if starts and following and len(following[0]) == 1:
            starts = text[following.end() : following.end() + 1] != "."
        key = word.lower()
        if word.isdigit() or _ROMAN.match(word):
            before = text[max(begin, dot - _LOOK_BACK) : dot - len(word)].strip()
            if not before:
                return len(word) <= NUMBERING_DIGITS
            return (self.ordinals or before.endswith((",", "،"))) and len(word) <= ORDINAL_DIGITS and not starts
        if key in self.abbreviations:
            return not (starts and word.islower() and _COUNTED.search(text, max(begin, dot - _LOOK_BACK), dot))
        if key in self.numbered and following and (following[0][0].isdigit() or _NUMERAL.match(following[0])):
            return True
        initial = len(word) == 1 and word.isalpha() and not (word.islower() and self.cased)
        return (initial or key in self.closing or _DOTTED.match(word) is not None) and not starts


@cache
def rules_of(language: str) -> Rules:
    """Compile the rules for a BCP 47 tag, once a process; what the language leaves unsaid is as in any language."""
    known = layered(language, "sentences")
    words = {
        key: frozenset(word.lower() for word in known[key])
        for key in ("abbreviations", "closing", "numbered", "starters", "unfinished")
    }
    return Rules(
        mark=_mark(known["terminators"]),
        terminators=frozenset(known["terminators"]),
        full=frozenset(known["full"]),
        cased=known["cased"],
        ordinals=known["ordinals"],
        longest=known["longest"],
        inside_words=frozenset(known["inside_words"]),
        after_quote=_after_quote(known["after_quote"], known["after_quote_end"], known["after_name"]),
        datelines=datelines_of(known["agencies"], known["datelines"]),
        **words,
    )


def _after_quote(words: Sequence[str], end: str, closing: Sequence[str]) -> re.Pattern[str] | None:
    longest = ["|".join(map(re.escape, sorted(entries, key=len, reverse=True))) for entries in (words, closing)]
    forms = [f"(?:{longest[0]}){end}"] * bool(words) + [rf"[\w·]{{1,12}}?(?:{longest[1]})(?=[。，])"] * bool(closing)
    return re.compile("|".join(forms)) if forms else None


def _mark(terminators: str) -> re.Pattern[str]:
    closers = r"[\"”’'»›)\]}」』】》〉）］\u200e\u200f\u202c\u2069]|[“«‘](?!\w)"
    note = r"\[\d{1,3}\]|[¹²³⁴-⁹]"
    return re.compile(
        rf"(?P<bare>[{re.escape(terminators)}]+)(?P<tail>(?:{closers}|{note}|[^\S\n]{{1,2}}[\"”»](?=[\s.,،؛;:]|\Z))*)"
    )
