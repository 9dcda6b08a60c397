"""Lists of words and phrases, looked up by their first word: whole, by how they begin, by how they end.

Knows no language, and nothing of what its entries may be doing.
"""

from collections.abc import Iterable, Iterator

from briefing.analyse.names import fold


class Phrases:
    """Words and phrases with what each may be doing; a phrase is looked up from its first word."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        """Fold `entries` and sort them by their first word."""
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._tails: dict[str, int] = {}
        self._gaps: dict[str, dict[str, int]] = {}
        longer: dict[str, dict[tuple[str, ...], int]] = {}
        for entry, word in entries:
            first, *rest = fold(entry).split()
            if rest[:1] == ["~"]:
                self._gaps.setdefault(first, {})[rest[1]] = word
                continue
            if rest:
                known = longer.setdefault(first.rstrip("*"), {})
                known[tuple(rest)] = known.get(tuple(rest), 0) | word
            if rest and first.endswith("*"):
                self._stems.setdefault(first[:-1], 0)
            elif not rest and first.startswith("*"):
                self._tails[first[1:]] = self._tails.get(first[1:], 0) | word
            elif not rest and first.endswith("*"):
                self._stems[first[:-1]] = self._stems.get(first[:-1], 0) | word
            elif not rest:
                self._exact[first] = self._exact.get(first, 0) | word
        self._longer = {
            first: sorted(phrases.items(), key=lambda phrase: (-len(phrase[0]), "*" in phrase[0][-1]))
            for first, phrases in longer.items()
        }
        self._tail_sizes = sorted({len(tail) for tail in self._tails})
        sizes: dict[str, set[int]] = {}
        for stem in self._stems:
            if len(stem) > 1:
                sizes.setdefault(stem[:2], set()).add(len(stem))
        self._sizes = {begin: sorted(lengths, reverse=True) for begin, lengths in sizes.items()}

    def word(self, key: str) -> int:
        """All that the single word `key` may be doing."""
        found = self._exact.get(key, 0)
        for size in self._tail_sizes:
            found |= self._tails.get(key[-size:], 0)
        stem = next(self._stems_of(key), "")
        return found | self._stems[stem] if stem else found

    def phrases(self, key: str) -> list[tuple[tuple[str, ...], int]]:
        """What may follow `key` to make a phrase, the longest first."""
        found = self._longer.get(key, [])
        for stem in self._stems_of(key):
            if stem != key:
                found = found + self._longer.get(stem, [])
        return found

    def _stems_of(self, key: str) -> Iterator[str]:
        """The stems that `key` begins with, the longest first."""
        for size in self._sizes.get(key[:2], ()):
            if size <= len(key) and key[:size] in self._stems:
                yield key[:size]

    def gaps(self, key: str) -> dict[str, int]:
        """What may follow `key` at some distance to make a phrase with it."""
        return self._gaps.get(key, _NO_GAPS)


_NO_GAPS: dict[str, int] = {}
