"""Markdown for reports: CommonMark that pandoc turns into .docx, HTML or PDF without changing a word.

Text from outside is escaped character by character, so that it can be no heading, link, list, footnote, table, formula
or HTML, in CommonMark or in pandoc's own dialect (whose typographic quotes would also rewrite a quotation).
What runs otherwise than the page stands in `<div dir="rtl">` (or "ltr"): raw HTML is CommonMark, pandoc makes a
right-to-left paragraph of it, and a viewer that drops HTML still shows the text; a fenced div would do so only in
pandoc. All of a page from right to left stands in one, but for its title: around that one pandoc would not see that it
is the document's. Citations lead to the list of sources through `<span id>`, the only other HTML.
"""

import html
import re
from collections.abc import Iterator

from briefing.model import Briefing, Reference, Snapshot, Statement
from briefing.render.citing import disowned, link, split
from briefing.render.coverage import asked, failures, size, summary
from briefing.render.direction import anchor, is_rtl
from briefing.render.figures import rows, silent
from briefing.render.legend import has_ranges, legend
from briefing.render.look import Look
from briefing.render.voices import Voice, expectation, voices
from briefing.words import Words

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
    text = text.replace("‘", "&lsquo;")  # pandoc looks for its partner, and turns one that has none
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
    words = look.words
    yield f"# {words('report.dated', moment=words.moment(snapshot.taken))}"
    if words.rtl:
        yield f'<div lang="{words.language}" dir="rtl">'
    yield summary(snapshot, words, arrow=words["coverage.arrow_print"])
    if snapshot.note:
        yield f"> {escape(snapshot.note)}"
    if not snapshot.stories:
        yield words["report.no_story"]
    for rank, story in enumerate(snapshot.stories, 1):
        yield from _story(rank, story, look)
    yield from _legend(snapshot, look)
    first, failed = asked(snapshot, words), failures(snapshot, words)
    if first or failed:
        yield f"## {words['coverage.title']}"
    if first:
        yield words.sentence(first)
    for line in failed:
        yield f"- {words('coverage.failed', line=escape(line))}"
    if words.rtl:
        yield "</div>"


def _legend(snapshot: Snapshot, look: Look) -> Iterator[str]:
    words, ranges = look.words, legend(snapshot, look)
    if not ranges:
        return
    yield f"## {words['legend.title']}"
    for one in ranges:
        before, after = one.around(words)
        quoted = (f"{words('quote.print', text=_named(said.likelihood, words))}" for said in one.said)
        yield f"- {before}{words['list.comma'].join(quoted)}{after}"
    if has_ranges(ranges):
        yield words["legend.source"]


def _story(rank: int, story: Briefing, look: Look) -> Iterator[str]:
    words = look.words
    headline = f"## {rank}\\. {escape(story.headline) or words['report.untitled']}"
    yield _turned(headline, story.headline, words) if story.headline else headline
    about = [size(len(story.articles), story.outlets, words, languages=escape(", ".join(story.languages)))]
    about += [f"**{words.of('status', story.status)}**"] if story.status else []
    about += [words("report.watched", phrases=_named(", ".join(story.watched), words))] if story.watched else []
    yield " · ".join((*about, words("report.story", id=escape(story.id))))
    if story.lead:
        lead = f"**{escape(story.lead.text)}**{_marks(story.lead, rank, words)}"
        yield _turned(lead, story.lead.text, words, language=story.lead.language)
    for section in look.sections:
        yield f"### {words.of('section', section)}"
        statements: tuple[Statement, ...] = getattr(story, section)
        yield from _SECTIONS[section](statements, rank, words) if statements else (words["report.nothing"],)
    if story.figures:
        yield f"### {words['section.figures']}"
        yield from _figures(story, rank, words)
    yield f"### {words['section.sources']}"
    yield from _sources(story, rank, look)


def _marks(statement: Statement, rank: int, words: Words) -> str:
    numbers = dict.fromkeys(citation.n for citation in statement.citations)
    marks = " " + "".join(f"[\\[{n}\\]](#s{rank}-{n})" for n in numbers)
    return f"{marks} **{words['report.new']}**" if statement.new else marks


