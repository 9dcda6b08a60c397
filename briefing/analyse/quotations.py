"""Where a quotation holds a sentence together.

`"It is late. We go," said Hale.` is one sentence: its first full stop stands inside a quotation that runs on into the
attribution. A long quotation is broken all the same, since a reader wants its sentences one by one. Never decides who
speaks.
"""

import re
from collections.abc import Iterator

from briefing.analyse.sentence_rules import Rules

LONGEST_HELD = 260
_MARK = re.compile(r"[\"“”„‟«»「」『』]")
_CLASS = {**dict.fromkeys('"“”„‟', 0), **dict.fromkeys("«»", 1), **dict.fromkeys("「」", 2), **dict.fromkeys("『』", 3)}
_OPENS, _CLOSES = frozenset("“„«「『"), frozenset("”»」』")
_DIRECTED = frozenset("「」『』")
_BEFORE_OPENING = frozenset("([{—–-:'’")
_AFTER_CLOSING = frozenset(".,;:!?…)]}،؛؟۔。，、！？；：—–-'’»”")


def held(text: str, start: int, end: int, rules: Rules) -> list[tuple[int, int]]:
    """Return spans inside `text[start:end]` in which no sentence ends, in order and not overlapping."""
    regions: list[tuple[int, int]] = []
    for opened, closed in sorted(_pairs(text, start, end, rules)):
        if closed - opened > LONGEST_HELD or not _runs_on(text, opened, closed, end, rules):
            continue
        if regions and opened < regions[-1][1]:
            regions[-1] = regions[-1][0], max(closed, regions[-1][1])
        else:
            regions.append((opened, closed))
    return regions


def _runs_on(text: str, opened: int, closed: int, end: int, rules: Rules) -> bool:
    inside = text[opened + 1 : closed - 1].rstrip()
    if rules.terminators.isdisjoint(inside):
        return False
    if inside[-1] in rules.terminators:
        return rules.goes_on(text, closed, end, quoted=True)
    rest = text[closed : min(end, closed + 3)].lstrip()
    return bool(rest) and rest[0] not in rules.terminators


def _pairs(text: str, start: int, end: int, rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield opening and closing marks, each kind by itself, so that a stray one of one kind can't hide the others."""
    opened: dict[int, int] = {}
    for mark in _MARK.finditer(text, start, end):
        i, sign = mark.start(), mark[0]
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if sign in rules.inside_words and before.isalpha() and after.isalpha():
            continue
        kind = _CLASS[sign]
        if _is_opening(sign, before, after, is_open=kind in opened):
            opened[kind] = i
        elif kind in opened:
            yield opened.pop(kind), i + 1


def _is_opening(sign: str, before: str, after: str, *, is_open: bool) -> bool:
    if sign in _DIRECTED:
        return sign in _OPENS
    follows_gap = before.isspace() or before in _BEFORE_OPENING
    precedes_gap = after.isspace() or after in _AFTER_CLOSING
    if follows_gap != precedes_gap:
        return follows_gap
    if sign in _OPENS and sign != "“":
        return True
    if sign in _CLOSES:
        return False
    return not is_open
