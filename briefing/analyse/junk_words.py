"""The word lists of `[boilerplate]`, ready to be looked for: a language's own and, with them, those of any language.

    exact      the whole line, punctuation and numbers aside ("advertisement", "12 comments")
    starts     how such a line begins ("file photo", "follow us on"): lines that are short, open or go on after a
               colon; where the beginning has three words or more, any line of up to 30 words
    contains   what no reporting line has, in lines of up to 40 words ("all rights reserved")
    promo      words that urge the reader ("subscribe", "click"); two, or one with one of `channels`, give a line away
    channels   what readers are urged to ("newsletter", "app"); alone they are news like any other
    more       "read more": the short line above it is a link too
    related    "related", "read also": open lines that follow are links
    by         "by" before an author's name, in a short line at the top or the bottom
    last       what only the last lines say: who the author is, who helped, whose views these are
    end        headings after which nothing is reporting ("leave a comment"), once most of the text has been told
    patterns   regular expressions for a whole line, `sentences` for a sentence, `credits` for the end of a caption,
               `codes` for what is no language at all (und only)

`[[boilerplate.samples]]` are the tests: `text` (lines are paragraphs), optional `title`, `byline` and `outlet`, and
`junk`, the lines, as numbers from 0, that are no reporting. Never looks at more than words: place is for others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefing.analyse.paragraphs import words_of
from briefing.language import FALLBACK, table

Words = tuple[str, ...]


class Phrases:
    """A set of phrases that is searched in one pass, however many there are."""

    def __init__(self, entries: Iterable[str]) -> None:
        phrases = {words_of(entry) for entry in entries} - {()}
        self._whole = frozenset(phrases)
        self._by_first: dict[str, list[Words]] = defaultdict(list)
        for phrase in sorted(phrases, key=lambda words: (-len(words), words)):
            self._by_first[phrase[0]].append(phrase)

    def __contains__(self, words: Words) -> bool:
        return words in self._whole

    def opening(self, words: Words) -> Words:
        """The longest phrase that `words` begin with; () if none."""
        return next((p for p in self._by_first.get(words[0], ()) if words[: len(p)] == p), ()) if words else ()

    def inside(self, words: Words) -> int:
        """How many different phrases stand in `words`; one within another counts once."""
        found, free = set(), 0
        for i, word in enumerate(words):
            for phrase in self._by_first.get(word, ()) if i >= free else ():
                if words[i : i + len(phrase)] == phrase:
                    found.add(phrase)
                    free = i + len(phrase)
                    break
        return len(found)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one language."""

    exact: Phrases
    starts: Phrases
    contains: Phrases
    promo: Phrases
    channels: Phrases
    more: Phrases
    related: Phrases
    by: Phrases
    last: Phrases
    end: Phrases


@cache
def lists_of(language: str) -> Lists:
    """Compile the lists for a BCP 47 tag, once a process."""
    tables = [table(FALLBACK, "boilerplate"), table(language, "boilerplate")]
    return Lists(**{name: Phrases(e for t in tables for e in t.get(name, ())) for name in Lists.__dataclass_fields__})


@cache
def patterns(kind: str) -> re.Pattern[str]:
    """All expressions of one `kind` as one."""
    return re.compile("|".join(f"(?:{p})" for p in table(FALLBACK, "boilerplate")[kind]), re.IGNORECASE)