def _turned(markdown: str, text: str, words: Words, *, language: str = "", inside: str = "") -> str:
    """What says `text`, in its direction; `inside` is the indentation of the list it stands in."""
    if is_rtl(text) == words.rtl:
        return inside + markdown
    tag = f'lang="{language if _TAG.fullmatch(language) else "und"}" ' if language else ""
    parts = (f'<div {tag}dir="{"ltr" if words.rtl else "rtl"}">', markdown, "</div>")
    return "\n\n".join(inside + part for part in parts)


def _named(text: str, words: Words) -> str:
    """A name of a source's inside a line of ours, so that what follows stays in its place."""
    return f"{_inner(text)}{anchor(text, rtl=words.rtl)}"


def _point(statement: Statement, rank: int, words: Words, *, before: str = "", after: str = "", label: str = "") -> str:
    """A statement as a point of a list; `label` stands before it, on a line of its own if it runs the other way."""
    text = f"{before}{escape(statement.text)}{_marks(statement, rank, words)}{after}"
    if is_rtl(statement.text) == words.rtl:
        return f"- {label}{' ' if label else ''}{text}"
    body = _turned(text, statement.text, words, language=statement.language, inside="  ")
    return f"- {label}\n\n{body}" if label else f"- {body.lstrip()}"


def _background(statements: tuple[Statement, ...], rank: int, words: Words) -> Iterator[str]:
    for statement in statements:
        yield _point(statement, rank, words)


def _escalation(statements: tuple[Statement, ...], rank: int, words: Words) -> Iterator[str]:
    for statement in statements:
        date = escape(words.date(statement.date)) + (" \\~" if statement.date_resolved else "")
        written = statement.date_text if statement.date_text != statement.date else ""
        after = f" ({words('quote.print', text=_inner(written))})" if written else ""
        yield _point(statement, rank, words, label=f"**{date}**" if statement.date else "", after=after)


def _analyst_views(statements: tuple[Statement, ...], rank: int, words: Words) -> Iterator[str]:
    for voice in voices(statements, words):
        yield _turned(_name(voice), f"{voice.name}{voice.part}", words)
        for statement in voice.statements:
            yield _point(statement, rank, words, before="" if statement.direct else f"*{words['report.how']}* ")


def _name(voice: Voice) -> str:
    others = f" ({escape(', '.join(voice.others))})" if voice.others else ""
    part = _inner(voice.part)
    separator = "" if not voice.part else " " if voice.part.startswith("(") else ", "
    return f"**{escape(voice.name)}**{others}{separator}{part}"


def _outlook(statements: tuple[Statement, ...], rank: int, words: Words) -> Iterator[str]:
    for statement in statements:
        who, word = expectation(statement, words), statement.likelihood
        said = [words("report.expects", who=escape(who))] if who else []
        said += [words("report.likelihood", word=words("quote.print", text=_inner(word)))] if word else []
        yield _point(statement, rank, words, after=f" ({'; '.join(said)})" if said else "")


_SECTIONS = {
    "background": _background,
    "escalation": _escalation,
    "analyst_views": _analyst_views,
    "outlook": _outlook,
}


def _figures(story: Briefing, rank: int, words: Words) -> Iterator[str]:
    measure = ""
    for row in rows(story, words):
        measure = row.measure or measure
        n = row.figure.n
        quoted = f"{words('quote.print', text=_inner(row.figure.text))}{anchor(row.figure.text, rtl=words.rtl)}"
        told = f"{quoted} [\\[{n}\\]](#s{rank}-{n}), {_named(row.outlet, words)}, {row.when.strip()}"
        yield f"- {measure}: **{row.value}** {told}"


def _sources(story: Briefing, rank: int, look: Look) -> Iterator[str]:
    words = look.words
    cited, others = split(story, look.sections)
    for reference in cited:
        yield f'- <span id="s{rank}-{reference.n}"></span>{_source(reference, words)}'
    if others:
        yield f"- {words('report.also', sources='; '.join(_source(reference, words) for reference in others))}"
    if silent(story, words):
        yield f"- {words('report.silent', names=escape(silent(story, words)))}"


def _source(reference: Reference, words: Words) -> str:
    title, url = (
        escape(disowned(reference.title)) or words["report.untitled"],
        _ENTITY.sub("&amp;", link(reference.url)),
    )
    outlet = f"{_named(disowned(reference.outlet), words)}, " if reference.outlet else ""
    named = (f"[{title}](<{url}>)" if url else title) + anchor(reference.title, rtl=words.rtl)
    return f"\\[{reference.n}\\] {outlet}{named}, {words.day(reference.published)}, {escape(reference.language)}"
