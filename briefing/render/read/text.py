"""Plain text and captures of a terminal, back into stories: by the page's own columns, headings and marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.language.clean import clean
from briefing.model import Listed, Printed, PrintedStory, Told
from briefing.render.cells import cells
from briefing.render.direction import FIRST_RTL, is_rtl
from briefing.render.layout import INDENT
from briefing.render.read.drawn import bare, is_drawn, logical
from briefing.render.read.moments import moment
from briefing.render.read.phrases import Phrases
from briefing.render.read.sections import FLOATS, Line, said
from briefing.render.read.sentence import one_line

_RANK = re.compile(r"^(\d{1,6}) {2,}(\S.*)$")
_SOURCE = re.compile(r"^\[(\d{1,6})\] (.*)$")
_NUMBERED = re.compile(r"\[(\d{1,6})\]")
_NAMED = re.compile(r"\[(\d{1,6})\] (.*?)(?=, \[\d{1,6}\] |$)")
_URL = re.compile(r"(?s)(?:\s+|^)(https?://\S+(?:\n\S+)*)$")
_RLI = "\u2067"
#: By so many columns somebody may have made a line at the right longer or shorter.
EDITED = 12
#: Lines in which a headline and its counts may be looked for.
_REACH = 200


def read(text: str, of: Phrases) -> Printed:
    """The report on the page `text`."""
    drawn = is_drawn(text)
    page = list(_lines(clean(bare(text)).split("\n"), drawn=drawn, aligned=drawn or _RLI in text, of=of))
    starts = [i for i in range(len(page)) if _begins(page, i, of)]
    ends = [*starts[1:], _foot(page, starts[-1], of)] if starts else []
    head = page[: starts[0] if starts else len(page)]
    width = max((cells(line.raw) for line in page), default=0)
    return Printed(
        stories=tuple(_story(page[a:b], width, of) for a, b in zip(starts, ends, strict=True)),
        taken=moment(" ".join(line.text for line in head[:_REACH]), of),
        own=tuple(_paragraphs(head)[2:]),  # what was taken and how much of it, then the edition's note
        is_drawn=drawn,
        interface=of.words.language,
    )


def _lines(page: Sequence[str], *, drawn: bool, aligned: bool, of: Phrases) -> Iterator[Line]:
    """The lines of `page`; on one that is `aligned`, those that run from right to left stand at the right."""
    shown = [raw.rstrip() for raw in page]
    edges = Counter(cells(raw) for raw in shown if raw.startswith(" ") and is_rtl(raw))
    width = edges.most_common(1)[0][0] if edges else 0
    floats = False
    for raw in shown:
        body = raw.lstrip(" ")
        indent = len(raw) - len(body)
        may = bool(body) and (max(body) >= FIRST_RTL or floats) and bool(of.may_float.search(body))
        short = width - cells(raw)
        ended = of.ends_right.search(body)
        left = bool(ended and not (floats and ended["kind"])) and (drawn or short != 0)
        pushed = may and indent > INDENT and not short and not left and not of.begins_left.match(body)
        floats = aligned and indent > 0 and (pushed or (is_rtl(body) and not left and abs(short) <= EDITED))
        yield Line(
            raw=raw,
            indent=FLOATS if floats else indent,
            text=logical(body, rtl=floats or (False if aligned and indent > 0 and is_rtl(body) else None))
            if drawn
            else body,
            drawn=body if drawn and body and (floats or max(body) >= FIRST_RTL) else "",
        )


def _begins(page: Sequence[Line], i: int, of: Phrases) -> bool:
    """Whether a story begins on the line `i`: its rank and headline, then its counts before any empty line."""
    if page[i].indent or not _RANK.match(page[i].raw):
        return False
    for line in page[i + 1 : i + _REACH]:
        if not line.text:
            return False
        if of.counts.match(line.text):
            return True
    return False


def _foot(page: Sequence[Line], last: int, of: Phrases) -> int:
    """Where the last story ends: at what was asked, if that is told."""
    return next(
        (i for i in range(last, len(page)) if page[i].indent in (0, FLOATS) and of.foot.match(page[i].text)), len(page)
    )


def _story(lines: Sequence[Line], width: int, of: Phrases) -> PrintedStory:
    size = next(i for i, line in enumerate(lines) if of.counts.match(line.text))
    headline = [_after(lines[0], _RANK), *(line.text for line in lines[1:size])]
    about, at = "", size
    found = None
    while at < len(lines) and lines[at].text and not found:
        about = f"{about} {one_line(lines[at].text)}".strip()
        found = of.about.match(about)
        at += 1
    parts = list(_parts(lines[at:], of))
    sources: list[Listed] = []
    told: list[Told] = []
    own: list[str] = []
    for section, body in parts:
        if section == "sources":
            sources += _sources(body, of)
        elif section:
            told += said(body, section, width, of)
        else:
            own += _paragraphs(body)
    return PrintedStory(
        id=found["id"] if found else "",
        headlines=("\n".join(headline),),
        size=(found["size"] or found["bare"]) if found else one_line(about),
        languages=tuple((found["languages"] or "").split()) if found else (),
        told=tuple(told),
        sources=tuple(sources),
        own=tuple(own),
    )


def _after(line: Line, label: re.Pattern[str]) -> str:
    """A line's text without the `label` at its left, which is none of the text that is put in order."""
    found = label.match(line.raw)
    rest = found[2].lstrip(" ") if found else line.text
    return logical(rest) if line.drawn else rest


