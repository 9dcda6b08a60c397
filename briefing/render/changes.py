"""What changed between two snapshots, as blocks of a page: the same page in the app, in a pipe and in a report.

Every line is a source's own, before and now; what is said about them is only where they came from and which way they
point.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from briefing.compare.changes import Change, Changes
from briefing.compare.difference import Difference, Refigured
from briefing.compare.tension import tension
from briefing.model import Briefing, Reference, Statement
from briefing.render.cells import GLUE
from briefing.render.citing import marks, split
from briefing.render.layout import Block, Run, filled, plain, source_blocks
from briefing.render.look import SECTIONS, Look
from briefing.words import Words

#: What a block shows, from a story and a statement or an article of it: the app's pages open it.
Showing = Callable[[Briefing, Statement | Reference], object]
_EMPTY = Block()
_WHAT = ("new", "merged", "grown", "changed", "quiet")


def change_blocks(of: Changes, look: Look) -> Iterator[Block]:
    """The whole page: when, how many, each story, then those that are quiet."""
    words = look.words
    yield Block(runs=(Run(words.capitals(words["changes.title"]), "title"),))
    between = words("changes.between", before=words.moment(of.since), now=words.moment(of.until))
    yield Block(runs=(Run(between, "meta"),))
    yield Block(runs=(Run(summary(of, words), "meta"),))
    for change in of.stories:
        if change.what != "quiet":
            yield _EMPTY
            yield from _story(change, look)
    quiet = [change.story for change in of.stories if change.what == "quiet"]
    if quiet:
        yield _EMPTY
        yield Block(runs=(Run(words.capitals(words["what.quiet"]), "sources"),))
        for story in quiet:
            id_ = Run(f"   {words('report.story', id=plain(story.id))}", "meta")
            runs = (Run(plain(story.headline) or words["report.untitled"]), id_)
            yield Block(runs=runs, indent=3, hang=2)


def summary(of: Changes, words: Words) -> str:
    """One line: "2 new, 3 grown; 20 stories as before"; "nothing has changed" if so."""
    numbers = {what: sum(1 for change in of.stories if change.what == what) for what in _WHAT}
    told = words["list.comma"].join(words.count(number, what) for what, number in numbers.items() if number)
    same = words.count(of.same, "as_before") if of.same else ""
    return words["list.semicolon"].join(filter(None, (told or words["changes.nothing"], same)))


def _story(change: Change, look: Look) -> Iterator[Block]:
    words, story = look.words, change.story
    size = words.count(len(story.articles), "article")
    what = Run(words.capitals(words.of("what", change.what)), "new")
    yield Block(
        runs=(Run(plain(story.headline) or words["report.untitled"], "headline"), Run("   "), what), indent=1, hang=2
    )
    yield Block(runs=(Run(f"{size}   {words('report.story', id=plain(story.id))}", "meta"),), indent=1)
    for former in change.formerly:
        told = filled(words, "changes.formerly", headline=Run(plain(former.headline)))
        yield Block(runs=(*told, Run(f"   {former.id}", "meta")), indent=3, hang=2)
    if not change.before:
        if story.lead:
            yield _said("+ ", story.lead, words, of=story.lead)
        yield from source_blocks(_cited(story, (story.lead,) if story.lead else ()), look)
        return
    yield from difference_blocks(change.before, story, change.found, words)
    yield from source_blocks(_cited(story, tuple(statement for _, statement in change.found.added)), look)


def difference_blocks(
    before: Briefing, now: Briefing, found: Difference, words: Words, *, showing: Showing = lambda _, of: of
) -> Iterator[Block]:
    """What is otherwise in `now`: headlines and articles, figures, then each section, then what went."""
    yield from _head(before, found, words)
    for figure in found.figures:
        yield from _figure(before, now, figure, words, showing)
    reworded = {pair.now.text: pair.before for pair in found.reworded}
    earlier = {s.text: position.before for position in found.positions for s in position.now}
    section = ""
    for name, statement in found.added:
        if name != section:
            section = name
            yield Block(runs=(Run(words.capitals(words.of("section", name)), name),), indent=1)
        if statement.text in reworded:
            yield _earlier("changes.was", before, reworded[statement.text], words)
        for old in earlier.get(statement.text, ())[:1]:
            yield _earlier("changes.said", before, old, words)
        heard = f"{words['changes.voice']} " if statement.speaker in found.voices else ""
        points = name in ("lead", "escalation")
        yield _said("+ ", statement, words, note=heard, way=points, of=showing(now, statement))
    gone = [statement for _, statement in found.dropped if statement not in reworded.values()]
    if gone:
        yield Block(runs=(Run(words["changes.gone"], "meta"),), indent=1)
    for statement in gone:
        yield Block(runs=(Run("- ", "meta"), Run(plain(statement.text), "read")), indent=3, hang=2)


def _head(before: Briefing, found: Difference, words: Words) -> Iterator[Block]:
    if found.headline:
        runs = filled(words, "changes.headline", headline=Run(plain(before.headline), "read"))
        yield Block(runs=runs, indent=3, hang=2)
    if found.articles:
        outlets = ", ".join(f"[{r.n}]{GLUE}{plain(r.outlet)}" for r in found.articles)
        more = words.count(len(found.articles), "more_article")
        yield Block(runs=(Run(f"{more} ", "meta"), Run(outlets)), indent=3, hang=2)
    for title in found.titles:
        both = {"before": Run(plain(title.before), "read"), "now": Run(plain(title.article.title))}
        yield Block(runs=(*filled(words, "changes.edited", **both), *_mark(title.article.n)), indent=3, hang=2)


def _figure(before: Briefing, now: Briefing, changed: Refigured, words: Words, showing: Showing) -> Iterator[Block]:
    """A measure with its number before and now, then both in their sources' words."""
    old, new = changed.before, changed.now
    numbers = words("changes.between", before=words.number(old.value), now=words.number(new.value))
    measure = words.of("measure", new.measure)
    yield Block(runs=(Run(f"{measure}: ", "meta"), Run(numbers, "likelihood")), indent=3)
    yield _earlier("changes.was", before, old.statement, words, indent=5)
    yield _said("+ ", new.statement, words, indent=5, of=showing(now, new.statement))


