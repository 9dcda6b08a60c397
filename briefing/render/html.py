"""One web page that needs nothing else: no script, no image file, no font, no address but those of the sources.

Its policy forbids whatever it doesn't bring itself. Everything from outside is escaped; only http and https addresses
become links.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from briefing.model import Briefing, Snapshot
from briefing.render.coverage import asked, failures, size, summary
from briefing.render.html_sections import SECTIONS, figures, sources
from briefing.render.html_statement import Marks, direction, language, language_name, said
from briefing.render.legend import has_ranges, legend
from briefing.render.look import Look
from briefing.render.svg_coverage import coverage, recent
from briefing.words import Words


def render(snapshot: Snapshot, look: Look) -> str:
    """`snapshot` as one HTML 5 document."""
    return "\n".join(_page(snapshot, look)) + "\n"


@cache
def _style() -> str:
    return (files(__package__) / "page.css").read_text("utf-8").strip()


def _page(snapshot: Snapshot, look: Look) -> Iterator[str]:
    words, moment = look.words, look.words.moment(snapshot.taken)
    yield from head(words("report.dated", moment=moment), words)
    yield f'<a class="skip" href="#stories">{words["report.skip"]}</a>'
    yield f"<header><h1>{words['report.title']}</h1>"
    yield f'<p class="taken"><time datetime="{_utc(snapshot)}">{moment}</time></p>'
    yield f'<p class="summary">{summary(snapshot, words, arrow=words["coverage.arrow_print"])}</p>'
    if snapshot.note:
        yield f'<p class="notice" {direction(snapshot.note)}>{escape(snapshot.note)}</p>'
    yield "</header>"
    yield from _contents(snapshot, words)
    yield '<main id="stories">'
    if not snapshot.stories:
        yield f"<p>{words['report.no_story']}</p>"
    for rank, story in enumerate(snapshot.stories, 1):
        yield from _story(rank, story, look)
    yield "</main>"
    yield from _legend(snapshot, look)
    yield from _coverage(snapshot, words)
    yield "</body>\n</html>"


def head(title: str, words: Words) -> Iterator[str]:
    """Everything up to the beginning of the body; `title` is HTML."""
    style = _style()
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    way = ' dir="rtl"' if words.rtl else ""
    yield f'<!DOCTYPE html>\n<html lang="{words.language}"{way}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>"


def _utc(snapshot: Snapshot) -> str:
    return snapshot.taken.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _contents(snapshot: Snapshot, words: Words) -> Iterator[str]:
    if not snapshot.stories:
        return
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{words["report.contents"]}</h2>\n<ol>'
    for rank, (story, lately) in enumerate(zip(snapshot.stories, recent(snapshot, words), strict=True), 1):
        headline = f"<bdi>{escape(story.headline) or words['report.untitled']}</bdi>"
        yield f'<li><a href="#story-{rank}">{headline}</a>{lately}{_status(story, words)}</li>'
    yield "</ol></nav>"


def _status(story: Briefing, words: Words) -> str:
    return f' <b class="new">{words.of("status", story.status)}</b>' if story.status else ""


def _watched(story: Briefing, words: Words) -> str:
    phrases = ", ".join(f"<bdi>{escape(phrase)}</bdi>" for phrase in story.watched)
    return f' <span class="watched">{words("report.watched", phrases=phrases)}</span>' if phrases else ""


def _story(rank: int, story: Briefing, look: Look) -> Iterator[str]:
    words = look.words
    marks = Marks(rank, story, words)
    headline = escape(story.headline) or words["report.untitled"]
    languages = words["list.comma"].join(language_name(tag, words) for tag in story.languages)
    yield f'<article id="story-{rank}" aria-labelledby="headline-{rank}">'
    yield f'<h2 id="headline-{rank}" {direction(story.headline)}>{headline}</h2>'
    about = size(len(story.articles), story.outlets, words, languages=languages)
    about += f"{_status(story, words)}{_watched(story, words)}"
    about += f' <span class="id">{words("report.story", id=escape(story.id))}</span>'
    yield f'<p class="about">{about}</p>'
    if drawn := coverage(story, words):
        yield drawn
    if story.lead:
        yield f'<div class="lead">{said(story.lead, marks)}</div>'
    for section in look.sections:
        yield f'<section class="{section}"><h3>{words.of("section", section)}</h3>'
        nothing = f'<p class="nothing">{words["report.nothing"]}</p>'
        yield from SECTIONS[section](story, marks) if getattr(story, section) else (nothing,)
        yield "</section>"
    if story.figures:
        yield f'<section class="figures"><h3>{words["section.figures"]}</h3>'
        yield from figures(story, marks)
        yield "</section>"
    yield f'<section class="from"><h3>{words["section.sources"]}</h3>'
    yield from sources(story, look, marks)
    yield "</section>\n</article>"


def _legend(snapshot: Snapshot, look: Look) -> Iterator[str]:
    words, ranges = look.words, legend(snapshot, look)
    if not ranges:
        return
    yield f'<section class="legend" aria-labelledby="legend"><h2 id="legend">{words["legend.title"]}</h2>\n<ul>'
    for one in ranges:
        before, after = map(escape, one.around(words))
        quoted = (f"<q {language(said.language)}><bdi>{escape(said.likelihood)}</bdi></q>" for said in one.said)
        yield f"<li>{before}{words['list.comma'].join(quoted)}{after}</li>"
    source = f"\n<p>{words['legend.source']}</p>" if has_ranges(ranges) else ""
    yield f"</ul>{source}</section>"


def _coverage(snapshot: Snapshot, words: Words) -> Iterator[str]:
    first, failed = asked(snapshot, words), failures(snapshot, words)
    if not first and not failed:
        return
    yield f"<footer><h2>{words['coverage.title']}</h2>"
    if first:
        yield f"<p>{first}</p>"
    if failed:
        points = (f"<li>{words('coverage.failed', line=escape(line))}</li>" for line in failed)
        yield f"<ul>{''.join(points)}</ul>"
    yield "</footer>"
