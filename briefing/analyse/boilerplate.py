"""Which sentences are no reporting: furniture of the page, repeats, and lines that only point elsewhere.

Three kinds of evidence, none of which reads what a sentence means: the words of `[boilerplate]` (`junk_lines`, and
`junk_sentences` inside a paragraph), the place and shape of a line (`layout`), and words that stand in the text twice
(`repeats`). A line without such evidence is reporting: losing some furniture matters less than losing news. Never
changes the text.
"""

from collections.abc import Sequence

from briefing.analyse import junk_lines, junk_sentences, layout, repeats
from briefing.analyse.paragraphs import paragraphs_of
from briefing.analyse.sentences import Span
from briefing.model import Article


def boilerplate(article: Article, spans: Sequence[Span]) -> frozenset[int]:
    """Indices of those `spans` of `article` that are no reporting; takes time linear in the text's length."""
    paragraphs = paragraphs_of(article.text, spans)
    junk = set(junk_lines.find(paragraphs, article))
    junk |= repeats.find(paragraphs, article)
    junk |= layout.find(paragraphs, junk)
    whole = {i for n in junk for i in paragraphs[n].sentences}
    return frozenset(whole.union(junk_sentences.find(paragraphs, article, spans)))
