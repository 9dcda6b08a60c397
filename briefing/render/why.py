"""A story explained, as blocks of a page: what holds its articles together, and what comes nearest to it."""

from collections.abc import Iterator, Mapping

from briefing.model import Beside, Member, Reason, Tie, Why
from briefing.render.cells import GLUE
from briefing.render.layout import Block, Run, filled, plain
from briefing.words import Words

_EMPTY = Block()
_DAYS = 48.0
#: The column of points that a reason adds to a story's rank.
_POINTS = 9


def why_blocks(why: Why, words: Words) -> Iterator[Block]:
    """The whole page; `of` is the member that a block is about."""
    size = words.count(why.size, "article")
    yield Block(runs=(Run(plain(why.headline) or words["report.untitled"], "headline"),))
    yield Block(runs=(Run(f"{words('report.story', id=why.story)}   {size}", "meta"),))
    if why.formerly:
        yield Block(runs=(Run(words("why.formerly", ids=", ".join(why.formerly)), "meta"),), hang=3)
    numbers = {member.id: f"[{member.n}]" for member in why.members}
    column = max((len(mark) for mark in numbers.values()), default=0) + 2
    for member in why.members:
        yield _EMPTY
        yield from _member(member, numbers, column, words)
    if why.beside:
        yield _EMPTY
        yield from _beside(why.beside, numbers, column, words)
    if why.place:
        yield _EMPTY
        place = words("why.place", place=why.place, stories=why.stories)
        yield Block(runs=(Run(words.capitals(place), "sources"),))
        for reason in why.reasons:
            points = Run(f"{reason.points:+{_POINTS - 2}.2f}", "date")
            yield Block(runs=(Run(plain(reason_line(reason, words))),), indent=_POINTS, hang=2, label=points)


def reason_line(reason: Reason, words: Words) -> str:
    """A part of a story's score in a reader's words."""
    number, names = reason.number or 0, reason.names
    if reason.part == "outlets":
        return words.count(round(number), "independent")
    if reason.part == "languages":
        return words("reason.languages", languages=words.count(round(number), "language"), tags=" ".join(names))
    if reason.part == "growth":
        return words.count(round(number), "joined")
    if reason.part == "age":
        return words["reason.undated"] if reason.number is None else words("reason.age", age=_age(number, words))
    return words(f"reason.{reason.part}", names=", ".join(names))


def _age(hours: float, words: Words) -> str:
    if hours < 1:
        return words.count(round(hours * 60), "whole_minutes")
    whole = hours < _DAYS
    return words.count(round(hours if whole else hours / 24), "whole_hours" if whole else "whole_days")


def _member(member: Member, numbers: Mapping[str, str], column: int, words: Words) -> Iterator[Block]:
    title = plain(member.title) or words["report.untitled"]
    yield Block(runs=(Run(title, "voice"),), indent=column, label=Run(numbers[member.id], "cite"), of=member)
    when = words.moment(member.published) if member.published else words["time.undated"]
    outlet = (Run(plain(member.outlet)), Run(", ")) if plain(member.outlet) else ()
    facts = (*outlet, Run(f"{when}, {member.language}"), Run("   "), Run(member.id, "meta"))
    yield Block(runs=facts, indent=column, of=member)
    if member.you:
        yield Block(runs=(Run(words.of("doing", member.you), "likelihood"),), indent=column, of=member)
    if member.nearest and member.copy_of:
        yield Block(
            runs=(Run(words("why.copy", mark=_mark(member.copy_of, numbers)), "meta"),), indent=column, of=member
        )
    elif member.nearest and member.nearest.article in numbers:
        nearest = words("why.nearest", mark=numbers[member.nearest.article], how=_how(member.nearest, words))
        yield from _tie(nearest, member.nearest, column, member, words)
    elif member.nearest:
        other = plain(member.nearest.title) or words["report.untitled"]
        yield Block(runs=filled(words, "why.elsewhere", title=Run(other)), indent=column, hang=2, of=member)
        how = f"{member.nearest.article}: {_how(member.nearest, words)}"
        yield from _tie(how, member.nearest, column, member, words)
    else:
        yield Block(runs=(Run(words["why.only"], "meta"),), indent=column, of=member)


def _tie(how: str, tie: Tie, column: int, of: object, words: Words) -> Iterator[Block]:
    """How near, then each shared name in a run of its own, so that each is put in order for the eye alone."""
    yield Block(runs=(Run(how, "meta"),), indent=column, hang=2, of=of)
    runs: list[Run] = []
    for here, there in tie.shared:
        runs.append(Run(", " if runs else f"{words['why.shared']} ".replace(" ", GLUE), "meta"))
        runs.append(Run(plain(here).replace(" ", GLUE)))
        if here.casefold() != there.casefold():
            runs += [Run(f"{GLUE}=", "meta"), Run(GLUE), Run(plain(there).replace(" ", GLUE))]
    shown = tuple(runs) or (Run(words["why.nothing"], "meta"),)
    yield Block(runs=shown, indent=column, hang=2, of=of)


def _beside(beside: Beside, numbers: Mapping[str, str], column: int, words: Words) -> Iterator[Block]:
    heading = Run(words.capitals(words["why.other"]), "sources")
    yield Block(runs=(heading, Run("   "), Run(beside.story, "meta")))
    yield Block(runs=(Run(plain(beside.tie.title) or words["report.untitled"], "voice"),), indent=column)
    how = words("why.beside", mark=_mark(beside.article, numbers), how=_how(beside.tie, words))
    yield from _tie(how, beside.tie, column, beside, words)


def _mark(id_: str, numbers: Mapping[str, str]) -> str:
    return numbers.get(id_, id_)


def _how(tie: Tie, words: Words) -> str:
    """How near in meaning, how far apart in time."""
    meaning = words("why.meaning", number=f"{tie.meaning:.2f}") if tie.meaning is not None else ""
    apart = ""
    if tie.hours is not None:
        whole = tie.hours < _DAYS
        apart = words.count(round(tie.hours if whole else tie.hours / 24), "apart_hours" if whole else "apart_days")
    return words["list.comma"].join(filter(None, (meaning, apart)))
