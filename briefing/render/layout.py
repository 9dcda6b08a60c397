"""A snapshot as blocks of a page in columns, for the formats that are read in a terminal or an editor.

It decides what stands where; it knows nothing of colour, escapes or the order of letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Briefing, Reference, Snapshot, Statement
from briefing.render.cells import GLUE, cells
from briefing.render.citing import disowned, link, marks, split
from briefing.render.coverage import asked, failures, size, summary
from briefing.render.figures import Row, rows, silent
from briefing.render.legend import has_ranges, legend
from briefing.render.look import Look
from briefing.render.voices import Voice, expectation, voices
from briefing.words import Words

INDENT = 3
#: Narrower pages have no room for a column of dates.
NARROW = 60
#: What the column of dates takes at most: a range of months ("2020-09/2020-11 ~") and a gap.
WIDEST_DATE = 19


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; `url` is where it leads."""

    text: str
    style: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph: `label` stands at its left in a column up to `indent`, further lines are `hang` deeper.

    `of` is what it shows: a statement, an article, the name of the section that begins here. No runs: an empty line.
    It runs from right to left if `rtl`, or if most of its letters do.
    """

    runs: tuple[Run, ...] = ()
    indent: int = 0
    hang: int = 0
    label: Run = Run("")
    of: object = None
    rtl: bool = False


_EMPTY = Block()
_GAP = re.compile("( {2,})")


def plain(text: str) -> str:
    """`text` from outside on one line, each space single, with nothing in it that looks like a mark of ours."""
    return disowned(" ".join(text.split()))


def filled(words: Words, key: str, style: str = "meta", /, **values: Run) -> tuple[Run, ...]:
    """One of our texts in `style`, with the `values` in their places, each in its own style."""
    found: list[Run] = []
    for before, place in words.parts(key):
        found += [Run(before, style)] if before else []
        found += [values[place]] if place else []
    return tuple(found)


def blocks(snapshot: Snapshot, look: Look) -> Iterator[Block]:
    """The whole page, top to bottom."""
    words = look.words
    yield Block(
        runs=(
            Run(words.capitals(words["report.title"]), "title"),
            Run("  "),
            Run(words.moment(snapshot.taken), "title"),
        )
    )
    yield Block(runs=(Run(summary(snapshot, words), "meta"),), rtl=words.rtl)
    if snapshot.note:
        yield _EMPTY
        yield Block(runs=(Run(plain(snapshot.note), "note"),))
    if not snapshot.stories:
        yield _EMPTY
        yield Block(runs=(Run(words["report.no_story"]),))
    for rank, story in enumerate(snapshot.stories, 1):
        yield _EMPTY
        yield _EMPTY
        yield from story_blocks(rank, story, look)
    yield from _legend(snapshot, look)
    yield from _footer(snapshot, words)


def story_blocks(rank: int, story: Briefing, look: Look) -> Iterator[Block]:
    """One story: headline, lead, the sections, its sources."""
    words, number = look.words, str(rank)
    indent = max(INDENT, len(number) + 2)
    yield Block(
        runs=(Run(plain(story.headline) or words["report.untitled"], "headline"),),
        indent=indent,
        label=Run(number, "rank"),
    )
    yield Block(runs=_about(story, words), indent=indent, rtl=words.rtl)
    if story.lead:
        yield Block(runs=_said(story.lead, words, "lead"), indent=indent, of=story.lead)
    apart = True
    for section in look.sections:
        statements: tuple[Statement, ...] = getattr(story, section)
        if statements or apart:
            yield _EMPTY
        apart = bool(statements)
        empty = () if statements else (Run("  "), Run(words["report.nothing"], "meta"))
        yield Block(runs=(Run(words.capitals(words.of("section", section)), section), *empty), of=section)
        yield from _SECTIONS[section](statements, look)
    if story.figures:
        yield _EMPTY
        yield Block(runs=(Run(words.capitals(words["section.figures"]), "sources"),), of="figures")
        yield from _figures(story, look)
    yield _EMPTY
    yield Block(runs=(Run(words.capitals(words["section.sources"]), "sources"),), of="sources")
    yield from _sources(story, look)


def _about(story: Briefing, words: Words) -> tuple[Run, ...]:
    languages = plain(" ".join(story.languages))
    runs = [Run(size(len(story.articles), story.outlets, words, languages=languages), "meta")]
    if story.status:
        runs += [Run("   "), Run(words.capitals(words.of("status", story.status)), "new")]
    if story.watched:
        runs += [Run("   "), Run(words("report.watched", phrases=plain(", ".join(story.watched))), "likelihood")]
    return (*runs, Run("   "), Run(words("report.story", id=plain(story.id)), "meta"))


def _said(statement: Statement, words: Words, style: str = "") -> tuple[Run, ...]:
    """A statement with its citations; the marks cling to its last word."""
    runs = (Run(plain(statement.text), style), Run(GLUE), Run(marks(statement), "cite"))
    return (*runs, Run(f"{GLUE}{GLUE}"), Run(words["report.new"], "new")) if statement.new else runs


def _background(statements: tuple[Statement, ...], look: Look) -> Iterator[Block]:
    for statement in statements:
        yield Block(runs=_said(statement, look.words), indent=INDENT, hang=2, of=statement)


def _escalation(statements: tuple[Statement, ...], look: Look) -> Iterator[Block]:
    words = look.words
    dates = [plain(words.date(s.date)) + (" ~" if s.date and s.date_resolved else "") for s in statements]
    column = max(map(cells, dates)) + 2 if any(dates) else 0
    aside = look.width >= NARROW and column <= WIDEST_DATE
    for statement, date in zip(statements, dates, strict=True):
        runs = _said(statement, words)
        if statement.date_text and statement.date_text != statement.date:
            runs = (*runs, Run("  "), Run(f"({words('quote.plain', text=plain(statement.date_text))})", "meta"))
        if aside:
            yield Block(runs=runs, indent=INDENT + column, label=Run(" " * INDENT + date, "date"), of=statement)
            continue
        if date:
            yield Block(runs=(Run(date, "date"),), indent=INDENT, of=statement)
        yield Block(runs=runs, indent=INDENT + 2, of=statement)


def _analyst_views(statements: tuple[Statement, ...], look: Look) -> Iterator[Block]:
    words = look.words
    for voice in voices(statements, words):
        yield Block(runs=_name(voice), indent=INDENT, hang=2)
        for statement in voice.statements:
            how = () if statement.direct else (Run(f"{words['report.how']} ", "meta"),)
            yield Block(runs=(*how, *_said(statement, words)), indent=INDENT + 2, hang=2, of=statement)


def _name(voice: Voice) -> tuple[Run, ...]:
    runs = [Run(plain(voice.name), "voice")]
    if voice.others:
        runs += [Run(" "), Run(f"({plain(', '.join(voice.others))})", "meta")]
    if voice.part:
        runs += [Run(" " if voice.part.startswith("(") else ", "), Run(plain(voice.part))]
    return tuple(runs)


def _outlook(statements: tuple[Statement, ...], look: Look) -> Iterator[Block]:
    words = look.words
    for statement in statements:
        yield Block(runs=_said(statement, words), indent=INDENT, hang=2, of=statement)
        who, word = plain(expectation(statement, words)), plain(statement.likelihood)
        said = [Run(words("report.expects", who=who), "meta")] if who else []
        if word:
            # one piece where it runs the other way: what is put in order line by line would come apart
            whole = word.replace(" ", GLUE) if words.rtl else word
            quoted = Run(words("quote.plain", text=whole), "likelihood")
            likely = filled(words, "report.likelihood", word=quoted)
            likely = tuple(run if run is quoted else Run(run.text.replace(" ", GLUE), run.style) for run in likely)
            said += (Run(f"   {likely[0].text}", likely[0].style), *likely[1:]) if who else likely
        if said:
            yield Block(runs=tuple(said), indent=INDENT + 2, of=statement, rtl=words.rtl)


_SECTIONS = {
    "background": _background,
    "escalation": _escalation,
    "analyst_views": _analyst_views,
    "outlook": _outlook,
}


def _figures(story: Briefing, look: Look) -> Iterator[Block]:
    """Each figure in its source's words, the number beside it, so that the eye can run down a column."""
    told = list(rows(story, look.words))
    measures, values, hours = (max(map(cells, column)) for column in zip(*map(_columns, told), strict=True))
    indent = INDENT + measures + values + hours + 6
    for row in told:
        measure, value, hour = _columns(row)
        label = f"{' ' * INDENT}{measure:{measures}}  {value:>{values}}  {hour:{hours}}"
        runs = (Run(plain(row.figure.text)), Run(GLUE), Run(f"[{row.figure.n}]", "cite"))
        if indent <= look.width // 2:
            yield Block(runs=runs, indent=indent, hang=2, label=Run(label, "date"), of=row.figure.statement)
        else:
            cells_ = (Run(cell, "date") for cell in (_GAP.split(label.strip()) if look.words.rtl else (label.strip(),)))
            yield Block(runs=tuple(cells_), indent=INDENT, of=row.figure.statement, rtl=look.words.rtl)
            yield Block(runs=runs, indent=INDENT + 2, of=row.figure.statement)


