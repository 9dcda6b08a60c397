"""What changed between two snapshots, as blocks of a page: the same page in the app, in a pipe and in a report.

Every line is a source's own, before and now; what is said about them is only where they came from and which way they
point.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from briefing.compare.changes import Change, Changes
from briefing.compare.difference import Difference
from briefing.compare.tension import tension
from briefing.model import Briefing, Figure, Reference, Statement
from briefing.render import words
from briefing.render.cells import GLUE
from briefing.render.citing import marks, split
from briefing.render.layout import Block, Run, plain, source_blocks
from briefing.render.look import SECTIONS, Look

#: What a block shows, from a story and a statement or an article of it: the app's pages open it.
Showing = Callable[[Briefing, Statement | Reference], object]
_EMPTY = Block()
_WAYS = {"up": words.TIGHTENS, "down": words.LOOSENS}


def change_blocks(of: Changes, look: Look) -> Iterator[Block]:
    """The whole page: when, how many, each story, then those that are quiet."""
    yield Block(runs=(Run(words.CHANGES.upper(), "title"),))
    yield Block(runs=(Run(f"{words.moment(of.since)} -> {words.moment(of.until)}", "meta"),))
    yield Block(runs=(Run(summary(of), "meta"),))
    for change in of.stories:
        if change.what != "quiet":
            yield _EMPTY
            yield from _story(change, look)
    quiet = [change.story for change in of.stories if change.what == "quiet"]
    if quiet:
        yield _EMPTY
        yield Block(runs=(Run(words.WHAT["quiet"].upper(), "sources"),))
        for story in quiet:
            runs = (Run(plain(story.headline) or words.UNTITLED), Run(f"   {words.STORY} {plain(story.id)}", "meta"))
            yield Block(runs=runs, indent=3, hang=2)


def summary(of: Changes) -> str:
    """One line: "2 new, 3 grown; 20 stories as before"; "nothing has changed" if so."""
    numbers = {what: sum(1 for change in of.stories if change.what == what) for what in words.WHAT}
    told = ", ".join(f"{number} {words.WHAT[what]}" for what, number in numbers.items() if number)
    same = f"{words.count(of.same, 'story', 'stories')} {words.AS_BEFORE}" if of.same else ""
    return "; ".join(filter(None, (told or words.NOTHING_CHANGED, same)))


def _story(change: Change, look: Look) -> Iterator[Block]:
    story = change.story
    size = words.count(len(story.articles), "article")
    what = Run(words.WHAT[change.what].upper(), "new")
    yield Block(runs=(Run(plain(story.headline) or words.UNTITLED, "headline"), Run("   "), what), indent=1, hang=2)
    yield Block(runs=(Run(f"{size}   {words.STORY} {plain(story.id)}", "meta"),), indent=1)
    for former in change.formerly:
        told = (Run(f"{words.FORMERLY}: ", "meta"), Run(plain(former.headline)), Run(f"   {former.id}", "meta"))
        yield Block(runs=told, indent=3, hang=2)
    if not change.before:
        if story.lead:
            yield _said("+ ", story.lead, of=story.lead)
        yield from source_blocks(_cited(story, (story.lead,) if story.lead else ()), look)
        return
    yield from difference_blocks(change.before, story, change.found)
    yield from source_blocks(_cited(story, tuple(statement for _, statement in change.found.added)), look)


def difference_blocks(
    before: Briefing, now: Briefing, found: Difference, *, showing: Showing = lambda _, of: of
) -> Iterator[Block]:
    """What is otherwise in `now`: headlines and articles, figures, then each section, then what went."""
    yield from _head(before, found)
    for figure in found.figures:
        yield from _figure(before, now, figure.before, figure.now, showing)
    reworded = {pair.now.text: pair.before for pair in found.reworded}
    earlier = {s.text: position.before for position in found.positions for s in position.now}
    section = ""
    for name, statement in found.added:
        if name != section:
            section = name
            yield Block(runs=(Run(words.SECTIONS.get(name, words.LEAD).upper(), name),), indent=1)
        if statement.text in reworded:
            yield _earlier(words.READ, before, reworded[statement.text])
        for old in earlier.get(statement.text, ())[:1]:
            yield _earlier(words.SAID, before, old)
        heard = f"{words.NEW_VOICE}: " if statement.speaker in found.voices else ""
        yield _said("+ ", statement, note=heard, way=name in ("lead", "escalation"), of=showing(now, statement))
    gone = [statement for _, statement in found.dropped if statement not in reworded.values()]
    if gone:
        yield Block(runs=(Run(words.GONE, "meta"),), indent=1)
    for statement in gone:
        yield Block(runs=(Run("- ", "meta"), Run(plain(statement.text), "read")), indent=3, hang=2)


def _head(before: Briefing, found: Difference) -> Iterator[Block]:
    if found.headline:
        runs = (Run(f"{words.HEADLINE_BEFORE}: ", "meta"), Run(plain(before.headline), "read"))
        yield Block(runs=runs, indent=3, hang=2)
    if found.articles:
        outlets = ", ".join(f"[{r.n}]{GLUE}{plain(r.outlet)}" for r in found.articles)
        size = words.count(len(found.articles), "more article")
        yield Block(runs=(Run(f"{size}: ", "meta"), Run(outlets)), indent=3, hang=2)
    for title in found.titles:
        was = (Run(f"{words.EDITED}: ", "meta"), Run(plain(title.before), "read"), Run(" -> ", "meta"))
        yield Block(runs=(*was, Run(plain(title.article.title)), *_mark(title.article.n)), indent=3, hang=2)


def _figure(before: Briefing, now: Briefing, old: Figure, new: Figure, showing: Showing) -> Iterator[Block]:
    """A measure with its number before and now, then both in their sources' words."""
    numbers = f"{words.number(old.value)} -> {words.number(new.value)}"
    yield Block(runs=(Run(f"{words.MEASURES[new.measure]}: ", "meta"), Run(numbers, "likelihood")), indent=3)
    yield _earlier(words.READ, before, old.statement, indent=5)
    yield _said("+ ", new.statement, indent=5, of=showing(now, new.statement))


