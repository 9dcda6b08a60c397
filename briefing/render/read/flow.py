"""A document of headings, paragraphs and points of lists back into stories: what Markdown and HTML have in common."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.model import Listed, Printed, PrintedStory, Told
from briefing.render.read.moments import moment
from briefing.render.read.phrases import Phrases
from briefing.render.read.sentence import is_date, one_line, told
from briefing.render.voices import joined

_RANK = re.compile(r"^\d+\. ")
_MARK = re.compile(r"^\[\d{1,6}\]$")
_TARGET = re.compile(r"^#s\d{1,6}-(\d{1,6})$")
_SOURCE = re.compile(r"(?:^|; )\[(\d{1,6})\] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words in one style, and where they lead."""

    text: str
    style: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading (of a `level`), a "paragraph", a "point" of a list, an "aside" or an entry of the "contents".

    `n` is the number of a point, where its list is numbered.
    """

    kind: str
    pieces: tuple[Piece, ...]
    level: int = 0
    n: int = 0

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces).strip()


@dataclass(slots=True)
class _Story:
    headline: str
    parts: list[Part] = field(default_factory=list)


def printed(parts: Sequence[Part], of: Phrases) -> Printed:
    """The report that `parts` make up; what belongs to no story and is none of ours is somebody's own."""
    head: list[Part] = []
    stories: list[_Story] = []
    contents = [part.text for part in parts if part.kind == "contents"]
    for part in parts:
        if part.kind == "heading" and part.level == 2:  # noqa: PLR2004 (the heading of a story)
            stories.append(_Story(_RANK.sub("", part.text)))
        elif part.kind != "contents":
            (stories[-1].parts if stories else head).append(part)
    read = [(one, _about(one.parts, of)) for one in stories]
    told_ = [_story(one, about, of) for one, about in read if about]
    listed = dict(enumerate(contents)) if len(contents) == len(told_) else {}
    return Printed(
        interface=of.words.language,
        stories=tuple(
            replace(story, headlines=(*story.headlines, listed[i])) if i in listed else story
            for i, story in enumerate(told_)
        ),
        taken=next(filter(None, (moment(part.text, of) for part in head)), None),
        own=tuple(
            [part.text for part in head if part.kind == "paragraph" and not _is_head(part, of)]
            + [part.text for one, about in read if not about for part in one.parts if not of.ours.match(part.text)]
        ),
    )


def _is_head(part: Part, of: Phrases) -> bool:
    if moment(part.text, of) or of.summary.search(part.text):
        return True
    return part.text in (of.words["report.no_story"], of.words["report.skip"])


def _about(parts: Sequence[Part], of: Phrases) -> tuple[str, str, str] | None:
    """Size, languages and id of a story, of the paragraph that tells them."""
    for part in parts[:3]:
        id_ = of.id.search(part.text)
        size = of.size_only.match(one_line(part.pieces[0].text.partition(" · ")[0])) if part.pieces else None
        if id_ and size:
            return size["size"] or size["bare"], size["languages"] or "", id_[1]
    return None


def _story(story: _Story, about: tuple[str, str, str], of: Phrases) -> PrintedStory:
    size, languages, id_ = about
    said: list[Told] = []
    sources: list[Listed] = []
    own: list[str] = []
    section, voice = "lead", ""
    for i, part in enumerate(story.parts):
        if part.kind == "heading":
            named = of.headings.get(part.text)
            section, voice = (named, "") if named else (section, part.text)
        elif section == "sources" and (part.kind == "point" or part.text.startswith(f"{of.also} ")):
            sources += _sources(part, of)
        elif part.kind == "part":
            voice = joined(voice, part.text)
        elif section == "figures" and (figure := of.figure.match(part.text)):
            said.append(told(f"{figure[2]} {figure[3]}", section, of, value=one_line(figure[1])))
        elif _is_cited(part) or part.kind == "point":
            said.append(_told(part, section, voice, of))
        elif section == "analyst_views" and _is_voice(part, story.parts[i + 1 :]):
            voice = one_line(part.text)
        elif part.text and not _is_ours(part, of):
            own.append(part.text)
    return PrintedStory(
        id=id_,
        headlines=(story.headline,),
        size=size,
        languages=tuple(filter(None, re.split(r",\s|،\s", languages))),
        told=tuple(said),
        sources=tuple(sources),
        own=tuple(own),
    )


def _is_ours(part: Part, of: Phrases) -> bool:
    return bool(part.text == of.words["report.nothing"] or of.id.search(part.text) or of.ours.match(part.text))


def _is_cited(part: Part) -> bool:
    return any(_MARK.match(piece.text) for piece in part.pieces)


def _is_voice(part: Part, following: Sequence[Part]) -> bool:
    """Whether a paragraph names a voice: its name in bold, and what it says below."""
    first = next((piece for piece in part.pieces if piece.text.strip()), None)
    return bool(first and first.style == "strong" and following and following[0].kind == "point")


def _told(part: Part, section: str, voice: str, of: Phrases) -> Told:
    pieces, date = list(part.pieces), ""
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    if pieces and (pieces[0].style == "when" or (pieces[0].style == "strong" and is_date(pieces[0].text, of))):
        date = "".join(piece.text for piece in pieces if piece is pieces[0] or piece.style == "when").strip()
        pieces = [piece for piece in pieces[1:] if piece.style != "when"]
    targets = [_TARGET.match(piece.url) for piece in pieces if _MARK.match(piece.text)]
    text = "".join(piece.text for piece in pieces)
    found = told(text, section, of, date=one_line(date), voice=voice if section == "analyst_views" else "")
    return replace(found, targets=tuple(int(target[1]) for target in targets if target))


def _sources(part: Part, of: Phrases) -> Iterator[Listed]:
    """The sources that a point lists: one of its number, or several after "also:"."""
    also = f"{of.also} "
    at, links, flat = 0, [], ""
    for piece in part.pieces:
        if piece.url:
            links.append((at, piece.url))
        at += len(piece.text)
        flat += piece.text
    starts = [(int(found[1]), found.end()) for found in _SOURCE.finditer(flat.replace(also, "; ".rjust(len(also)), 1))]
    if part.n:
        starts = [(part.n, 0)]
    for i, (n, start) in enumerate(starts):
        end = starts[i + 1][1] if i + 1 < len(starts) else len(flat)
        line = one_line(flat[start:end])
        if i + 1 < len(starts):
            line = line.removesuffix(f"[{starts[i + 1][0]}]").rstrip("; ")
        url = next((url for place, url in links if start <= place < end), "")
        yield Listed(n=n, line=line, parts=("outlet", "title", "day", "language"), url=url)
