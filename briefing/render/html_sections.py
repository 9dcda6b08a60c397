"""The sections of a story in HTML, and its sources. Each takes the story and returns elements."""

import re
from collections.abc import Callable, Iterator
from html import escape

from briefing.model import Briefing, Reference, Statement
from briefing.render.citing import link, split
from briefing.render.figures import rows, silent
from briefing.render.html_statement import Marks, direction, language, language_name, said
from briefing.render.look import Look
from briefing.render.svg_timeline import event_id, events, timeline
from briefing.render.voices import expectation, voices
from briefing.words import Words

_DATETIME = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def _background(story: Briefing, marks: Marks) -> Iterator[str]:
    yield "<ul>"
    for statement in story.background:
        yield f"<li>{said(statement, marks)}</li>"
    yield "</ul>"


def _escalation(story: Briefing, marks: Marks) -> Iterator[str]:
    drawn = {event.at: number for number, event in enumerate(events(story), 1)}
    yield from timeline(story, marks.rank, marks.words)
    yield '<ol class="timeline">'
    for at, statement in enumerate(story.escalation):
        written = statement.date_text if statement.date_text != statement.date else ""
        after = f' <small class="written">(<q>{escape(written)}</q>)</small>' if written else ""
        kind = f"numbered{' resolved' if statement.date_resolved else ''}"
        own = f' class="{kind}" id="{event_id(marks.rank, at)}" data-mark="{drawn[at]}"' if at in drawn else ""
        said_ = said(statement, marks, after=after)
        yield f'<li{own}><div class="when">{_when(statement, marks.words)}</div>{said_}</li>'
    yield "</ol>"


def _when(statement: Statement, words: Words) -> str:
    if not statement.date:
        return ""
    shown = escape(words.date(statement.date))
    if _DATETIME.fullmatch(statement.date):
        shown = f'<time datetime="{statement.date}">{shown}</time>'
    return f'{shown} <abbr title="{words["report.resolved"]}">~</abbr>' if statement.date_resolved else shown


def _analyst_views(story: Briefing, marks: Marks) -> Iterator[str]:
    for voice in voices(story.analyst_views, marks.words):
        others = f' <span class="others">({escape(", ".join(voice.others))})</span>' if voice.others else ""
        name = f"<h4 {direction(voice.name)}>{escape(voice.name)}{others}</h4>"
        part = f'<p class="part" {direction(voice.part)}>{escape(voice.part)}</p>' if voice.part else ""
        yield f'<div class="voice">{name}{part}<ul {direction(voice.statements[0].text)}>'
        for statement in voice.statements:
            before = "" if statement.direct else f'<span class="how">{marks.words["report.reported"]}</span> '
            yield f"<li>{said(statement, marks, before=before)}</li>"
        yield "</ul></div>"


def _outlook(story: Briefing, marks: Marks) -> Iterator[str]:
    words = marks.words
    yield "<ul>"
    for statement in story.outlook:
        who, word = expectation(statement, words), statement.likelihood
        notes = [words("report.expects", who=f"<bdi>{escape(who)}</bdi>")] if who else []
        notes += [words("report.likelihood", word=f"<q><bdi>{escape(word)}</bdi></q>")] if word else []
        note = f'<p class="note">{"; ".join(notes)}</p>' if notes else ""
        yield f"<li>{said(statement, marks)}{note}</li>"
    yield "</ul>"


SECTIONS: dict[str, Callable[[Briefing, Marks], Iterator[str]]] = {
    "background": _background,
    "escalation": _escalation,
    "analyst_views": _analyst_views,
    "outlook": _outlook,
}


def figures(story: Briefing, marks: Marks) -> Iterator[str]:
    """The figures that differ: what is counted, the number, the source's own words, who says so and when."""
    measure = ""
    yield "<ul>"
    for row in rows(story, marks.words):
        measure = row.measure or measure
        told, n = row.figure, row.figure.n
        text = f"<q {language(told.language)} {direction(told.text)}>{escape(told.text)}</q>"
        mark = f'<sup class="cites"><a href="#{marks.source(n)}">[{n}]</a></sup>'
        whose = f'<span class="whose">, <bdi>{escape(row.outlet)}</bdi>, {row.when.strip()}</span>'
        number = f'<span class="measure">{measure}:</span> <b class="value">{row.value}</b>'
        yield f"<li>{number} {text}&nbsp;{mark}{whose}</li>"
    yield "</ul>"


def sources(story: Briefing, look: Look, marks: Marks) -> Iterator[str]:
    """The cited articles as a numbered list that leads back to each citation, then the others."""
    words = look.words
    cited, others = split(story, look.sections)
    yield '<ol class="sources">'
    for reference in cited:
        back = " ".join(
            f'<a href="#{mark}" aria-label="{words("report.back", n=i)}">{i}</a>'
            for i, mark in enumerate(marks.back(reference.n), 1)
        )
        own = f'id="{marks.source(reference.n)}" value="{reference.n}"'
        yield f'<li {own}>{_source(reference, words)} <span class="back">↩ {back}</span></li>'
    yield "</ol>"
    if others:
        named = "; ".join(f"[{r.n}] {_source(r, words)}" for r in others)
        yield f'<p class="also">{words("report.also", sources=named)}</p>'
    if silent(story, words):
        yield f'<p class="also">{words("report.silent", names=escape(silent(story, words)))}</p>'


def _source(reference: Reference, words: Words) -> str:
    title, url = escape(reference.title) or words["report.untitled"], escape(link(reference.url))
    named = f'<a href="{url}" rel="noopener noreferrer">{title}</a>' if url else title
    date = reference.published
    shown = f'<time datetime="{words.day(date)}">{words.day(date)}</time>' if date else words["time.undated"]
    outlet = f"<bdi><b>{escape(reference.outlet)}</b></bdi>, " if reference.outlet else ""
    return f"{outlet}<bdi>{named}</bdi>, {shown}, {language_name(reference.language, words)}"