def _columns(row: Row) -> tuple[str, str, str]:
    return row.measure, row.value, row.when


def _sources(story: Briefing, look: Look) -> Iterator[Block]:
    """Cited articles with their address, then all others by outlet."""
    words = look.words
    cited, others = split(story, look.sections)
    yield from source_blocks(cited, look)
    if others:
        names = (f"[{r.n}]{GLUE}{plain(r.outlet or r.title)}" for r in others)
        yield Block(
            runs=(Run(words("report.also", sources=", ".join(names)), "meta"),), indent=INDENT, hang=2, rtl=words.rtl
        )
    if silent(story, words):
        yield Block(
            runs=(Run(words("report.silent", names=silent(story, words)), "meta"),),
            indent=INDENT,
            hang=2,
            rtl=words.rtl,
        )


def source_blocks(cited: Sequence[Reference], look: Look) -> Iterator[Block]:
    """The articles `cited`, each with its mark and address."""
    words = look.words
    column = INDENT + len(str(max((r.n for r in cited), default=0))) + 3
    for reference in cited:
        url = link(reference.url)
        runs: tuple[Run, ...] = (
            Run(plain(reference.outlet or reference.title) or words["report.untitled"], "outlet"),
            Run(f", {words.day(reference.published)}, {plain(reference.language)}", "meta"),
        )
        address = Run(url, "link", url)
        label = Run(f"{' ' * INDENT}[{reference.n}]", "cite")
        together = sum(cells(run.text) for run in (*runs, address)) + 2 <= look.width - column
        if url and together:
            runs = (*runs, Run("  "), address)
        yield Block(runs=runs, indent=column, label=label, of=reference)
        if url and not together:
            yield Block(runs=(address,), indent=column, of=reference)


