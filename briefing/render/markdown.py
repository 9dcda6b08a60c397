"""Markdown for reports: CommonMark that pandoc turns into .docx, HTML or PDF without changing a word.

Text from outside is escaped character by character, so that it can be no heading, link, list, footnote, table, formula
or HTML, in CommonMark or in pandoc's own dialect (whose typographic quotes would also rewrite a quotation).
Right-to-left paragraphs stand in `<div dir="rtl">`: raw HTML is CommonMark, pandoc makes a right-to-left paragraph of
it, and a viewer that drops HTML still shows the text; a fenced div would do so only in pandoc. Citations lead to the
list of sources through `<span id>`, the only other HTML.
"""

import html
import re
from collections.abc import Iterator

from briefing.model import Briefing, Reference, Snapshot, Statement
from briefing.render import words
from briefing.render.citing import disowned, link, split
from briefing.render.coverage import asked, failures, summary
from briefing.render.direction import is_rtl
from briefing.render.figures import rows, silent
from briefing.render.look import Look
from briefing.render.voices import Voice, expectation, voices

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~^$@\"']")
_RUNS = re.compile(r"(?<=([-.]))\1|(?<=www)\.|:(?=/)")
_LIST_NUMBER = re.compile(r"^(\(?(?:[0-9]{1,9}|[A-Za-z]|[IVXLCDMivxlcdm]+))([.)])")
_FIRST = re.compile(r"^[!-%'-/:-@\[-`{-~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def escape(text: str) -> str:
    """`text` on one line, as Markdown that reads exactly as it."""
    text = " ".join(text.split())
    text = html.escape(_SPECIAL.sub(r"\\\g<0>", text), quote=False)  # older Markdown knows no backslash before "<"
    text = _RUNS.sub(r"\\\g<0>", text)
    text = _LIST_NUMBER.sub(r"\1\\\2", text)
    return text if text.startswith("\\") else _FIRST.sub(r"\\\g<0>", text)


def _inner(text: str) -> str:
    """`escape` for text that doesn't begin a line."""
    return escape(f"–{text}")[1:]


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` as a Markdown document, its headings three deep."""
    page = ""
    before = ""
    for part in _page(snapshot, look):
        if page:
            page += "\n" if _is_short_point(before) and _is_short_point(part) else "\n\n"
        page += part
        before = part
    return page + "\n"


def _is_short_point(part: str) -> bool:
    """Whether it is a point of one line: those of one list stand close together."""
    return part.startswith("- ") and "\n" not in part


def _page(snapshot: Snapshot, look: Look) -> Iterator[str]:
    yield f"# {words.TITLE}, {words.moment(snapshot.taken)}"
    yield summary(snapshot, arrow="→")
    if snapshot.note:
        yield f"> {escape(snapshot.note)}"
    if not snapshot.stories:
        yield words.NO_STORY
    for rank, story in enumerate(snapshot.stories, 1):
        yield from _story(rank, story, look)
    first, failed = asked(snapshot), failures(snapshot)
    if first or failed:
        yield f"## {words.COVERAGE}"
    if first:
        yield first[0].upper() + first[1:] + "."
    for line in failed:
        yield f"- {words.FAILED}: {escape(line)}"


def _story(rank: int, story: Briefing, look: Look) -> Iterator[str]:
    yield f"## {rank}\\. {escape(story.headline) or words.UNTITLED}"
    size = f"{words.count(len(story.articles), 'article')}, {words.count(story.outlets, 'outlet')}"
    about = f"{size}: {escape(', '.join(story.languages))}" if story.languages else size
    yield (
        about
        + (f" · **{words.STATUS[story.status]}**" if story.status else "")
        + (f" · {words.WATCHED}: {escape(', '.join(story.watched))}" if story.watched else "")
        + f" · {words.STORY} {escape(story.id)}"
    )
    if story.lead:
        yield _directed(story.lead, f"**{escape(story.lead.text)}**{_marks(story.lead, rank)}")
    for section in look.sections:
        yield f"### {words.SECTIONS[section]}"
        statements: tuple[Statement, ...] = getattr(story, section)
        yield from _SECTIONS[section](statements, rank) if statements else (words.NOTHING,)
    if story.figures:
        yield f"### {words.FIGURES}"
        yield from _figures(story, rank)
    yield f"### {words.SOURCES}"
    yield from _sources(story, rank, look)


def _marks(statement: Statement, rank: int) -> str:
    numbers = dict.fromkeys(citation.n for citation in statement.citations)
    marks = " " + "".join(f"[\\[{n}\\]](#s{rank}-{n})" for n in numbers)
    return f"{marks} **{words.NEW}**" if statement.new else marks


def _directed(statement: Statement, markdown: str, *, inside: str = "") -> str:
    """A paragraph in the direction of its statement; `inside` is the indentation of the list it stands in."""
    if not is_rtl(statement.text):
        return inside + markdown
    language = statement.language if _TAG.fullmatch(statement.language) else "und"
    parts = (f'<div lang="{language}" dir="rtl">', markdown, "</div>")
    return "\n\n".join(inside + part for part in parts)


def _point(statement: Statement, rank: int, *, before: str = "", after: str = "", label: str = "") -> str:
    """A statement as a point of a list; `label` stands before it, on a line of its own if it runs the other way."""
    text = f"{before}{escape(statement.text)}{_marks(statement, rank)}{after}"
    if not is_rtl(statement.text):
        return f"- {label}{' ' if label else ''}{text}"
    body = _directed(statement, text, inside="  ")
    return f"- {label}\n\n{body}" if label else f"- {body.lstrip()}"


def _background(statements: tuple[Statement, ...], rank: int) -> Iterator[str]:
    for statement in statements:
        yield _point(statement, rank)


def _escalation(statements: tuple[Statement, ...], rank: int) -> Iterator[str]:
    for statement in statements:
        date = escape(words.date(statement.date)) + (" \\~" if statement.date_resolved else "")
        written = statement.date_text if statement.date_text != statement.date else ""
        after = f" (“{_inner(written)}”)" if written else ""
        yield _point(statement, rank, label=f"**{date}**" if statement.date else "", after=after)


def _analyst_views(statements: tuple[Statement, ...], rank: int) -> Iterator[str]:
    for voice in voices(statements):
        yield _name(voice)
        for statement in voice.statements:
            yield _point(statement, rank, before="" if statement.direct else f"*{words.REPORTED}:* ")


def _name(voice: Voice) -> str:
    others = f" ({escape(', '.join(voice.others))})" if voice.others else ""
    part = _inner(voice.part)
    separator = "" if not voice.part else " " if voice.part.startswith("(") else ", "
    return f"**{escape(voice.name)}**{others}{separator}{part}"


def _outlook(statements: tuple[Statement, ...], rank: int) -> Iterator[str]:
    for statement in statements:
        who, word = expectation(statement), statement.likelihood
        said = [f"{words.EXPECTS}: {escape(who)}"] if who else []
        said += [f"{words.LIKELIHOOD}: “{_inner(word)}”"] if word else []
        yield _point(statement, rank, after=f" ({'; '.join(said)})" if said else "")


_SECTIONS = {
    "background": _background,
    "escalation": _escalation,
    "analyst_views": _analyst_views,
    "outlook": _outlook,
}


def _figures(story: Briefing, rank: int) -> Iterator[str]:
    measure = ""
    for row in rows(story):
        measure = row.measure or measure
        n = row.figure.n
        told = f"“{_inner(row.figure.text)}” [\\[{n}\\]](#s{rank}-{n}), {_inner(row.outlet)}, {row.when.strip()}"
        yield f"- {measure}: **{row.value}** {told}"


def _sources(story: Briefing, rank: int, look: Look) -> Iterator[str]:
    cited, others = split(story, look.sections)
    for reference in cited:
        yield f'- <span id="s{rank}-{reference.n}"></span>{_source(reference)}'
    if others:
        yield f"- {words.ALSO}: " + "; ".join(_source(reference) for reference in others)
    if silent(story):
        yield f"- {words.SILENT}: {escape(silent(story))}"


def _source(reference: Reference) -> str:
    title, url = escape(disowned(reference.title)) or words.UNTITLED, _ENTITY.sub("&amp;", link(reference.url))
    outlet = f"{escape(disowned(reference.outlet))}, " if reference.outlet else ""
    named = f"[{title}](<{url}>)" if url else title
    return f"\\[{reference.n}\\] {outlet}{named}, {words.day(reference.published)}, {escape(reference.language)}"
