"""Words that hint at a sentence's place in a news text, counted the same way in every language.

A language's `[sections]` lists them by what they point to (`future`, `history`, `saying`, …). Counts land on the same
features whatever the language, so what the model learns from English carries over. Never decides a section by itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from briefing.language import table

#: Names of the lists in `[sections]`, in the order of the counts.
CUES = (
    "aftermath",
    "contrast",
    "credit",
    "future",
    "history",
    "judgement",
    "modal",
    "personal",
    "recent",
    "saying",
)
_WORD = re.compile(r"\w+")
#: By so many letters the entries are sorted that a word may begin with.
_HEAD = 2
_NONE: frozenset[int] = frozenset()
#: Joiners inside Persian words and the Arabic stretching mark say nothing about which word it is.
_SILENT = re.compile("[\u200c\u200d\u0640]+")


def count_cues(text: str, language: str) -> tuple[int, ...]:
    """How many words of each list in `CUES` stand in `text`; all zero for a language without lists."""
    return _counter(language)(text)


@cache
def _counter(language: str) -> Callable[[str], tuple[int, ...]]:
    lists = table(language, "sections")
    if not lists.get("whole_words", True):
        return _substring_counter(lists)
    return _WordCounter(lists)


def _substring_counter(lists: dict[str, list[str]]) -> Callable[[str], tuple[int, ...]]:
    words = tuple(tuple(word.casefold() for word in lists.get(cue, ())) for cue in CUES)

    def count(text: str) -> tuple[int, ...]:
        folded = text.casefold()
        return tuple(sum(word in folded for word in kind) for kind in words)

    return count


class _WordCounter:
    """Counts entries like `said`, `expect*`, `*ecek*` and `next week`. A word once seen is remembered.

    `prefixes` are what the language writes onto the front of a word ("and", "the").
    """

    _REMEMBERED = 50_000

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._known: dict[str, tuple[int, ...]] = {}
        self._phrases: list[tuple[int, str]] = []
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._begins: dict[str, set[int]] = defaultdict(set)
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._prefixes = tuple(lists.get("prefixes", ()))
        for cue, name in enumerate(CUES):
            for entry in map(_fold, lists.get(name, ())):
                if len(_WORD.findall(entry)) > 1:
                    self._phrases.append((cue, _phrase(entry)))
                elif "*" not in entry:
                    self._whole[entry].add(cue)
                elif "*" not in entry[:-1]:
                    self._begins[entry[:-1]].add(cue)
                else:
                    self._patterns.append((cue, re.compile(re.escape(entry).replace(r"\*", r"\w*"))))
        self._sizes: dict[str, set[int]] = defaultdict(set)
        for begin in self._begins:
            self._sizes[begin[:_HEAD]].add(len(begin))

    def __call__(self, text: str) -> tuple[int, ...]:
        counts = [0] * len(CUES)
        words = _WORD.findall(_fold(text))
        for word in words:
            known = self._known.get(word)
            for cue in self._look_up(word) if known is None else known:
                counts[cue] += 1
        if self._phrases:
            joined = f" {' '.join(words)} "
            for cue, phrase in self._phrases:
                counts[cue] += phrase in joined
        return tuple(counts)

    def _look_up(self, word: str) -> tuple[int, ...]:
        found: set[int] = set()
        for bare in (word, *(word[len(prefix) :] for prefix in self._prefixes if word.startswith(prefix))):
            found.update(self._whole.get(bare, ()))
            for head in {bare[:_HEAD], bare[:1]}:
                for size in self._sizes.get(head, ()):
                    found |= self._begins.get(bare[:size], _NONE)
            found.update([cue for cue, pattern in self._patterns if pattern.fullmatch(bare)])
        if len(self._known) >= self._REMEMBERED:
            self._known.clear()
        known = self._known[word] = tuple(sorted(found))
        return known


def _fold(text: str) -> str:
    return _SILENT.sub("", text.casefold())


def _phrase(entry: str) -> str:
    joined = " ".join(_WORD.findall(entry))
    return f"{'' if entry.startswith('*') else ' '}{joined}{'' if entry.endswith('*') else ' '}"
