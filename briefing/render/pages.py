"""Any blocks as a page of a format: for what is not a briefing itself, and needs no layout of its own in each.

What a block is, its first run's style tells: a title, a story's headline, a section's name; all else is a line. Text
from outside is escaped as everywhere.
"""

from collections.abc import Iterable, Iterator
from html import escape
from importlib import import_module
from itertools import groupby

from briefing.errors import InputError
from briefing.render.cells import GLUE
from briefing.render.citing import link
from briefing.render.layout import Block, Run
from briefing.render.look import SECTIONS, Look
from briefing.words import Words

#: The others of `render.FORMATS` have no place for what is not a briefing.
FORMATS = ("terminal", "text", "markdown", "html")
_HEADINGS = {"title": 1, "headline": 2, "sources": 3, "lead": 3, **dict.fromkeys(SECTIONS, 3)}


def page(blocks: Iterable[Block], *, format: str, title: str, look: Look) -> str:  # noqa: A002 (the option is called so)
    """`blocks` in one of the `FORMATS`, ending in a newline; `title` is that of an HTML page.

    Raises:
        InputError: there is no such format.
    """
    if format in ("terminal", "text"):
        text: str = import_module(f"briefing.render.{format}").write(blocks, look)
        return text
    if format == "markdown":
        return "\n\n".join(_markdown(blocks)) + "\n"
    if format == "html":
        return "\n".join(_html(blocks, title, look.words)) + "\n"
    raise InputError(f"{format}: formats are {', '.join(FORMATS)}")


def _heading(block: Block) -> int:
    """How deep a heading it is; 0 if it is a line."""
    first = block.runs[0] if block.runs else Run("")
    return _HEADINGS.get(first.style, 0) if first.style != "lead" or first.text.isupper() else 0


def _whole(block: Block) -> Iterator[Run]:
    if block.label.text.strip():
        yield Run(block.label.text.strip(), block.label.style)
        yield Run(" ")
    yield from block.runs


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.runs:
            yield f"{'#' * _heading(block) or '-'} {' '.join(_spans(block))}"


def _spans(block: Block) -> Iterator[str]:
    """The words of `block` as Markdown, an address in its place."""
    from briefing.render.markdown import escape as escaped

    for is_link, runs in groupby(_whole(block), key=lambda run: bool(link(run.url))):
        if is_link:
            yield from (f"<{link(run.url)}>" for run in runs)
        elif text := "".join(run.text for run in runs).replace(GLUE, " ").strip():
            yield escaped(text)


def _html(blocks: Iterable[Block], title: str, words: Words) -> Iterator[str]:
    from briefing.render.html import head
    from briefing.render.html_statement import direction

    yield from head(escape(title), words)
    yield "<main>"
    for block in blocks:
        if block.runs:
            depth = _heading(block)
            tag = f"h{depth}" if depth else "p"
            told = "".join(run.text for run in block.runs)
            inside = "".join(map(_run, _whole(block)))
            yield f'<{tag} class="line in{min(block.indent, 5)}" {direction(told)}>{inside}</{tag}>'
    yield "</main>\n</body>\n</html>"


def _run(run: Run) -> str:
    text = escape(run.text)
    if link(run.url):
        return f'<a href="{escape(link(run.url))}" rel="noopener noreferrer">{text}</a>'
    if not run.style or not run.text.strip():
        return text
    return f'<bdi class="{run.style}">{text}</bdi>'