def _said(
    sign: str,
    statement: Statement,
    words: Words,
    *,
    note: str = "",
    way: bool = False,
    indent: int = 3,
    of: object,
) -> Block:
    who = (Run(f"{plain(statement.speaker)}: ", "voice"),) if statement.speaker else ()
    date = (Run(f"{words.date(statement.date)}  ", "date"),) if statement.date else ()
    lead = (Run(sign, "new"), *date, *((Run(note, "new"),) if note else ()), *who)
    runs = (*lead, Run(plain(statement.text)), Run(GLUE), Run(marks(statement), "cite"))
    tells = tension(statement.text, language=statement.language) if way else ""
    points = words.of("way", tells) if tells in ("up", "down") else ""
    return Block(
        runs=(*runs, *((Run(f"{GLUE}{GLUE}{points}", "likelihood"),) if points else ())), indent=indent, hang=2, of=of
    )


def _earlier(how: str, before: Briefing, statement: Statement, words: Words, *, indent: int = 3) -> Block:
    """What was printed before, with its outlet: its number may be another article's now. `how` is the key of a text."""
    n = statement.citations[0].n
    outlet = next((r.outlet or r.title for r in before.articles if r.n == n), "")
    runs = (Run("- ", "meta"), *filled(words, how, text=Run(plain(statement.text), "read")))
    return Block(runs=(*runs, Run(f"  {plain(outlet)}", "meta")), indent=indent, hang=2)


def _mark(n: int) -> tuple[Run, ...]:
    return Run(GLUE), Run(f"[{n}]", "cite")


def _cited(story: Briefing, statements: tuple[Statement, ...]) -> tuple[Reference, ...]:
    only = replace(story, lead=None, background=statements, escalation=(), analyst_views=(), outlook=())
    return split(only, SECTIONS)[0]