def _said(sign: str, statement: Statement, *, note: str = "", way: bool = False, indent: int = 3, of: object) -> Block:
    who = (Run(f"{plain(statement.speaker)}: ", "voice"),) if statement.speaker else ()
    date = (Run(f"{words.date(statement.date)}  ", "date"),) if statement.date else ()
    lead = (Run(sign, "new"), *date, *((Run(note, "new"),) if note else ()), *who)
    runs = (*lead, Run(plain(statement.text)), Run(GLUE), Run(marks(statement), "cite"))
    points = _WAYS.get(tension(statement.text, language=statement.language)) if way else None
    return Block(
        runs=(*runs, *((Run(f"{GLUE}{GLUE}{points}", "likelihood"),) if points else ())), indent=indent, hang=2, of=of
    )


def _earlier(how: str, before: Briefing, statement: Statement, *, indent: int = 3) -> Block:
    """What was printed before, with its outlet: its number may be another article's now."""
    n = statement.citations[0].n
    outlet = next((r.outlet or r.title for r in before.articles if r.n == n), "")
    runs = (Run("- ", "meta"), Run(f"{how}: ", "meta"), Run(plain(statement.text), "read"))
    return Block(runs=(*runs, Run(f"  {plain(outlet)}", "meta")), indent=indent, hang=2)


def _mark(n: int) -> tuple[Run, ...]:
    return Run(GLUE), Run(f"[{n}]", "cite")


def _cited(story: Briefing, statements: tuple[Statement, ...]) -> tuple[Reference, ...]:
    only = replace(story, lead=None, background=statements, escalation=(), analyst_views=(), outlook=())
    return split(only, SECTIONS)[0]
