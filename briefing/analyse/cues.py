"""Words that hint at a sentence's place in a news text, counted the same way in every language.

A language's `[sections]` lists them by what they point to (`future`, `history`, `saying`, …). Counts land on the same
features whatever the language, so what the model learns from English carries over. Never decides a section by itself.
"""

import re
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
#: Joiners inside Persian words and the Arabic stretching mark say nothing about which word it is.
_SILENT = dict.fromkeys(map(ord, "\u200c\u200d\u0640"))


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
        self._patterns: list[tuple[int, re.Pattern[str]]] = []
        self._phrases: list[tuple[int, str]] = []
        prefixes = "|".join(map(re.escape, lists.get("prefixes", ())))
        for cue, name in enumerate(CUES):
            entries = [_fold(entry) for entry in lists.get(name, ())]
            single = [entry for entry in entries if len(_WORD.findall(entry)) == 1]
            self._phrases += [(cue, _phrase(entry)) for entry in entries if entry not in single]
            if single:
                pattern = "|".join(re.escape(entry).replace(r"\*", r"\w*") for entry in single)
                self._patterns.append((cue, re.compile(f"(?:{prefixes})?(?:{pattern})")))

    def __call__(self, text: str) -> tuple[int, ...]:
        counts = [0] * len(CUES)
        words = _WORD.findall(_fold(text))
        for word in words:
            for cue in self._known.get(word) or self._look_up(word):
                counts[cue] += 1
        joined = f" {' '.join(words)} "
        for cue, phrase in self._phrases:
            counts[cue] += phrase in joined
        return tuple(counts)

    def _look_up(self, word: str) -> tuple[int, ...]:
        if (known := self._known.get(word)) is None:
            if len(self._known) >= self._REMEMBERED:
                self._known.clear()
            known = self._known[word] = tuple(cue for cue, pattern in self._patterns if pattern.fullmatch(word))
        return known


def _fold(text: str) -> str:
    return text.casefold().translate(_SILENT)


def _phrase(entry: str) -> str:
    joined = " ".join(_WORD.findall(entry))
    return f"{'' if entry.startswith('*') else ' '}{joined}{'' if entry.endswith('*') else ' '}"
