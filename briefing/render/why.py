"""A story explained, as blocks of a page: what holds its articles together, and what comes nearest to it."""

from collections.abc import Iterator, Mapping

from briefing.model import Beside, Member, Tie, Why
from briefing.render import words
from briefing.render.cells import GLUE
from briefing.render.layout import Block, Run, plain

_EMPTY = Block()
_DAYS = 48.0
#: The column of points that a reason adds to a story's rank.
_POINTS = 9


def why_blocks(why: Why) -> Iterator[Block]:
    """The whole page; `of` is the member that a block is about."""
    size = words.count(why.size, "article")
    yield Block(runs=(Run(plain(why.headline) or words.UNTITLED, "headline"),))
    yield Block(runs=(Run(f"{words.STORY} {why.story}   {size}", "meta"),))
    if why.formerly:
        yield Block(runs=(Run(f"formerly {', '.join(why.formerly)}", "meta"),), hang=3)
    numbers = {member.id: f"[{member.n}]" for member in why.members}
    column = max((len(mark) for mark in numbers.values()), default=0) + 2
    for member in why.members:
        yield _EMPTY
        yield from _member(member, numbers, column)
    if why.beside:
        yield _EMPTY
        yield from _beside(why.beside, numbers, column)
    if why.place:
        yield _EMPTY
        yield Block(runs=(Run(f"PLACE {why.place} OF {why.stories}", "sources"),))
        for line, points in why.reasons:
            yield Block(
                runs=(Run(plain(line)),), indent=_POINTS, hang=2, label=Run(f"{points:+{_POINTS - 2}.2f}", "date")
            )


def _member(member: Member, numbers: Mapping[str, str], column: int) -> Iterator[Block]:
    title = plain(member.title) or words.UNTITLED
    yield Block(runs=(Run(title, "voice"),), indent=column, label=Run(numbers[member.id], "cite"), of=member)
    when = words.moment(member.published) if member.published else words.UNDATED
    outlet = (Run(plain(member.outlet)), Run(", ")) if plain(member.outlet) else ()
    facts = (*outlet, Run(f"{when}, {member.language}"), Run("   "), Run(member.id, "meta"))
    yield Block(runs=facts, indent=column, of=member)
    if member.you:
        yield Block(runs=(Run(_DOINGS[member.you], "likelihood"),), indent=column, of=member)
    if member.nearest and member.copy_of:
        yield Block(runs=(Run(f"copy of {_mark(member.copy_of, numbers)}", "meta"),), indent=column, of=member)
    elif member.nearest and member.nearest.article in numbers:
        yield from _tie(f"nearest {numbers[member.nearest.article]}: ", member.nearest, column, member)
    elif member.nearest:
        other = plain(member.nearest.title) or words.UNTITLED
        yield Block(runs=(Run("nearest: ", "meta"), Run(other)), indent=column, hang=2, of=member)
        yield from _tie(f"{member.nearest.article}: ", member.nearest, column, member)
    else:
        yield Block(runs=(Run("the only article", "meta"),), indent=column, of=member)


_DOINGS = {
    "merged": "you merged it into this story",
    "moved": "you moved it here from another story",
    "parted": "you parted it from another story",
}


def _tie(lead: str, tie: Tie, column: int, of: object) -> Iterator[Block]:
    """How near, then each shared name in a run of its own, so that each is put in order for the eye alone."""
    facts = (f"meaning {tie.meaning:.2f}" if tie.meaning is not None else "", _apart(tie.hours))
    yield Block(runs=(Run(f"{lead}{', '.join(filter(None, facts))}", "meta"),), indent=column, hang=2, of=of)
    runs: list[Run] = []
    for here, there in tie.shared:
        runs.append(Run(", " if runs else f"shared:{GLUE}", "meta"))
        runs.append(Run(plain(here).replace(" ", GLUE)))
        if here.casefold() != there.casefold():
            runs += [Run(f"{GLUE}=", "meta"), Run(GLUE), Run(plain(there).replace(" ", GLUE))]
    shown = tuple(runs) or (Run("no rare name, number or word is shared", "meta"),)
    yield Block(runs=shown, indent=column, hang=2, of=of)


def _beside(beside: Beside, numbers: Mapping[str, str], column: int) -> Iterator[Block]:
    yield Block(runs=(Run("NEAREST OTHER STORY", "sources"), Run("   "), Run(beside.story, "meta")))
    yield Block(runs=(Run(plain(beside.tie.title) or words.UNTITLED, "voice"),), indent=column)
    yield from _tie(f"from {_mark(beside.article, numbers)}: ", beside.tie, column, beside)


def _mark(id_: str, numbers: Mapping[str, str]) -> str:
    return numbers.get(id_, id_)


def _apart(hours: float | None) -> str:
    if hours is None:
        return ""
    return f"{hours:.0f} h apart" if hours < _DAYS else f"{hours / 24:.0f} days apart"
