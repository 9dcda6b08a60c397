"""Which articles a story's page cites, and their addresses. Only addresses of the web become links.

A mark is what a reader trusts, so that nothing else may look like one: `disowned`.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from briefing.model import Article, Briefing, Reference, Statement
from briefing.words import Words

_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!#-;=?-Z_a-z~%]*)?")

#: Brackets that a reader may take for those of a mark, and a few characters between them.
_OPENING = "[［⁅⦋⦍⦏⟦〚﹇"
_LIKE_MARK = rf"[\{_OPENING}]([^\[\]［］{{}}]{{1,20}}?)[\]］⁆⦌⦎⦐⟧〛﹈]"
_LIKE_DIGITS = frozenset("IOl|")


def link(url: str) -> str:
    """`url` if it may be followed: http or https, in plain ASCII, without user name or password; else ""."""
    if not url or (len(url) <= 2_000 and _WEB.fullmatch(url)):  # noqa: PLR2004 (longer ones aren't read either)
        return url
    from briefing.parse.links import web_address

    return web_address(url)


def shown(story: Briefing, sections: Iterable[str]) -> Iterator[Statement]:
    """The statements that a page with these `sections` prints, in its order."""
    if story.lead:
        yield story.lead
    for section in sections:
        yield from getattr(story, section)


def split(story: Briefing, sections: Iterable[str]) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    """The story's articles: those cited by what is shown, and the others, both by number."""
    cited = {citation.n for statement in shown(story, sections) for citation in statement.citations}
    ordered = sorted(story.articles, key=lambda reference: reference.n)
    return tuple(r for r in ordered if r.n in cited), tuple(r for r in ordered if r.n not in cited)


def disowned(text: str) -> str:
    """A source's own words, its "[1]" as "{1}" where a mark of ours could stand; as long as before.

    Editors' insertions ("[sic]", "[Mr Nam]") stay. What it looks like decides, not what it is: "[l]" is none of ours.
    """
    openings = "[" if text.isascii() else _OPENING
    return re.sub(_LIKE_MARK, _braced, text) if any(map(text.__contains__, openings)) else text


def _braced(found: re.Match[str]) -> str:
    inner = found[1]
    like = [char for char in inner if char.isnumeric() or char in _LIKE_DIGITS]
    others = any(char.isalpha() and char not in like for char in inner)
    return f"{{{inner}}}" if like and not others else found[0]


def marks(statement: Statement) -> str:
    """The citations of `statement` as a reader sees them: "[1][4]"."""
    return "".join(f"[{n}]" for n in dict.fromkeys(citation.n for citation in statement.citations))


def named(of: Reference | Article, parts: Iterable[str], words: Words) -> str:
    """An article as a list of sources names it, by `parts`: its outlet, title, day of publication, language."""
    return ", ".join(filter(None, (_NAMED[part](of, words) for part in parts)))


_NAMED: dict[str, Callable[[Reference | Article, Words], str]] = {
    "outlet": lambda of, _: of.outlet,
    "caller": lambda of, words: of.outlet or of.title or words["report.untitled"],
    "title": lambda of, words: of.title or words["report.untitled"],
    "day": lambda of, words: words.day(of.published),
    "language": lambda of, _: of.language,
}
