"""What the words around a date say of it: that it is still to come, or that it is no date but a name.

"May" and "Friday" are also people, papers and ships. AP and other style books have "on" stand between a capitalised
word and a bare weekday for that reason, so one that touches a capitalised word is taken for a part of the name. Where
months are written small, a capital inside a sentence does the same. Never resolves anything.
"""

import re

from briefing.analyse.date_lexicon import Lexicon

#: Letters on either side of a date in which a verb may say when it is.
REACH = 60
_CLAUSE_ENDS = ',;:،؛“”"«»(，；：。、'
_COMMAS = frozenset(",،，")
_NEXT_WORD = re.compile(r"[ \u00a0](\w)")
_LAST_WORD = re.compile(r"(\w)\w*[ \u00a0]$")
_WORD_LENGTH = 40
_INSIDE = re.compile(r"[\w,;)»”’%][ \u00a0]?\Z")


def points_ahead(lexicon: Lexicon, folded: str, start: int, end: int, *, spans: bool) -> bool:
    """Tell whether the date at `folded[start:end]` says itself that it is to come, or the verb nearest to it does.

    The "until" inside what `spans` two dates says nothing.
    """
    if not spans and lexicon.until and lexicon.until.search(folded, start, end):
        return True
    before, after = _clause(folded, start, end)
    handicap = REACH if lexicon.verb_last else 0
    coming, gone = (_nearest(cue, folded, before, after, handicap=handicap) for cue in (lexicon.future, lexicon.past))
    return coming is not None and (gone is None or coming <= gone)


def _clause(folded: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the clause before and after a date; a date that opens a sentence with a comma is of what follows it."""
    low = max(0, start - REACH)
    left = max(low, *(folded.rfind(c, low, start) + 1 for c in _CLAUSE_ENDS))
    if folded[end : end + 1] in _COMMAS and not folded[left:start].strip():
        end += 1
    high = min(len(folded), end + REACH)
    right = min([high, *(at for c in _CLAUSE_ENDS if (at := folded.find(c, end, high)) >= 0)])
    return (left, start), (end, right)


def _nearest(
    cue: re.Pattern[str] | None, folded: str, before: tuple[int, int], after: tuple[int, int], *, handicap: int
) -> int | None:
    """Return how many letters part the nearest cue from the date, with `handicap` for one before it; None if none."""
    if cue is None:
        return None
    distance = None
    for found in cue.finditer(folded, *before):
        distance = before[1] - found.end() + handicap
    following = cue.search(folded, *after)
    if following is None:
        return distance
    later = following.start() - after[0]
    return later if distance is None else min(distance, later)


def is_capital_inside(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` bears a capital though no sentence begins there ("USA Today")."""
    return _is_large(text[start:end]) and _INSIDE.search(text, max(0, start - 2), start) is not None


def looks_like_name(text: str, start: int, end: int, *, capitals: bool) -> bool:
    """Tell whether the bare month or weekday at `text[start:end]` is a name; `capitals`: all are written large."""
    if not _is_large(text[start:end]):
        return False
    if not capitals and is_capital_inside(text, start, end):
        return True
    before = text[max(0, start - _WORD_LENGTH) : start]
    neighbours = (_NEXT_WORD.match(text, end), _LAST_WORD.search(before))
    return any(word is not None and word[1].isupper() for word in neighbours)


def _is_large(word: str) -> bool:
    return word[0].isupper() and not (len(word) > 1 and word.isupper())