def _legend(snapshot: Snapshot, look: Look) -> Iterator[Block]:
    """What the words of likelihood on the page stand for."""
    words, ranges = look.words, legend(snapshot, look)
    if not ranges:
        return
    yield _EMPTY
    yield _EMPTY
    yield Block(runs=(Run(words.capitals(words["legend.title"]), "sources"),), of="legend")
    for one in ranges:
        before, after = one.around(words)
        runs = [Run(before, "meta")]
        for i, said in enumerate(one.said):
            runs += [Run(words["list.comma"], "meta")] if i else []
            runs.append(Run(words("quote.plain", text=plain(said.likelihood)), "likelihood"))
        yield Block(runs=(*runs, Run(after, "meta")) if after else tuple(runs), indent=INDENT, hang=2)
    if has_ranges(ranges):
        yield Block(runs=(Run(words["legend.source"], "meta"),), indent=INDENT, hang=2)


def _footer(snapshot: Snapshot, words: Words) -> Iterator[Block]:
    first, failed = asked(snapshot, words), failures(snapshot, words)
    if first or failed:
        yield _EMPTY
        yield _EMPTY
    if first:
        yield Block(runs=(Run(first, "meta"),), rtl=words.rtl)
    for line in failed:
        yield Block(
            runs=filled(words, "coverage.failed", "failed", line=Run(plain(line), "meta")), hang=INDENT, rtl=words.rtl
        )
