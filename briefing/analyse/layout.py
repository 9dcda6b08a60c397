"""What the shape and the place of a line tell: crossheads, blocks of links, credits under the text.

Only where the text around them is written in sentences: an article without full stops has no crossheads that a rule
could tell. Never judges a line that ends as a sentence does, unless it stands among links.
"""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from briefing.analyse.paragraphs import Paragraph
from briefing.analyse.repeats import names_source

_CROSSHEAD, _WIDE_CROSSHEAD, _LINK, _TRAILER = 9, 14, 22, 5
_BODY = 8
_PROSE, _CLEAR_PROSE, _ALL_PROSE = 0.5, 0.75, 0.85
_TEXT = 4
_NAME, _SIGNATURE, _MENU = 3, 7, 3
_SOURCED = re.compile(r"[.!?…。]\s*[\[(（]")
_PARTED = re.compile(r"\s?[|/:：]\s?|\s[–—ـ-]|[–—ـ-]\s")
_BLOCK = 2
_GOES_ON = frozenset(":：,،;؛、…")
_BULLETS = frozenset("•·▪●*–—-―✓►")


def find(paragraphs: Sequence[Paragraph], junk: Collection[int]) -> set[int]:
    """Indices of paragraphs that their place and shape give away. `junk` are those known already."""
    bodies = [n for n, paragraph in enumerate(paragraphs) if n not in junk and _is_body(paragraph)]
    if not bodies:
        return set()
    found = {n for n in range(1, len(paragraphs)) if paragraphs[n - 1].opens_quoted and names_source(paragraphs[n])}
    found |= _signatures(paragraphs[: bodies[0]]) | _labels(paragraphs)
    if len(bodies) < _BLOCK:
        return found
    found |= _menus(paragraphs, bodies[-1])
    rest = len(set(range(len(paragraphs))).difference(junk, found))
    if len(bodies) >= _PROSE * rest:
        longest = _WIDE_CROSSHEAD if len(bodies) >= _CLEAR_PROSE * rest else _CROSSHEAD
        found |= _crossheads(paragraphs, junk, bodies, longest) | _link_blocks(paragraphs, {*junk, *found})
    if len(bodies) >= max(_TEXT, _ALL_PROSE * (rest - 1)):
        found |= _last_links(paragraphs, {*junk, *found})
    return found


def _signatures(top: Sequence[Paragraph]) -> set[int]:
    """« Orsk », « Orsk - Harbour Post »: a few open words above the text that say where and by whom it was written."""
    found = set()
    for n, paragraph in enumerate(top):
        open_words = not paragraph.ends and not paragraph.opens_quoted and paragraph.text.rstrip()[-1:] not in _GOES_ON
        parted = paragraph.size <= _SIGNATURE and _PARTED.search(paragraph.text) is not None
        if open_words and (paragraph.size <= _NAME or parted):
            found.add(n)
    return found


def _labels(paragraphs: Sequence[Paragraph]) -> set[int]:
    """« Harbour Post: » on a line of its own near the top."""
    top = enumerate(paragraphs[:_NAME])
    return {n for n, paragraph in top if paragraph.size < _NAME and paragraph.text.rstrip().endswith((":", "："))}


def _menus(paragraphs: Sequence[Paragraph], last: int) -> set[int]:
    """Very short open lines, one after the other, under the last paragraph."""
    found = [n for n in range(last + 1, len(paragraphs)) if paragraphs[n].size <= _NAME and not paragraphs[n].ends]
    return set(found) if len(found) >= _MENU and not _introduced(paragraphs, found[0]) else set()


def _last_links(paragraphs: Sequence[Paragraph], junk: Collection[int]) -> set[int]:
    """An open line or two under a text whose paragraphs end as sentences do: headlines of other texts."""
    found: set[int] = set()
    for n in range(len(paragraphs) - 1, 0, -1):
        if n in junk:
            continue
        paragraph = paragraphs[n]
        if paragraph.ends or paragraph.opens_quoted or not _headlike(paragraph, _LINK) or _introduced(paragraphs, n):
            break
        found.add(n)
    return found if len(found) <= _BLOCK else set()


def _introduced(paragraphs: Sequence[Paragraph], n: int) -> bool:
    return n > 0 and paragraphs[n - 1].text.rstrip()[-1:] in {":", "："}


def _is_body(paragraph: Paragraph) -> bool:
    return paragraph.size >= _BODY and paragraph.ends


def _headlike(paragraph: Paragraph, longest: int) -> bool:
    bare = paragraph.text.rstrip()
    return (
        1 <= paragraph.size <= longest
        and len(paragraph.sentences) == 1
        and bare[-1:] not in _GOES_ON
        and bare[:1] not in _BULLETS
        and not bare[:1].islower()
        and not _SOURCED.search(bare)
    )


def _crossheads(
    paragraphs: Sequence[Paragraph], junk: Collection[int], bodies: Sequence[int], longest: int
) -> set[int]:
    """Short open lines between paragraphs, and very short ones under the last."""
    found = set()
    first, last = bodies[0], bodies[-1]
    for n, paragraph in enumerate(paragraphs):
        if n in junk or paragraph.ends or not _headlike(paragraph, longest if n < last else _TRAILER):
            continue
        if n > first and not _introduced(paragraphs, n) and (not paragraph.opens_quoted or paragraph.quoted):
            found.add(n)
    return found


def _link_blocks(paragraphs: Sequence[Paragraph], junk: Collection[int]) -> set[int]:
    """Headlines one under the other, most of them without a full stop."""
    found = set()
    heads = [
        _headlike(p, _LINK)
        and not p.text.rstrip().endswith((".", "。", "۔", "।", '"', "”", "»"))
        and n not in junk
        and not p.quoted
        for n, p in enumerate(paragraphs)
    ]
    for is_head, block in groupby(range(len(paragraphs)), key=heads.__getitem__):
        members = list(block)
        open_ended = sum(not paragraphs[n].ends for n in members)
        introduced = _introduced(paragraphs, members[0])
        known = members[0] - 1 in junk
        if (
            is_head
            and len(members) >= _BLOCK
            and 2 * open_ended >= len(members)
            and (known or not introduced)
            and members[0]
        ):
            found.update(members)
    return found
