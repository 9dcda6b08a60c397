"""What stands around a story's statements: its headline, how it counts its articles, the list of its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.model import Article, Listed, PrintedStory
from briefing.pipeline.evidence import Evidence
from briefing.pipeline.find import plain, same
from briefing.pipeline.mismatch import Mismatch
from briefing.render.citing import link, named
from briefing.render.coverage import size
from briefing.render.html_statement import language_name
from briefing.words import Words


def story_mismatches(story: PrintedStory, evidence: Evidence) -> Iterator[Mismatch]:
    """All that is wrong around the statements of `story`."""
    if not any(evidence.cited.values()):
        yield Mismatch(story=story.id, where="sources", what="none_stored")
        return
    yield from _headlines(story, evidence)
    for listed in story.sources:
        yield from _source(story.id, listed, evidence)
    numbers = [listed.n for listed in story.sources]
    for n in sorted({n for n in numbers if numbers.count(n) > 1}):
        yield Mismatch(story=story.id, where="sources", marks=(n,), what="twice")
    yield from _size(story, evidence)


def _headlines(story: PrintedStory, evidence: Evidence) -> Iterator[Mismatch]:
    untitled = evidence.words["report.untitled"]
    titles = {plain(article.title) or untitled for article in evidence.articles}
    for headline in dict.fromkeys(story.headlines):
        if not same(headline, titles, drawn=evidence.is_drawn):
            near = _alike(headline, titles)
            yield Mismatch(story=story.id, where="headline", what="headline", says=plain(headline), source=near)


def _source(story: str, listed: Listed, evidence: Evidence) -> Iterator[Mismatch]:
    wordings = evidence.cited[listed.n]
    bare = Mismatch(story=story, where="sources", marks=(listed.n,), what="not_stored", says=listed.line)
    if not wordings:
        yield bare
        return
    lines = [line for article in wordings for line in _lines(article, listed.parts, evidence.words)]
    if listed.line and not same(listed.line, lines, drawn=evidence.is_drawn):
        yield replace(bare, what="called", source=plain(lines[0]))
    if listed.url and listed.url != link(wordings[0].url):
        yield replace(bare, what="address", says=listed.url, source=wordings[0].url)


def _lines(article: Article, parts: tuple[str, ...], words: Words) -> Iterator[str]:
    """How a list of sources may call an article: by its language's tag, or, on a web page, by its name."""
    line = named(article, parts, words)
    yield line
    if parts[-1] == "language":
        yield f"{line.removesuffix(article.language)}{language_of(article.language, words)}"


def language_of(tag: str, words: Words) -> str:
    """The name of a language."""
    from html import unescape

    return unescape(language_name(tag, words))


def _size(story: PrintedStory, evidence: Evidence) -> Iterator[Mismatch]:
    found = [wordings[0] for wordings in evidence.cited.values() if wordings]
    most = len({article.outlet or article.id for article in found})
    known = evidence.known.outlets if evidence.known else 0
    articles, words = len(story.sources), evidence.words
    allowed = [known] if known else range(1, most + 1)
    expected = [size(articles, outlets, words) for outlets in allowed]
    if story.size not in expected:
        yield Mismatch(
            story=story.id,
            where="headline",
            what="counts",
            says=story.size,
            source=expected[-1] if expected else words.count(articles, "article"),
        )
    tags = {article.language for article in found}
    told = set(story.languages)
    if told not in (tags, {language_of(tag, words) for tag in tags}):
        says, source = ", ".join(sorted(told)), ", ".join(sorted(tags))
        yield Mismatch(story=story.id, where="headline", what="languages", says=says, source=source)


def _alike(text: str, others: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(plain(text), sorted(others), n=1, cutoff=0.4)), "")
