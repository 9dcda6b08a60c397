"""The ledger of quotations as blocks of a page: each voice once, and what it said, where, and in what other words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.render.layout import INDENT, Block, Run, plain
from briefing.render.voices import joined, part
from briefing.words import Words

_EMPTY = Block()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was printed: outlet, when, and the story it is in."""

    outlet: str
    moment: datetime
    language: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a voice said: the words, where first, where else, and in which `changed` words (both texts marked) where."""

    text: str
    direct: bool
    first: Place
    copies: tuple[Place, ...] = ()
    changed: tuple[tuple[str, str, Place], ...] = ()


def voice_blocks(
    name: str, others: Sequence[str], *, role: str, kind: str, said: Sequence[Said], words: Words
) -> Iterator[Block]:
    """One voice and all it said."""
    called = f"{name} ({', '.join(others)})" if others else name
    yield Block(runs=(Run(plain(joined(called, part(role, kind, words))) or words["report.unnamed"], "voice"),), hang=2)
    for one in said:
        how = () if one.direct else (Run(f"{words['report.how']} ", "meta"),)
        yield Block(runs=(*how, Run(plain(one.text))), indent=INDENT, hang=2)
        yield Block(runs=_place(one.first, words), indent=INDENT + 2, hang=2)
        outlets = dict.fromkeys(place.outlet for place in one.copies if place.outlet != one.first.outlet)
        if outlets:
            yield Block(
                runs=(Run(words("report.also", sources=plain(", ".join(outlets))), "meta"),), indent=INDENT + 2, hang=2
            )
        for before, after, place in one.changed:
            yield Block(runs=(Run(words["quotes.changed"], "likelihood"),), indent=INDENT + 2)
            yield Block(runs=(Run(plain(before)),), indent=INDENT + 4, hang=2)
            yield Block(runs=(Run(plain(after)),), indent=INDENT + 4, hang=2)
            yield Block(runs=_place(place, words), indent=INDENT + 4, hang=2)
    yield _EMPTY


def _place(place: Place, words: Words) -> tuple[Run, ...]:
    outlet = (Run(plain(place.outlet), "outlet"), Run(", ")) if place.outlet else ()
    story = (Run("   "), Run(words("report.story", id=place.story), "meta")) if place.story else ()
    return (*outlet, Run(f"{words.moment(place.moment)}, {place.language}", "meta"), *story)