def _parts(lines: Sequence[Line], of: Phrases) -> Iterator[tuple[str, list[Line]]]:
    """The sections, each with its lines, and under "" what stands apart from them; the lead is first."""
    nothing = of.words["report.nothing"]
    section, body, empty = "lead", list[Line](), ""
    for line in lines:
        heading = _heading(line, of)
        if heading:
            yield section, body
            section, body, empty = of.capitals[heading], [], line.text.removeprefix(heading).strip()
        elif empty != nothing and nothing.startswith(f"{empty} {line.text}".strip()) and line.text:
            empty = f"{empty} {line.text}".strip()
        elif not line.text:
            if section in ("lead", "") and body:
                yield section, body
                section, body = "", []
        elif not line.indent and section and section != "lead":
            yield section, body
            section, body = "", [line]
        else:
            body.append(line)
    yield section, body


def _heading(line: Line, of: Phrases) -> str:
    """The heading that stands on `line`: at the margin, or at the right, where only "nothing reported" may follow."""
    heading = next((h for h in of.capitals if line.text.startswith(h)), "") if line.indent in (0, FLOATS) else ""
    rest = line.text.removeprefix(heading).strip()
    at_right = line.indent == FLOATS and not of.words["report.nothing"].startswith(rest)
    return "" if at_right else heading


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    parts = "\n".join(line.text for line in lines).split("\n\n")
    return [one_line(part) for part in parts if part.strip()]


def _sources(lines: Sequence[Line], of: Phrases) -> Iterator[Listed]:
    """Cited articles with their address, then the others by the name of their outlet."""
    at: list[tuple[str, str]] = []
    others, mixed = "", False
    for line in lines:
        if of.silent.match(line.text):
            break
        found = _SOURCE.match(line.raw.strip())
        turned = line.text.startswith(f",{of.also}") or (line.drawn and of.also_inside.search(line.text))
        if of.also_begins.match(line.text) or others or turned:
            others = f"{others} {line.text}" if others else line.text
            mixed = mixed or bool(line.drawn or turned)
        elif found and line.indent <= INDENT:
            at.append((found[1], logical(found[2].lstrip()) if line.drawn else found[2].lstrip()))
        elif at:
            n, before = at[-1]
            at[-1] = n, f"{before}\n{line.text}"
    for n, told_ in at:
        url = _URL.search(told_)
        line_ = one_line(told_[: url.start()] if url else told_)
        address = url[1].replace("\n", "") if url else ""
        yield Listed(n=int(n), line=line_, parts=("caller", "day", "language"), url=address)
    # names that were put in order together can't be told apart again
    names = _NUMBERED.finditer(others) if mixed else _NAMED.finditer(of.also_begins.sub("", others))
    for found in names:
        yield Listed(n=int(found[1]), line="" if mixed else found[2], parts=("caller",))
