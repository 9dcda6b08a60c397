"""What an article as a whole tells about its words, before any sentence is read for itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.analyse.mentions import Usage
from briefing.analyse.names import script
from briefing.analyse.tokens import Token
from briefing.analyse.voice_words import BREAKS, NEVERS, TOLD, Lexicon

_SAMPLE, _STEP = 4000, 7
_GIVEN_NAME = 4


def usage_of(sentences: Sequence[Sequence[Token]], words: Lexicon) -> Usage:
    """How the words of all `sentences` are written, and whom the article says was told something more than once."""
    usage = Usage()
    if words.cased:
        for tokens in sentences:
            _note_capitals(tokens, usage)
    told = Counter(name for tokens in sentences for name in _told(tokens, cased=words.cased))
    usage.told = {name for name, times in told.items() if times > 1}
    return usage


def _note_capitals(tokens: Sequence[Token], usage: Usage) -> None:
    for i, token in enumerate(tokens):
        if token.mark:
            continue
        if not token.capital:
            usage.lower.add(token.key)
        elif i:
            if tokens[i - 1].mark not in {'"', ":", ".", "–"}:
                usage.capital.add(token.key)
            if not tokens[i - 1].capital and not (i + 1 < len(tokens) and tokens[i + 1].capital):
                usage.alone.add(token.key)


def _told(tokens: Sequence[Token], *, cased: bool) -> Iterator[str]:
    """The one told: the name after "told"; without capitals, the word before "that" in a sentence of telling."""
    telling = False
    for before, token in pairwise(tokens):
        telling = telling or (bool(before.word & TOLD) and not before.quoted)
        if cased and before.word & TOLD and token.capital and not before.quoted and not token.word & NEVERS:
            yield token.text
        elif not cased and telling and token.word & BREAKS and not before.mark and not before.word & TOLD:
            yield before.text
            telling = False


def main_script(text: str) -> str:
    """The script in which most of `text` is written."""
    scripts = Counter(script(letter) for letter in text[:_SAMPLE:_STEP] if letter.isalpha())
    return max(scripts, key=scripts.__getitem__, default="LATIN")


def sole_predecessors(sentences: Sequence[Sequence[Token]]) -> dict[str, str]:
    """For a word, the one unknown word that stands before it and nowhere else: without capitals, a given name."""
    following: dict[str, set[str]] = {}
    preceding: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for tokens in sentences:
        counts.update(token.text for token in tokens if not token.mark)
        for one, other in pairwise(tokens):
            if _is_known(one) or one.quoted or len(one.text) < _GIVEN_NAME:
                continue
            following.setdefault(one.text, set()).add(other.text)
            if not _is_known(other):
                preceding.setdefault(other.text, set()).add(one.text)
    found = {}
    for name, before in preceding.items():
        sole = [word for word in before if following[word] == {name}]
        if len(sole) == 1 and counts[name] > 1:
            found[name] = sole[0]
    return found


def _is_known(token: Token) -> bool:
    return bool(token.mark or token.word or token.definite or token.number)
